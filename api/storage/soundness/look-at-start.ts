import { DAY_MS } from '#domain/availability/day-bits.ts';
import { readHead, refuseBehindHead, refuseHeadOfLost } from '../audit/audit-head.ts';
import { leastIdOf } from '../audit/seal-audit.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { refuseOther, whereIs, type DatabaseMarker } from '../database-marker.ts';
import { CannotOpen } from '../engine/cannot-open.ts';
import type { Reader } from '../engine/database.ts';
import { sqlitePath } from '../engine/database-url.ts';
import { lastingLogFault, lookIntoFile } from '../engine/sqlite/look-into-file.ts';
import { isBroken } from '../engine/sqlite/sqlite-faults.ts';
import { readBirth, refuseNewer, SCHEMA_VERSION, schemaVersion, type Birth } from '../migrate.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { openKeyring } from '../sealing/open-keyring.ts';
import { acceptedLines } from './accepted-lines.ts';
import { cellFaults } from './cell-faults.ts';
import { damaged } from './damaged.ts';
import { pageFaults } from './page-faults.ts';
import { rowFaults } from './row-faults.ts';
import { endAfter } from './session-macs.ts';

export interface Place {
  databaseUrl: string;
  dataDir: string;
  marker: DatabaseMarker | undefined;
  now: number;
  /** Whatever its state: only whose it is, and of which release. */
  asFound: boolean;
}

/** What every start looks through; `verify` looks through everything. */
const RECENT_DAYS = 7;
/** In about half a second each. With more than this since then, a start looks at those that end next, and `verify` at all. */
const MOST_SESSIONS = 5_000;
/** As many lines of the record, the newest. */
const MOST_SEALS = 10_000;
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * Of a file, before anything is opened that writes. @returns undefined where there is none, or it is empty
 * @throws CannotOpen
 */
export async function lookAtFile(place: Place): Promise<Birth | undefined> {
  const path = sqlitePath(place.databaseUrl);
  if (path === undefined) return undefined;
  const where = whereIs(place.databaseUrl);
  try {
    const fault = place.asFound ? undefined : await lastingLogFault(path);
    if (fault !== undefined) throw damaged(where, fault);
    const born = await lookIntoFile(path, (reader) => lookAtDatabase(reader, place));
    // Opening would make the file.
    if (!born) refuseHeadOfLost(readHead(place.dataDir), where);
    return born;
  } catch (error) {
    const { cause } = error as Error;
    throw isBroken(cause) ? damaged(where, (error as Error).message, cause) : error;
  }
}

/** @returns undefined where nothing was ever made in it. @throws CannotOpen where it is not what it should be, and why */
export async function lookAtDatabase(reader: Reader, place: Place): Promise<Birth | undefined> {
  const { marker, databaseUrl, dataDir, asFound } = place;
  const born = await readBirth(reader);
  refuseOther(marker, databaseUrl, born?.databaseId);
  const head = readHead(dataDir);
  if (!born) {
    refuseHeadOfLost(head, whereIs(databaseUrl));
    return undefined;
  }
  const version = await schemaVersion(reader);
  refuseNewer(version);
  if (asFound) return born;

  const where = whereIs(databaseUrl);
  const pages = await pageFaults(reader, { most: MOST_BYTES });
  if (pages.length > 0) throw damaged(where, saidOf(pages));
  await refuseBehindHead(reader, head, { databaseId: born.databaseId, isKnown: marker !== undefined });
  const keys = await openKeyring(dataDir, { create: false });
  refuseOtherKeys(born, keys);
  if (version === SCHEMA_VERSION) await refuseAltered(reader, keys, place);
  return born;
}

/** @throws CannotOpen when it was sealed with other keys. */
export function refuseOtherKeys(born: Birth, keys: Keyring): void {
  if (born.keyring === keys.fingerprint) return;
  throw new CannotOpen(
    `The keys in DATA_DIR (${keys.fingerprint}) are not those that the database was sealed with (${born.keyring}). ` +
      'Set DATA_DIR to the folder that holds them, or put them back from a backup.',
  );
}

async function refuseAltered(reader: Reader, keys: Keyring, { databaseUrl, marker, now }: Place): Promise<void> {
  const where = whereIs(databaseUrl);
  const since = now - RECENT_DAYS * DAY_MS;
  const isLarge = (await endAfter(reader, since, MOST_SESSIONS)) !== undefined;
  const from = isLarge ? now : since;
  const until = (await endAfter(reader, from, MOST_SESSIONS)) ?? Number.MAX_SAFE_INTEGER;
  const rows = await rowFaults(reader, keys, { from, until, mayLack: !marker?.hasMacs });
  if (rows.length > 0) throw damaged(where, `${several(rows.length, 'session')} not as written: ${saidOf(rows)}`);
  const cells = await cellFaults(reader, now, until);
  if (cells.length > 0)
    throw damaged(where, `the time of ${cells.length} sessions or blocks is not kept free: ${saidOf(cells)}`);
  const { faults } = await verifyAudit(reader, keys, { from: leastIdOf(since), most: MOST_SEALS });
  const accepted = faults.length > 0 ? await acceptedLines(reader, keys) : new Set<string>();
  const lines = faults.filter(({ line }) => !accepted.has(line)).map(({ line }) => line);
  if (lines.length > 0)
    throw damaged(where, `${several(lines.length, 'line')} of the audit record not as written: ${saidOf(lines)}`);
}

const SHOWN = 5;
const several = (count: number, thing: string) => (count === 1 ? `one ${thing} is` : `${count} ${thing}s are`);
const saidOf = (faults: readonly string[]) =>
  faults.slice(0, SHOWN).join(', ') + (faults.length > SHOWN ? ` and ${faults.length - SHOWN} more` : '');
