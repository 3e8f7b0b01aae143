import type { OpenServices } from '../../../api/services.ts';
import { headFault, readHead } from '../../../api/storage/audit/audit-head.ts';
import { verifyAudit } from '../../../api/storage/audit/verify-audit.ts';
import type { Database } from '../../../api/storage/engine/database.ts';
import { cellFaults } from '../../../api/storage/soundness/cell-faults.ts';
import { rowFaults } from '../../../api/storage/soundness/row-faults.ts';
import { answersKept, bookingsOf, doubled, lostBookings, notKept, unasked } from './answers-kept.ts';
import { freshAnswers } from './fresh-answers.ts';
import { beyondLimits, wrongPrices, wrongTallies } from './money-faults.ts';
import { rowQuestions } from './row-questions.ts';
import { lostItems, stateFaults } from './state-walk.ts';
import { rowsIn } from './rows-in.ts';
import type { Server, ToldLog } from './told-log.ts';

export interface Finding {
  broken: string;
  rows: unknown[];
}

/** What the checker reads. A server that has been at work on it is asked for times, too. */
export interface Readable extends Partial<Server> {
  services: Pick<OpenServices, 'databaseId' | 'keys' | 'world'> & { database: ReadDatabase };
  place: { dataDir: string };
}

export type ReadDatabase = Pick<Database, 'engine' | 'reader' | 'now'>;

/** A library that tests have opened, as they hand it over. */
export interface Checked extends Partial<Server> {
  services: OpenServices;
  place: { databaseUrl: string; dataDir: string };
}

/** One thing that must hold whatever happened, and the rows that say it does not. */
export interface Check {
  broken: string;
  find(): Promise<unknown[]>;
}

/** All that trust demands of a database, one after the other; each reads it once, however much is in it. */
export async function checksOf(library: Readable, log: ToldLog): Promise<Check[]> {
  const { database, keys } = library.services;
  const { reader } = database;
  const now = await database.now();
  const kept = lazy(async () => answersKept(library));
  const bookings = lazy(async () => bookingsOf(library));

  return [
    ...Object.entries(rowQuestions(now)).map(([broken, question]) => ({
      broken,
      find: () => rowsIn(library, question),
    })),
    { broken: 'a discount was given more often, or for more, than it may be', find: () => beyondLimits(library) },
    { broken: 'tallies of discounts are those of their redemptions', find: () => wrongTallies(library) },
    {
      broken: 'a price is its list price less its lines, and each line was redeemed',
      find: () => wrongPrices(library),
    },
    { broken: 'a state came about that the table does not know', find: () => stateFaults(library) },
    { broken: 'a session does not say what was written', find: () => rowFaults(reader, keys, { from: 0 }) },
    { broken: 'somebody’s time is not its cells', find: () => cellFaults(reader, now) },
    { broken: 'the record does not verify', find: () => auditFaults(library) },
    { broken: 'what was answered is not there', find: async () => lostBookings(library, log, await bookings()) },
    { broken: 'an answer is not kept under its key as it was given', find: async () => notKept(log, await kept()) },
    { broken: 'what was told of a visit is not there', find: () => lostItems(library, log) },
    {
      broken: 'something is there that nobody asked for',
      find: async () => unasked(log, await kept(), await bookings()),
    },
    { broken: 'one key had two effects', find: async () => doubled(log, await kept()) },
    { broken: 'the index answers otherwise than one made afresh', find: () => freshAnswers(library) },
  ];
}

/**
 * Holds a database, of either engine, against what its clients were told and proves what must hold whatever happened. Every destructive test
 * ends here (ARCHITECTURE.md, 56).
 */
export async function checkLibrary(library: Readable, log: ToldLog): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { broken, find } of await checksOf(library, log)) {
    const rows = await find();
    if (rows.length > 0) findings.push({ broken, rows: rows.slice(0, 20) });
  }
  return findings;
}

/** @throws Error that names everything that is broken. */
export async function assertSound(library: Readable, log: ToldLog): Promise<void> {
  const findings = await checkLibrary(library, log);
  if (findings.length > 0) throw new Error(JSON.stringify(findings, null, 2));
}

async function auditFaults({ services, place }: Readable): Promise<unknown[]> {
  const { faults } = await verifyAudit(services.database.reader, services.keys);
  const head = readHead(place.dataDir);
  const fault =
    head && (await headFault(services.database.reader, head, { databaseId: services.databaseId, isKnown: true }));
  return [...faults, ...(fault ? [{ head: fault }] : [])];
}

function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
