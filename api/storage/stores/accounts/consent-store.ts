import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** To which text somebody agreed, in which language, and until when. Rows are never changed but by the withdrawal. */
export interface ConsentRow {
  version: string;
  locale: string;
  givenAt: Instant;
  withdrawnAt: Instant | null;
}

const LAST = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('consent')
    .select(['version', 'locale', 'given_at', 'withdrawn_at'])
    .where('person', '=', p('person'))
    .orderBy('given_at', 'desc')
    .limit(sql.lit(1)),
);

const GIVE = statement<{ person: string; version: string; locale: string; now: number }>()((db, p) =>
  db
    .insertInto('consent')
    .values({
      person: p('person'),
      version: p('version'),
      locale: p('locale'),
      given_at: p('now'),
      withdrawn_at: null,
    })
    // Two bookings confirmed in the same millisecond agree to the same thing.
    .onConflict((conflict) => conflict.columns(['person', 'given_at']).doNothing()),
);

const WITHDRAW = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('consent')
    .set({ withdrawn_at: p('now') })
    .where('person', '=', p('person'))
    .where('withdrawn_at', 'is', null),
);

export async function lastConsent(reader: Reader, person: string): Promise<ConsentRow | undefined> {
  const row = await reader.first(LAST, { person });
  return row && { version: row.version, locale: row.locale, givenAt: row.given_at, withdrawnAt: row.withdrawn_at };
}

export async function giveConsent(tx: Tx, given: { person: string; version: string; locale: string }): Promise<void> {
  await tx.run(GIVE, { ...given, now: tx.now });
}

/** Whether there was anything to withdraw. */
export async function withdrawConsents(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(WITHDRAW, { person, now: tx.now })) > 0;
}
