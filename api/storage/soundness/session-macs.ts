import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../engine/database.ts';
import { statement, type Bindable } from '../engine/statement.ts';
import { textIn, textList } from '../engine/value-list.ts';
import type { Schema } from '../schema.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { changedSessions } from '../stores/change-store.ts';

/**
 * Each session has a MAC of what it and its bookings say, written in the transaction that changes them. One MAC for all of a session, and
 * not one a row, so that a booking that is gone shows as well as one that was changed.
 */

/** What they refer to (`retakes`, `follows`) the database looks after by itself; the sealed columns have a tag of their own. */
const SESSION = [
  ...(['id', 'service', 'counsellor', 'branch', 'room', 'mode', 'starts_at', 'ends_at', 'counsellor_until'] as const),
  ...(['room_until', 'local_on', 'places', 'taken', 'series', 'series_number', 'gone_at', 'created_at'] as const),
  ...(['arranged_at'] as const),
] satisfies (keyof Schema['session'])[];
const BOOKING = [
  ...(['id', 'patron', 'branch', 'local_on', 'starts_at', 'people', 'state', 'held_until', 'extended'] as const),
  ...(['alias', 'features', 'preparations', 'messages', 'consent_version', 'consent_locale', 'consent_at'] as const),
  ...(['list_minor', 'total_minor', 'currency', 'minor_digits', 'quote', 'ticket_code', 'created_at'] as const),
  ...(['confirmed_at', 'ended_at', 'version', 'arrived_at', 'started_at', 'absence', 'absence_confirmed_at'] as const),
] satisfies (keyof Schema['booking'])[];

/** In the order of SESSION, then of BOOKING: names would be twice the work for whoever books. */
type Row = { id: string; mac: Uint8Array | null; booking: string | null; s_ends_at: number } & Record<string, Bindable>;

const COLUMNS = [
  ...SESSION.map((column) => `session.${column} as s_${column}` as const),
  ...BOOKING.map((column) => `booking.${column} as b_${column}` as const),
];
const TOLD = SESSION.map((column) => `s_${column}`);
const TOLD_OF_BOOKING = BOOKING.map((column) => `b_${column}`);

type MacPage = { afterEnd: number; afterId: string; until: number; limit: number };
type Query = Parameters<Parameters<ReturnType<typeof statement>>[0]>[0];

const rowsOf = (db: Query) =>
  db
    .selectFrom('session')
    .leftJoin('booking', 'booking.session', 'session.id')
    .select(['session.id', 'session.mac', 'booking.id as booking'])
    .select(COLUMNS);

const READ = statement<{ ids: string }>()((db, p, engine) =>
  rowsOf(db)
    .where(textIn(engine, 'session.id', p('ids')))
    .orderBy('session.id')
    .orderBy('booking.id'),
);

/** One snapshot for a session and its bookings. In the order of the index on time: a page costs the same among millions. */
const PAGE = statement<MacPage>()((db, p) =>
  rowsOf(db)
    .where('session.id', 'in', (eb) =>
      eb
        .selectFrom('session as paged')
        .select('paged.id')
        .where(sql<boolean>`(paged.ends_at, paged.id) > (${p('afterEnd')}, ${p('afterId')})`)
        .where('paged.ends_at', '<', p('until'))
        .orderBy('paged.ends_at')
        .orderBy('paged.id')
        .limit(p('limit')),
    )
    .orderBy('session.ends_at')
    .orderBy('session.id')
    .orderBy('booking.id'),
);

/** Two that change one session at once, each its own booking, must not both leave out the other's. */
const LOCK = statement<{ ids: string }>()((db, p, engine) =>
  db
    .selectFrom('session')
    .select('id')
    .where(textIn(engine, 'id', p('ids')))
    .orderBy('id')
    .forNoKeyUpdate(),
);

const WRITE = statement<{ id: string; mac: Uint8Array }>()((db, p) =>
  db
    .updateTable('session')
    .set({ mac: p('mac') })
    .where('id', '=', p('id')),
);

export interface SessionMac {
  id: string;
  endsAt: number;
  /** As it stands there. */
  found: Uint8Array | null;
  /** As it should be. */
  mac: Uint8Array;
}

const END_AFTER = statement<{ from: number; many: number }>()((db, p) =>
  db
    .selectFrom('session')
    .select('ends_at')
    .where('ends_at', '>=', p('from'))
    .orderBy('ends_at')
    .limit(1)
    .offset(p('many')),
);

/** When the one ends that has so `many` before it, of those that end at `from` or later. */
export async function endAfter(reader: Reader, from: number, many: number): Promise<number | undefined> {
  return (await reader.first(END_AFTER, { from, many }))?.ends_at;
}

/** What was changed in this transaction gets its MAC anew. */
export async function writeChangedMacs(tx: Tx, keys: Keyring): Promise<void> {
  const changed = changedSessions(tx);
  if (changed.size > 0) await writeMacs(tx, keys, changed);
}

/** Whatever they say now counts as written. */
export async function writeMacs(tx: Tx, keys: Keyring, sessions: Iterable<string>): Promise<void> {
  const ids = textList(sessions);
  if (tx.engine === 'postgres') await tx.rows(LOCK, { ids });
  for (const { id, mac } of macsOf(await tx.rows(READ, { ids }), keys)) await tx.run(WRITE, { id, mac });
}

/** At most `limit` of those that come after one that ends at `afterEnd`, and end before `until`. */
export async function readMacs(reader: Reader, keys: Keyring, page: MacPage): Promise<SessionMac[]> {
  return macsOf(await reader.rows(PAGE, page), keys);
}

function macsOf(rows: readonly unknown[], keys: Keyring): SessionMac[] {
  const macs: SessionMac[] = [];
  let told: Bindable[][] = [];
  (rows as Row[]).forEach((row, place) => {
    const isFirst = told.length === 0;
    if (isFirst) told.push(TOLD.map((column) => row[column]!));
    if (row.booking !== null) told.push(TOLD_OF_BOOKING.map((column) => row[column]!));
    if ((rows[place + 1] as Row | undefined)?.id === row.id) return;
    macs.push({ id: row.id, endsAt: row.s_ends_at, found: row.mac, mac: keys.rowMac(JSON.stringify(told)) });
    told = [];
  });
  return macs;
}

const AT_ONCE = 500;
const WITHOUT = statement<{ after: string; limit: number }>()((db, p) =>
  db
    .selectFrom('session')
    .select('id')
    .where('mac', 'is', null)
    .where('id', '>', p('after'))
    .orderBy('id')
    .limit(p('limit')),
);

/** Rows of an earlier release get their MAC. Once in a DATA_DIR's life: from then on a session without one is damaged. */
export async function macRowsFromBefore(database: Database, keys: Keyring): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    after = await database.write(async (tx) => {
      const sessions = (await tx.rows(WITHOUT, { after: from, limit: AT_ONCE })).map(({ id }) => id);
      await writeMacs(tx, keys, sessions);
      return sessions.length < AT_ONCE ? undefined : sessions.at(-1);
    });
  }
}
