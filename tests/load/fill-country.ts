import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addDays } from '#domain/time/local-date.ts';
import { NOBODY } from '../../api/storage/rights/nobody.ts';
import { book, forgetMacs, HOURS, seeded, startOf } from './fill-branch.ts';

/** How large a country is. A branch has the counsellors and rooms of `BranchSize`, divided by branches. */
export interface CountrySize {
  branches: number;
  counsellors: number;
  rooms: number;
  /** Whose the bookings are. */
  patrons: number;
  pastDays: number;
  comingDays: number;
  share: number;
}

/** With its session and all their indexes; and what the cells of one that is to come take besides (measured). */
const BYTES_A_BOOKING = 1_000;
const BYTES_OF_CELLS = 2_500;
const WORKDAYS = 6 / 7;
/** What is older has lost its person, as in a library that runs every day (`bookingPersonDays` of the settings). */
const KEPT_DAYS = 90;
const TELL_EVERY = 500_000;

function bookingsOf({ counsellors, share }: CountrySize, days: number): number {
  return counsellors * HOURS * share * days * WORKDAYS;
}

/** On the disk, when it is made: the file itself, and as much again of its bookings while their indexes are made. */
export function bytesNeeded(size: CountrySize): number {
  const coming = bookingsOf(size, size.comingDays);
  return 2 * (bookingsOf(size, size.pastDays) + coming) * BYTES_A_BOOKING + coming * BYTES_OF_CELLS;
}

/**
 * Takes time of a country's counsellors straight in the database file: past bookings as completed ones without cells, coming ones
 * as confirmed. Indexes are made at the end, which is many times quicker than keeping them.
 *
 * @returns how many bookings were made
 */
export function fillCountry(
  file: string,
  size: CountrySize,
  { today, progress }: { today: string; progress: (done: number, of: number) => void },
): number {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  db.exec(
    'pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000; pragma locking_mode = exclusive',
  );
  const patrons = morePatrons(db, size.patrons);
  const indexes = dropIndexes(db, ['session', 'booking']);
  const random = seeded(21);
  const perBranch = { counsellors: size.counsellors / size.branches, rooms: size.rooms / size.branches };
  let made = 0;
  let told = 0;

  for (let day = -size.pastDays; day < size.comingDays; day++) {
    const date = addDays(today, day);
    // Yesterday's cells would not be swept yet: it was a holiday.
    if (new Date(date).getUTCDay() === 0 || day === -1) continue;
    const state = day < 0 ? 'completed' : 'confirmed';
    const isNobodys = day < -KEPT_DAYS;
    db.exec('begin');
    for (let hour = 0; hour < HOURS; hour++) {
      const start = startOf(date, hour);
      for (let at = 0; at < size.counsellors; at++) {
        if (random() >= size.share) continue;
        const branch = Math.floor(at / perBranch.counsellors);
        const inBranch = at % perBranch.counsellors;
        const room = inBranch < perBranch.rooms ? `room-${branch * perBranch.rooms + inBranch}` : null;
        const place = { date, start, branch: `library-${branch}`, counsellor: `counsellor-${at}`, room };
        // Nobody is in two places at once: each hour begins elsewhere among the patrons.
        const patron = patrons[(hour * size.counsellors + at + made) % patrons.length]!;
        book(db, place, { patron: isNobodys ? NOBODY : patron, state });
        made++;
      }
    }
    db.exec('commit');
    if (made - told >= TELL_EVERY) progress((told = made), bookingsOf(size, size.pastDays + size.comingDays));
  }
  for (const sql of indexes) db.exec(sql);
  db.exec('pragma journal_mode = wal');
  db.close();
  forgetMacs(dirname(file));
  return made;
}

/** Copies of one patron under other ids: nobody reads what is sealed in them. */
function morePatrons(db: DatabaseSync, wanted: number): string[] {
  const [first] = db.prepare('select person from patron where person not in (select person from card) limit 1').all();
  const columns = (table: string, but: string) =>
    (db.prepare(`select name from pragma_table_info('${table}')`).all() as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== but)
      .join();
  const id = `'country-' || n`;
  const numbers = `with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < ${wanted - 1})`;
  for (const [table, key] of [
    ['person', 'id'],
    ['patron', 'person'],
  ] as const) {
    const rest = columns(table, key);
    db.prepare(
      `insert into ${table} (${key}, ${rest}) ${numbers} select ${id}, ${rest} from numbers, ${table} where ${key} = ?`,
    ).run(first!.person as string);
  }
  return Array.from({ length: wanted }, (_, n) => `country-${n}`);
}

/** @returns the statements that make them again; those that a constraint made stay */
function dropIndexes(db: DatabaseSync, tables: string[]): string[] {
  const marks = tables.map(() => '?').join();
  const indexes = db
    .prepare(`select name, sql from sqlite_schema where type = 'index' and sql is not null and tbl_name in (${marks})`)
    .all(...tables) as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`drop index ${name}`);
  return indexes.map(({ sql }) => sql);
}
