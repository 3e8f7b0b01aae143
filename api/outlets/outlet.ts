/** Where messages leave the house. What is sent is said by those who send; an outlet only takes it away. */

export interface Message {
  /** Mail shows it in lists; phones do not. As discreet as the text. */
  subject: string;
  text: string;
  /** By which it is known when it comes once more; drawn where it is absent. */
  number?: string;
}

export interface Outlet {
  /**
   * Resolves when whoever carries the message on has taken it. Tries a few times by itself, within half a minute.
   * @throws NotSent
   */
  send(to: string, message: Message): Promise<void>;
}

/** Absent ones are not set up: what needs them is not offered. */
export interface Outlets {
  email?: Outlet | undefined;
  phone?: Outlet | undefined;
}

/** `reason` is a code for the operator's log; it never has the address or the text in it. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly code: string;
  /** Another try could go better: nobody answered, or asked for patience. */
  readonly isPassing: boolean;
  constructor(code: string, isPassing: boolean) {
    super(code);
    this.code = code;
    this.isPassing = isPassing;
  }
}
