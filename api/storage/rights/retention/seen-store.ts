import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { NOBODY } from '../nobody.ts';
import type { Due } from './swept-rows.ts';

/** When patrons were last here, by the month: that is all that is kept of it once visits and sign-ins have gone. */

const firstOfMonth = (at: Instant) => `${new Date(at).toISOString().slice(0, 7)}-01`;

const NOTE = statement<{ person: string; on: string }>()((db, p) =>
  db
    .updateTable('patron')
    .set({ seen_on: p('on') })
    .where('person', '=', p('person'))
    .where((eb) => eb.or([eb('seen_on', 'is', null), eb('seen_on', '<', p('on'))])),
);

export async function noteSeen(tx: Tx, person: string, at: Instant): Promise<void> {
  await tx.run(NOTE, { person, on: firstOfMonth(at) });
}

const RAN_OUT = statement<{ now: number }>()((db, p) =>
  db
    .selectFrom('sign_in')
    .select('person')
    .select((eb) => eb.fn.max('last_seen_at').as('at'))
    .where('expires_at', '<=', p('now'))
    .groupBy('person'),
);

/** Before sign-ins that ran out are swept. */
export async function keepPatronsSeen(tx: Tx): Promise<void> {
  for (const { person, at } of await tx.rows(RAN_OUT, { now: tx.now })) await noteSeen(tx, person, Number(at));
}

type Query = Parameters<Parameters<ReturnType<typeof statement>>[0]>[0];
type Asked = { now: number; today: string; seenBefore: string; madeBefore: number };
type P = <K extends keyof Asked>(name: K) => Asked[K];

/**
 * Patrons who were not here since, have nothing ahead and nothing recent, nobody who works here, nobody of a network file, and no
 * child whose guardian goes with them anyway or whom they have something to do for.
 */
const inactive = (db: Query, p: P, withCard: boolean) =>
  db
    .selectFrom('patron')
    .innerJoin('person', 'person.id', 'patron.person')
    .where('patron.person', '<>', sql.lit(NOBODY))
    .where('person.imported_mac', 'is', null)
    .where('person.created_at', '<', p('madeBefore'))
    .where((eb) => eb.or([eb('patron.seen_on', 'is', null), eb('patron.seen_on', '<', p('seenBefore'))]))
    .where(({ exists, not, selectFrom, and }) => {
      const one = sql.lit(1).as('one');
      const card = exists(selectFrom('card').select(one).whereRef('card.person', '=', 'person.id'));
      const acting = selectFrom('guardian').where('guardian.ended_at', 'is', null);
      return and([
        withCard ? card : not(card),
        not(exists(selectFrom('booking').select(one).whereRef('booking.patron', '=', 'person.id'))),
        not(
          exists(
            selectFrom('sign_in')
              .select(one)
              .whereRef('sign_in.person', '=', 'person.id')
              .where((of) =>
                of.or([
                  // Swept within the hour, and not noted yet.
                  of('sign_in.last_seen_at', '>=', p('madeBefore')),
                  of.and([of('sign_in.ended_at', 'is', null), of('sign_in.expires_at', '>', p('now'))]),
                ]),
              ),
          ),
        ),
        not(
          exists(
            selectFrom('entitlement')
              .select(one)
              .whereRef('entitlement.patron', '=', 'person.id')
              .where('entitlement.until_on', '>=', p('today')),
          ),
        ),
        not(
          exists(
            selectFrom('role_grant as g')
              .select(one)
              .whereRef('g.person', '=', 'person.id')
              .where('g.role', '<>', sql.lit('patron'))
              .where('g.revoked_at', 'is', null),
          ),
        ),
        not(exists(acting.select(one).whereRef('guardian.child', '=', 'person.id'))),
        not(
          exists(
            acting
              .innerJoin('booking', 'booking.patron', 'guardian.child')
              .select(one)
              .whereRef('guardian.guardian', '=', 'person.id'),
          ),
        ),
      ]);
    });

const COUNT = [false, true].map((withCard) =>
  statement<Asked>()((db, p) =>
    inactive(db, p, withCard).select((eb) => [
      eb.fn.countAll<number>().as('rows'),
      eb.fn.min('person.created_at').as('oldest'),
    ]),
  ),
);
const IDS = [false, true].map((withCard) =>
  statement<Asked>()((db, p) => inactive(db, p, withCard).select('person.id').orderBy('person.id').limit(sql.lit(100))),
);
const ONE = [false, true].map((withCard) =>
  statement<Asked & { person: string }>()((db, p) =>
    inactive(db, p as P, withCard)
      .where('person.id', '=', p('person'))
      .select('person.id'),
  ),
);

export interface InactiveQuestion {
  withCard: boolean;
  now: Instant;
  /** Who was not here since. */
  since: Instant;
}

const askedOf = ({ now, since }: InactiveQuestion): Asked => ({
  now,
  today: new Date(now).toISOString().slice(0, 10),
  // Somebody who was here on the last day of a month is kept for as long as it was a whole month more.
  seenBefore: firstOfMonth(since),
  madeBefore: since,
});

export async function inactiveDue(reader: Reader, question: InactiveQuestion): Promise<Due> {
  const row = await reader.first(COUNT[Number(question.withCard)]!, askedOf(question));
  return { rows: Number(row?.rows ?? 0), oldest: row?.oldest ?? null };
}

/** A hundred of them at most. */
export async function inactivePatrons(reader: Reader, question: InactiveQuestion): Promise<string[]> {
  return (await reader.rows(IDS[Number(question.withCard)]!, askedOf(question))).map(({ id }) => id);
}

export async function isInactive(tx: Tx, person: string, question: InactiveQuestion): Promise<boolean> {
  return (await tx.first(ONE[Number(question.withCard)]!, { ...askedOf(question), person })) !== undefined;
}
