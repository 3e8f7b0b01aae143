import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CELL, DAY_CELLS, MINUTE, type Instant } from '#domain/ids.ts';
import { addDays } from '#domain/time/local-date.ts';
import { toInstant } from '#domain/time/zone.ts';
import { ticketContext } from '../../api/features/bookings/booking-answer.ts';
import { HASHING } from '../../api/storage/sealing/keyring.ts';
import { readKeysFile } from '../../api/storage/sealing/keys-file.ts';
import { MasterKeyring } from '../../api/storage/sealing/master-keyring.ts';
import { counsellorResource, patronResource, roomResource } from '../../api/storage/stores/occupancy-store.ts';
import { ZONE, type BranchSize } from './branch-generator.ts';

/** Takes time of the generated branch straight in the database file, as thousands of bookings over the API would. */
export interface Filling {
  from: string;
  days: number;
  /** 0…1 of each counsellor's hours. */
  share: number;
  state: 'confirmed' | 'completed';
}

const FIRST_HOUR = 9;
export const HOURS = 8;

type Row = Record<string, SQLInputValue>;

/** @returns how many bookings were made */
export function fillBranch(file: string, size: BranchSize, filling: Filling): number {
  const db = new DatabaseSync(file);
  const fillers = people(db).slice(0, size.counsellors);
  const random = seeded(20);
  const tickets = ticketsOf(db, dirname(file));
  let made = 0;
  db.exec('begin immediate');
  for (let day = 0; day < filling.days; day++) {
    const date = addDays(filling.from, day);
    for (let hour = 0; hour < HOURS; hour++) {
      const start = startOf(date, hour);
      for (let counsellor = 0; counsellor < size.counsellors; counsellor++) {
        if (random() >= filling.share) continue;
        // Half of the counsellors sit in rooms, the others talk by phone.
        const room = counsellor < size.rooms ? `room-${counsellor}` : null;
        const place = { date, start, branch: 'main', counsellor: `counsellor-${counsellor}`, room };
        const patron = fillers[counsellor]!;
        const isToCome = filling.state === 'confirmed';
        book(db, place, { patron, state: filling.state, ticket: isToCome ? (id) => tickets(id, patron) : undefined });
        made++;
      }
    }
  }
  db.exec('commit');
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
  forgetMacs(dirname(file));
  return made;
}

/** Of the working hours of a generated branch, the first being 0. */
export function startOf(date: string, hour: number): Instant {
  return toInstant(ZONE, date, (FIRST_HOUR + hour) * 60).at;
}

/** Sessions that were put there without one get theirs at the next start. */
export function forgetMacs(dataDir: string): void {
  const path = join(dataDir, 'database.json');
  const { hasMacs: _, ...marker } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify(marker));
}

export interface Place {
  date: string;
  start: Instant;
  branch: string;
  counsellor: string;
  /** null: by phone. */
  room: string | null;
}

/** A session of 50 minutes with its one booking, as the API leaves them; cells only for days to come. */
export function book(
  db: DatabaseSync,
  { date, start, branch, counsellor, room }: Place,
  {
    patron,
    state,
    ticket,
  }: { patron: string; state: Filling['state']; ticket?: ((booking: string) => Row) | undefined },
): void {
  const session = idAt(start);
  const booking = idAt(start);
  const until = start + 60 * MINUTE;
  const end = start + 50 * MINUTE;

  insert(db, 'session', {
    id: session,
    service: 'talk',
    counsellor,
    branch,
    room,
    mode: room === null ? 'phone' : 'room',
    starts_at: start,
    ends_at: end,
    counsellor_until: until,
    room_until: room === null ? null : until,
    local_on: date,
    places: 1,
    taken: 1,
    created_at: start - 7 * 24 * 60 * MINUTE,
  });
  insert(db, 'booking', {
    id: booking,
    session,
    patron,
    branch,
    local_on: date,
    starts_at: start,
    people: 1,
    state,
    alias: `Filler ${booking.slice(-8)}`,
    features: '[]',
    preparations: '[]',
    messages: 'none',
    list_minor: 3000,
    total_minor: 3000,
    currency: 'EUR',
    minor_digits: 2,
    quote: '{"lines":[],"unused":[]}',
    created_at: start - 7 * 24 * 60 * MINUTE,
    confirmed_at: start - 7 * 24 * 60 * MINUTE,
    ended_at: state === 'completed' ? end : null,
    ...ticket?.(booking),
  });
  if (state === 'completed') return; // cells of past days are swept

  claim(db, counsellorResource(counsellor), start, until, session, null);
  if (room !== null) claim(db, roomResource(room), start, until, session, null);
  claim(db, patronResource(patron), start, end, session, booking);
}

/** Draws tickets as a confirmation does: a desk's day finds each by two hashes, one of a token that it opens. */
function ticketsOf(db: DatabaseSync, dataDir: string): (booking: string, patron: string) => Row {
  const { master, wrappingKeys } = readKeysFile(dataDir);
  const keys = new MasterKeyring(master, HASHING, () => wrappingKeys);
  const wrapped = db.prepare('select wrapped_key from person where id = ?');
  let drawn = 0;
  return (booking, patron) => {
    const token = randomBytes(16).toString('base64url');
    const { wrapped_key: key } = wrapped.get(patron) as { wrapped_key: Uint8Array };
    return {
      ticket_code: String(drawn++).padStart(6, '0'),
      ticket_index: keys.index('ticket', token),
      ticket_sealed: keys.seal(key, ticketContext(booking), token),
    };
  };
}

function claim(
  db: DatabaseSync,
  resource: string,
  from: Instant,
  until: Instant,
  session: string,
  booking: string | null,
) {
  for (let at = from; at < until; at += CELL) {
    const cell = at / CELL;
    insert(db, 'occupancy', { day: Math.floor(cell / DAY_CELLS), cell: cell % DAY_CELLS, resource, session, booking });
  }
}

/** Real ids begin with the moment at which they were made: each new row is the last of its index. */
function idAt(start: Instant): string {
  const time = (start - 7 * 24 * 60 * MINUTE).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

interface Insert {
  columns: string[];
  prepared: StatementSync;
}
const inserts = new WeakMap<DatabaseSync, Map<string, Insert>>();

/** The last insert into a table is kept: millions of rows have the same columns. */
export function insert(db: DatabaseSync, table: string, row: Row): void {
  let known = inserts.get(db);
  if (!known) inserts.set(db, (known = new Map()));
  const columns = Object.keys(row);
  let last = known.get(table);
  if (last?.columns.length !== columns.length || last.columns.some((column, at) => column !== columns[at])) {
    const marks = columns.map(() => '?').join();
    last = { columns, prepared: db.prepare(`insert into ${table} (${columns.join()}) values (${marks})`) };
    known.set(table, last);
  }
  last.prepared.run(...Object.values(row));
}

function people(db: DatabaseSync): string[] {
  const rows = db
    .prepare(
      `select person as id from patron where person not in (select person from card) and person <> '(nobody)' order by person`,
    )
    .all() as { id: string }[];
  return rows.map(({ id }) => id);
}

/** The same numbers on every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
