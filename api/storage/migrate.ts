import { sql } from 'kysely';
import { CannotOpen } from './engine/cannot-open.ts';
import type { Database, Reader } from './engine/database.ts';
import { statement, type Engine, type Statement } from './engine/statement.ts';
import { readMeta, writeMeta } from './meta-store.ts';
import { foundations } from './migrations/001-foundations.ts';
import { deskAndCounsellor } from './migrations/002-desk-and-counsellor.ts';
import { accounts } from './migrations/003-accounts.ts';
import { mergesAndReturns } from './migrations/004-merges-and-returns.ts';
import { nextAppointments } from './migrations/005-next-appointments.ts';
import { partnersAndRecord } from './migrations/006-partners-and-record.ts';
import { auditChain } from './migrations/007-audit-chain.ts';
import { looks } from './migrations/008-looks.ts';
import { erasures } from './migrations/009-erasures.ts';
import { retention } from './migrations/010-retention.ts';
import { sealedConcessions } from './migrations/011-sealed-concessions.ts';
import { sessionMacs } from './migrations/012-session-macs.ts';

/** In order; the schema's version is how many of them have run. A released one is never edited, only followed. */
export const MIGRATIONS: ((engine: Engine) => string[])[] = [
  foundations,
  deskAndCounsellor,
  accounts,
  mergesAndReturns,
  nextAppointments,
  partnersAndRecord,
  auditChain,
  looks,
  erasures,
  retention,
  sealedConcessions,
  sessionMacs,
];

/** Of this release. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** "QUIETROO" as a number: the lock that two processes which start at once meet at. */
const LOCK = '5861683254206975823';

export interface Birth {
  databaseId: string;
  /** The fingerprint of the keys that the database is sealed with. */
  keyring: string;
}

/**
 * Brings the schema up to this release, in one transaction, whole or not at all. Of two processes that start at once one
 * migrates and the other waits. A database that has no tables yet is born with `birth`; another keeps its own.
 *
 * @throws CannotOpen when the database is from a newer release.
 */
export async function migrate(database: Database, birth: Birth): Promise<Birth> {
  return database.write(async (tx) => {
    if (tx.engine === 'postgres') {
      await tx.rows(raw(`set local lock_timeout = '60s'; set local statement_timeout = 0`), {});
      await tx.rows(raw(`select pg_advisory_xact_lock(${LOCK})`), {});
    }
    const born = await readBirth(tx);
    const version = born ? await schemaVersion(tx) : 0;
    refuseNewer(version);

    for (const migration of MIGRATIONS.slice(version)) {
      const steps = migration(tx.engine);
      // PostgreSQL takes them in one trip.
      for (const step of tx.engine === 'postgres' ? [steps.join(';\n')] : steps) await tx.run(raw(step), {});
    }
    if (version < MIGRATIONS.length) await writeMeta(tx, 'schema_version', String(MIGRATIONS.length));
    if (born) return born;

    await writeMeta(tx, 'database_id', birth.databaseId);
    await writeMeta(tx, 'keyring', birth.keyring);
    return birth;
  });
}

/** Which database this is; `undefined` where nothing was ever made in it. @throws CannotOpen when it is somebody else's. */
export async function readBirth(reader: Reader): Promise<Birth | undefined> {
  if (!(await hasTable(reader, 'meta'))) return undefined;

  const databaseId = await readMeta(reader, 'database_id');
  const keyring = await readMeta(reader, 'keyring');
  if (databaseId === undefined || keyring === undefined) {
    throw new CannotOpen(
      'The database has a table "meta" that Quietroom did not make. Set DATABASE_URL to a database of its own.',
    );
  }
  return { databaseId, keyring };
}

/** Of the database. */
export async function schemaVersion(reader: Reader): Promise<number> {
  return Number(await readMeta(reader, 'schema_version'));
}

/** @throws CannotOpen when it is from a newer release. */
export function refuseNewer(version: number): void {
  if (version <= MIGRATIONS.length) return;
  throw new CannotOpen(
    `The database was made by a newer release of Quietroom (schema ${version}; this release knows ${MIGRATIONS.length}). ` +
      'Start that release again, or restore a backup from before it.',
  );
}

const sqliteTable = statement<{ name: string }>()((db, p) => ({
  compile: () =>
    sql<{ name: string }>`select name from sqlite_master where type = 'table' and name = ${p('name')}`.compile(db),
}));

const postgresTable = statement<{ name: string }>()((db, p) => ({
  compile: () =>
    sql<{ name: string }>`select tablename as name from pg_tables
      where schemaname = current_schema() and tablename = ${p('name')}`.compile(db),
}));

export async function hasTable(reader: Reader, name: string): Promise<boolean> {
  return (await reader.first(reader.engine === 'sqlite' ? sqliteTable : postgresTable, { name })) !== undefined;
}

/** SQL as it stands, neither cached nor named: it runs once in a database's life. */
function raw(text: string): Statement<Record<never, never>, unknown> {
  return { on: () => ({ id: 0, sql: text, bind: () => [] }) };
}
