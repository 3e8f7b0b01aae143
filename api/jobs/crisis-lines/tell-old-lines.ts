import { oldCrisisLines } from '#domain/crisis-line.ts';
import { faultFields, type Log } from '../../http/log.ts';
import type { Services } from '../../storage/context.ts';
import { NoNetwork } from '../../storage/world/world.ts';

const DAY_MS = 86_400_000;

/** N16: one line in the log for each number. */
export async function tellOldLines({ world }: Pick<Services, 'world'>, log: Log): Promise<void> {
  const { world: known, now } = await world.current(-Infinity);
  for (const { branch, label, phone, checkedOn } of oldCrisisLines(known.network.branches.values(), now)) {
    const line = `${label.en ?? Object.values(label)[0] ?? ''} ${phone}`.trim();
    log({ level: 'warn', event: 'crisis_line_old', branch: branch.id, line, checkedOn });
  }
}

/** At the start and once a day. Gives back how to stop. */
export function startTellingOldLines(services: Pick<Services, 'world'>, log: Log): () => Promise<void> {
  const tell = () =>
    void tellOldLines(services, log).catch((fault: unknown) => {
      // Before the first import there is no number to speak of.
      if (!(fault instanceof NoNetwork)) log({ level: 'error', event: 'internal', ...faultFields(fault) });
    });
  tell();
  const timer = setInterval(tell, DAY_MS).unref();
  return async () => clearInterval(timer);
}
