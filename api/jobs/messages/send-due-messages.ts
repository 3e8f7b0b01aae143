import { MINUTE } from '#domain/ids.ts';
import { NotSent, type Outlets } from '../../outlets/outlet.ts';
import type { Log } from '../../http/log.ts';
import type { Services } from '../../storage/context.ts';
import {
  CLAIM_MS,
  dueMessages,
  giveUpMessage,
  isAnyDue,
  settleSent,
  waitWithMessage,
} from '../../storage/stores/messages/message-store.ts';
import { prepareLetter, type Letter } from './prepare-letter.ts';

/** The outlet has tried for half a minute each time. */
const PAUSES = [1, 5, 15, 60].map((minutes) => minutes * MINUTE);

/**
 * One look at what is due: claims, sends, and records what became of it. At most 20; whether there may be more.
 * @throws CannotWrite, NoNetwork
 */
export async function sendDueMessages(services: Services, outlets: Outlets, log: Log): Promise<boolean> {
  const { database } = services;
  if (!(await isAnyDue(database.reader, await database.now()))) return false;

  const { letters, mayBeMore } = await claim(services);
  const sent = await Promise.allSettled(letters.map((letter) => send(services, outlets, letter, log)));
  // Only when all have ended: a process that stops waits for them.
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
  return mayBeMore;
}

/** All in one transaction: what another process sees as due is not being sent by this one. */
async function claim(services: Services): Promise<{ letters: Letter[]; mayBeMore: boolean }> {
  const { world } = await services.world.current(-Infinity);
  return services.database.write(async (tx) => {
    const { due, mayBeMore } = await dueMessages(tx);
    const letters: Letter[] = [];
    for (const message of due) {
      const prepared = await prepareLetter({ ...services, tx, world }, message);
      switch (prepared.do) {
        case 'send':
          await waitWithMessage(tx, message, tx.now + CLAIM_MS);
          letters.push(prepared.letter);
          break;
        case 'wait':
          await waitWithMessage(tx, message, prepared.until);
          break;
        case 'drop':
          await giveUpMessage(tx, message.id);
          break;
        default:
          prepared satisfies never;
      }
    }
    return { letters, mayBeMore };
  });
}

async function send(
  { database }: Services,
  outlets: Outlets,
  { message, to, subject, text }: Letter,
  log: Log,
): Promise<void> {
  const { id, tries } = message;
  try {
    const outlet = outlets[to.kind];
    // It was set up when the contact was added; perhaps it is again soon.
    if (!outlet) throw new NotSent('not_set_up', true);
    await outlet.send(to.value, { subject, text, number: id });
  } catch (fault) {
    const { code = 'failed', isPassing = true } = fault as Partial<NotSent>;
    log({ level: 'warn', event: 'not_sent', fault: to.kind, faultCode: String(code) });
    const pause = PAUSES[Math.min(tries, PAUSES.length - 1)]!;
    return database.write((tx) =>
      isPassing ? waitWithMessage(tx, { id, tries: tries + 1 }, tx.now + pause) : giveUpMessage(tx, id),
    );
  }
  await database.write((tx) => settleSent(tx, id));
}
