import { NotSent, type Outlet, type Outlets } from '../../api/outlets/outlet.ts';

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** By which it is known when it comes once more. */
  number?: string;
}

/** Outlets that keep what they are given. Both take everything, unless they are `broken`. */
export interface KeptLetters {
  outlets: Outlets;
  letters: Letter[];
  broken: boolean;
  /** The code of the last letter to somebody. */
  codeTo(to: string): string;
}

export function keepLetters(): KeptLetters {
  const kept: KeptLetters = { outlets: {}, letters: [], broken: false, codeTo };
  const outlet: Outlet = {
    send: async (to, message) => {
      if (kept.broken) throw new NotSent('gateway_503', true);
      kept.letters.push({ to, ...message });
    },
  };
  kept.outlets = { email: outlet, phone: outlet };
  return kept;

  function codeTo(to: string): string {
    const code = /\b\d{8}\b/.exec(kept.letters.findLast((letter) => letter.to === to)?.text ?? '')?.[0];
    if (code === undefined) throw new Error(`no code was sent to ${to}`);
    return code;
  }
}

/** Another code of eight digits. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 100_000_000).padStart(8, '0');
}
