import type { ContactKind } from '#domain/contact/contact.ts';
import type { Outlets } from '../../../outlets/outlet.ts';
import type { Reachable } from './ask-code.ts';
import type { BegunStep } from './code-step.ts';

/** Told to the operator: that something did not go out, and by which code; neither to whom nor what. */
type TellOperator = (line: { level: 'warn'; event: 'not_sent'; fault: ContactKind; faultCode: string }) => void;

export function reachableBy(outlets: Outlets): Reachable {
  return { phone: outlets.phone !== undefined, email: outlets.email !== undefined };
}

/**
 * Sends after the commit, and lets nobody wait for it: how long an outlet takes would tell whether a message went out. One that
 * is lost, in a power cut too, is asked for again.
 */
export function letterSender(outlets: Outlets, tell: TellOperator) {
  return ({ kind, letter }: Pick<BegunStep, 'letter'> & { kind: ContactKind }): void => {
    if (!letter) return;
    const { to, ...message } = letter;
    outlets[kind]?.send(to, message).catch((fault: unknown) => {
      const faultCode = String((fault as { code?: unknown }).code ?? 'failed');
      tell({ level: 'warn', event: 'not_sent', fault: kind, faultCode });
    });
  };
}
