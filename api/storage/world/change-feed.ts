import { sql } from 'kysely';
import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';
import type { Instant } from '#domain/ids.ts';
import type { Clock, Database } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { indexedSessions, SESSION_BOOKING_COLUMNS, type SessionBookingRow } from './session-rows.ts';

/** What was committed between two looks at the table `change`. */
export interface News {
  now: Instant;
  network: boolean;
  /** The changed sessions as they are now; one that is only in `subjects` is gone. */
  sessions: IndexedSession[];
  subjects: string[];
  /** Blocks that were made, shortened or removed. */
  blocks: string[];
  /** Persons of whom a sign-in has ended. */
  signIns: string[];
  /** Changes were swept that this feed has not seen: everything has to be loaded again. */
  missed: boolean;
}

/** Looks at the table `change` from where it last looked. The first look finds nothing new. */
export interface ChangeFeed {
  /** Resolves once everything is in that was committed before the call. */
  look(): Promise<News>;
  /** Begins anew: what is loaded after this and what `look` finds afterwards leave no gap between them. */
  restart(): Promise<Instant>;
}

export function openChangeFeed(database: Database, clock: Clock | undefined): ChangeFeed {
  return database.engine === 'sqlite' ? new SqliteFeed(database) : new PostgresFeed(database, clock);
}

type ChangeRow = SessionBookingRow & { kind: string | null; subject: string };

const version = statement()((db) => ({
  compile: () => sql<{ data_version: number }>`pragma data_version`.compile(db),
}));

const lastSeq = statement()((db) => ({
  compile: () => sql<{ seq: number | null }>`select max(seq) as seq from change`.compile(db),
}));

const sweptSeq = sql`(select value from meta where key = 'changes_swept')`;

const changedSince = statement<{ seq: number }>()((db, p) => ({
  compile: () =>
    sql<ChangeRow & { seq: number; swept: string | null }>`
      select news.seq, news.kind, news.subject, ${sweptSeq} as swept, ${SESSION_BOOKING_COLUMNS}
      from (select kind, subject, max(seq) as seq from change where seq > ${p('seq')} group by kind, subject) as news
        left join session on news.kind = 'session' and session.id = news.subject
        left join booking on booking.session = session.id`.compile(db),
}));

const swept = statement()((db) => ({
  compile: () => sql<{ swept: string | null }>`select ${sweptSeq} as swept`.compile(db),
}));

/**
 * One writer at a time, so the sequence is the order of commits. `data_version` changes with every commit of any other
 * connection, the writer of this process among them: one memory read says that nothing happened.
 */
class SqliteFeed implements ChangeFeed {
  readonly #database: Database;
  #version = -1;
  #seq = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async restart(): Promise<Instant> {
    const { reader } = this.#database;
    // The version first: a commit between the two is seen twice rather than never.
    this.#version = (await reader.first(version, {}))?.data_version ?? -1;
    const mark = Number((await reader.first(swept, {}))?.swept ?? 0);
    this.#seq = Math.max((await reader.first(lastSeq, {}))?.seq ?? 0, mark);
    return this.#database.now();
  }

  async look(): Promise<News> {
    const { reader } = this.#database;
    const now = await this.#database.now();
    const found = (await reader.first(version, {}))?.data_version ?? -1;
    if (found === this.#version) return newsOf([], now, false);

    const rows = await reader.rows(changedSince, { seq: this.#seq });
    const mark = Number((rows[0] ?? (await reader.first(swept, {})))?.swept ?? 0);
    const news = newsOf(rows, now, mark > this.#seq);
    this.#version = found;
    for (const { seq } of rows) this.#seq = Math.max(this.#seq, seq);
    return news;
  }
}

const snapshot = statement()((db) => ({
  compile: () => sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.compile(db),
}));

const changedAfter = statement<{ before: string }>()((db, p) => ({
  compile: () =>
    sql<ChangeRow & { snapshot: string; at: number; missed: 0 | 1 }>`
      with news as (
        select distinct kind, subject from change
        where xid >= pg_snapshot_xmin(${p('before')}::pg_snapshot)
          and not pg_visible_in_snapshot(xid, ${p('before')}::pg_snapshot))
      select look.snapshot, look.at, news.kind, news.subject, ${SESSION_BOOKING_COLUMNS},
        coalesce(${sweptSeq}::xid8 >= pg_snapshot_xmin(${p('before')}::pg_snapshot), false) as missed
      from (select pg_current_snapshot()::text as snapshot,
          floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at) as look
        left join news on true
        left join session on news.kind = 'session' and session.id = news.subject
        left join booking on booking.session = session.id`.compile(db),
}));

/**
 * Sequences run ahead of commits here, so none is trusted. Each look asks, in one statement and therefore of one snapshot,
 * for the rows whose transaction was not visible in the snapshot before: gap-free whatever the order of commits, and
 * current when it answers. Polling each 200 ms for `xid < pg_snapshot_xmin` would be late by that much, and by the length
 * of the longest open transaction.
 */
class PostgresFeed implements ChangeFeed {
  readonly #database: Database;
  readonly #clock: Clock | undefined;
  #snapshot = '';

  constructor(database: Database, clock: Clock | undefined) {
    this.#database = database;
    this.#clock = clock;
  }

  async restart(): Promise<Instant> {
    this.#snapshot = (await this.#database.reader.first(snapshot, {}))?.snapshot ?? '';
    return this.#database.now();
  }

  async look(): Promise<News> {
    const rows = await this.#database.reader.rows(changedAfter, { before: this.#snapshot });
    const first = rows[0];
    if (!first) throw new Error('a look at the changes found no clock');

    const news = newsOf(rows, this.#clock?.() ?? first.at, first.missed === 1);
    this.#snapshot = first.snapshot;
    return news;
  }
}

function newsOf(rows: ChangeRow[], now: Instant, missed: boolean): News {
  const of = (kind: string) => [...new Set(rows.flatMap((row) => (row.kind === kind ? [row.subject] : [])))];
  return {
    now,
    missed,
    network: rows.some((row) => row.kind === 'network'),
    subjects: of('session'),
    sessions: indexedSessions(rows),
    blocks: of('block'),
    signIns: of('sign_in'),
  };
}
