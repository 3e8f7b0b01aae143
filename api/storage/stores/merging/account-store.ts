import type { Instant } from '#domain/ids.ts';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** A patron's account that is closed because its person has another, and opened again when that was a mistake. */

const CLOSE = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('person')
    .set({ disabled_at: p('now') })
    .where('id', '=', p('person'))
    .where('disabled_at', 'is', null),
);

const OPEN = statement<{ person: string; closedAt: number }>()((db, p) =>
  db
    .updateTable('person')
    .set({ disabled_at: null })
    .where('id', '=', p('person'))
    .where('disabled_at', '=', p('closedAt')),
);

const END_SIGN_INS = statement<{ person: string; since: number; now: number }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ ended_at: p('now') })
    .where('person', '=', p('person'))
    .where('created_at', '>=', p('since'))
    .where('ended_at', 'is', null),
);

/** False where it is closed already. Nobody is signed in there any more. */
export async function closeAccount(tx: Tx, person: string): Promise<boolean> {
  await endSignInsSince(tx, person, 0);
  return (await tx.run(CLOSE, { person, now: tx.now })) === 1;
}

/** One that was closed then; one that was closed anew meanwhile stays so. */
export async function openAccount(tx: Tx, person: string, closedAt: Instant): Promise<void> {
  await tx.run(OPEN, { person, closedAt });
}

export async function endSignInsSince(tx: Tx, person: string, since: Instant): Promise<void> {
  await tx.run(END_SIGN_INS, { person, since, now: tx.now });
}
