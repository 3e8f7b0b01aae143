import { sql } from 'kysely';
import type { MergeFacts } from '#domain/booking/merge-policy.ts';
import type { Instant } from '#domain/ids.ts';
import { RETENTION } from '#domain/rights/retention-kinds.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

/** Which two patrons became one, and what went over by it. */
export interface MergeRow {
  id: string;
  branch: string;
  kept: string;
  gone: string;
  mergedAt: Instant;
  undoneAt: Instant | null;
  /** How many bookings went over. */
  bookings: number;
}

export type PartKind = Schema['patron_merge_part']['kind'];
export interface MergePart {
  kind: PartKind;
  subject: string;
  uses: number;
}

const INSERT = statement<{ id: string; branch: string; kept: string; gone: string; by: string; now: number }>()(
  (db, p) =>
    db.insertInto('patron_merge').values({
      id: p('id'),
      branch: p('branch'),
      kept: p('kept'),
      gone: p('gone'),
      merged_by: p('by'),
      merged_at: p('now'),
      undone_at: null,
    }),
);

const INSERT_PART = statement<{ merge: string; kind: PartKind; subject: string; uses: number }>()((db, p) =>
  db.insertInto('patron_merge_part').values({
    merge: p('merge'),
    kind: p('kind'),
    subject: p('subject'),
    uses: p('uses'),
  }),
);

export async function insertMerge(
  tx: Tx,
  merge: Pick<MergeRow, 'id' | 'branch' | 'kept' | 'gone'> & { by: string },
  parts: readonly MergePart[],
): Promise<void> {
  await tx.run(INSERT, { ...merge, now: tx.now });
  for (const part of parts) await tx.run(INSERT_PART, { ...part, merge: merge.id });
}

type Query = Parameters<Parameters<ReturnType<typeof statement>>[0]>[0];

const counted = (db: Query) =>
  db
    .selectFrom('patron_merge as m')
    .select(['m.id', 'm.branch', 'm.kept', 'm.gone', 'm.merged_at', 'm.undone_at'])
    .select((eb) =>
      eb
        .selectFrom('patron_merge_part as part')
        .whereRef('part.merge', '=', 'm.id')
        .where('part.kind', '=', sql.lit('booking' as const))
        .select((of) => of.fn.countAll<number>().as('n'))
        .as('bookings'),
    );

type Row = Omit<Schema['patron_merge'], 'merged_by'> & { bookings: number | null };

function mergeOf({ merged_at: mergedAt, undone_at: undoneAt, bookings, ...row }: Row): MergeRow {
  return { ...row, mergedAt, undoneAt, bookings: Number(bookings ?? 0) };
}

const FIND = statement<{ id: string }>()((db, p) => counted(db).where('m.id', '=', p('id')));

export async function findMerge(reader: Reader, id: string): Promise<MergeRow | undefined> {
  const row = await reader.first(FIND, { id });
  return row && mergeOf(row);
}

const OF_PATRON = statement<{ patron: string; branch: string; since: number }>()((db, p) =>
  counted(db)
    .where('m.kept', '=', p('patron'))
    .where('m.branch', '=', p('branch'))
    .where('m.undone_at', 'is', null)
    .where('m.merged_at', '>', p('since'))
    .orderBy('m.merged_at')
    .orderBy('m.id'),
);

/** What was merged into a patron at a branch since then, and stands. */
export async function mergesInto(
  reader: Reader,
  asked: { patron: string; branch: string; since: Instant },
): Promise<MergeRow[]> {
  return (await reader.rows(OF_PATRON, asked)).map(mergeOf);
}

const PARTS = statement<{ merge: string }>()((db, p) =>
  db
    .selectFrom('patron_merge_part')
    .select(['kind', 'subject', 'uses'])
    .where('merge', '=', p('merge'))
    .orderBy('kind')
    .orderBy('subject'),
);

export async function partsOfMerge(reader: Reader, merge: string): Promise<MergePart[]> {
  return reader.rows(PARTS, { merge });
}

const UNDO = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('patron_merge')
    .set({ undone_at: p('now') })
    .where('id', '=', p('id'))
    .where('undone_at', 'is', null),
);

/** False where it is undone already. */
export async function markUndone(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(UNDO, { id, now: tx.now })) === 1;
}

const FACTS = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('patron')
    .innerJoin('person', 'person.id', 'patron.person')
    .where('person.id', '=', p('person'))
    .where('person.disabled_at', 'is', null)
    .select(['patron.alias', 'person.wrapped_key'])
    .select((eb) => [
      eb
        .case()
        .when(eb.or([eb('person.name_sealed', 'is not', null), eb('person.imported_mac', 'is not', null)]))
        .then(sql.lit(1))
        .else(sql.lit(0))
        .end()
        .as('known'),
      eb
        .selectFrom('card')
        .whereRef('card.person', '=', 'person.id')
        .select(eb.fn.countAll<number>().as('n'))
        .as('cards'),
      sql<number>`(select count(*) from role_grant where person = person.id and revoked_at is null and role <> 'patron')
        + (select count(*) from password where person = person.id)
        + (select count(*) from contact where person = person.id)
        + (select count(*) from passkey where person = person.id)
        + (select count(*) from outside_identity where person = person.id)
        + (select count(*) from guardian where (guardian = person.id or child = person.id) and ended_at is null)`.as(
        'more',
      ),
    ]),
);

export interface MergeSubject extends MergeFacts {
  alias: string | null;
  wrappedKey: Uint8Array;
}

/** Undefined: no patron, or one whose account is closed. */
export async function mergeSubject(reader: Reader, person: string): Promise<MergeSubject | undefined> {
  const row = await reader.first(FACTS, { person });
  if (!row) return undefined;
  return {
    alias: row.alias,
    wrappedKey: row.wrapped_key,
    isKnown: Number(row.known) === 1,
    hasCard: Number(row.cards) > 0,
    hasMore: Number(row.more) > 0,
  };
}

const COUNTS = statement<{ patron: string; now: number }>()((db, p) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('booking')
      .innerJoin('session', 'session.id', 'booking.session')
      .where('booking.patron', '=', p('patron'))
      .where('booking.state', 'in', [
        sql.lit('confirmed' as const),
        sql.lit('arrived' as const),
        sql.lit('in_session' as const),
      ])
      .where('session.ends_at', '>', p('now'))
      .select((of) => of.fn.countAll<number>().as('n'))
      .as('bookings'),
    eb
      .selectFrom('entitlement')
      .where('patron', '=', p('patron'))
      .where('ended_at', 'is', null)
      .where('evidence', 'in', [sql.lit('desk'), sql.lit('card')])
      .select((of) => of.fn.countAll<number>().as('n'))
      .as('entitlements'),
  ]),
);

/** Appointments that are not over, and rights whose evidence a desk may see (K6). */
export async function mergeCounts(
  reader: Reader,
  patron: string,
  now: Instant,
): Promise<{ bookings: number; entitlements: number }> {
  const row = await reader.first(COUNTS, { patron, now });
  return { bookings: Number(row?.bookings ?? 0), entitlements: Number(row?.entitlements ?? 0) };
}

const SWEEP_PARTS = statement<{ before: number }>()((db, p) =>
  db
    .deleteFrom('patron_merge_part')
    .where('merge', 'in', db.selectFrom('patron_merge').select('id').where('merged_at', '<', p('before'))),
);
const SWEEP = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('patron_merge').where('merged_at', '<', p('before')),
);

const KEPT_MS = RETENTION.merges.days * 86_400_000;

/** K11: once nothing can be undone any more, the audit record alone says who was merged with whom. */
export async function sweepMerges(tx: Tx): Promise<void> {
  await tx.run(SWEEP_PARTS, { before: tx.now - KEPT_MS });
  await tx.run(SWEEP, { before: tx.now - KEPT_MS });
}
