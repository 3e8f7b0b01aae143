import { drawRandom } from './storage/sealing/random-pool.ts';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from './config.ts';
import type { Services } from './storage/context.ts';
import { beginHead } from './storage/audit/audit-head.ts';
import { readMarker, refuseHalfRestored, refuseLostFile, whereIs, writeMarker } from './storage/database-marker.ts';
import type { Clock, Database } from './storage/engine/database.ts';
import { sqlitePath } from './storage/engine/database-url.ts';
import { meteredDatabase, type WriteMeter } from './storage/engine/metered-database.ts';
import { heededDatabase } from './storage/engine/heeded-database.ts';
import { openDatabase } from './storage/engine/open-database.ts';
import { startHousekeeping } from './storage/housekeeping.ts';
import { migrate } from './storage/migrate.ts';
import { idsInOrder } from './storage/new-id.ts';
import { loadDeliveryKey } from './storage/sealing/delivery-key.ts';
import type { HashingCost, Keyring } from './storage/sealing/keyring.ts';
import { openKeyring } from './storage/sealing/open-keyring.ts';
import { lookAtDatabase, lookAtFile, refuseOtherKeys } from './storage/soundness/look-at-start.ts';
import { macRowsFromBefore, writeChangedMacs } from './storage/soundness/session-macs.ts';
import { sealEntitlements } from './storage/stores/bookings/entitlement-store.ts';
import { loadSettings } from './storage/stores/setting-store.ts';
import { openLiveWorld } from './storage/world/live-world.ts';
import { removeAbandonedBeside } from './storage/write-once.ts';
import type { LiveWorld } from './storage/world/world.ts';

export interface OpenServices extends Services {
  databaseId: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** For tests: every `now`, on both engines. */
  clock?: Clock | undefined;
  /** For tests: hashing that takes no time. */
  hashing?: HashingCost | undefined;
  /** For the commands that settle it: opens a database that is behind its audit record or damaged, too. */
  asFound?: boolean;
  /** `start` makes the keys where there are none; `serve` demands them. */
  createKeys?: boolean;
  /** Counts what is written; nobody by default. */
  meter?: WriteMeter | undefined;
}

/**
 * Opens the database with its keys, brings its schema up to this release, and loads what is kept in memory.
 *
 * @throws CannotOpen when the database or the keys are not those that belong to DATA_DIR. Nothing was made or changed then.
 */
export async function openServices(
  config: Pick<Config, 'databaseUrl' | 'dataDir'> & Partial<Pick<Config, 'requireSecondFactor' | 'provider'>>,
  options: OpenOptions = {},
): Promise<OpenServices> {
  const { clock, hashing, meter, createKeys = false, asFound = false } = options;
  const marker = readMarker(config.dataDir);
  refuseHalfRestored(marker);
  refuseLostFile(marker, config.databaseUrl);
  const file = sqlitePath(config.databaseUrl);
  const place = { ...config, marker, asFound, now: (clock ?? Date.now)() };
  let born = await lookAtFile(place);
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });

  let world: LiveWorld | undefined;
  let keys: Keyring | undefined;
  const committed = meter?.committed.bind(meter);
  const opened = await openDatabase({ url: config.databaseUrl, clock, committed });
  const database = heededDatabase(meter ? meteredDatabase(opened, meter) : opened, {
    beforeCommit: async (tx) => keys && writeChangedMacs(tx, keys),
    written: () => world?.written(),
  });
  try {
    born ??= await lookAtDatabase(database.reader, place);
    // New keys are for a new database only: an old one could not be read with them.
    keys = await openKeyring(config.dataDir, { create: createKeys && !born, hashing });
    const databaseId = await bringUp(database, keys);
    await sealEntitlements(database, keys);
    const where = whereIs(config.databaseUrl);
    if (!asFound) await beginHead(database.reader, config.dataDir, databaseId, place.now);
    removeAbandonedBeside(config.dataDir, ['keys', 'database.json', 'audit-head.json'], Date.now());
    if (!marker?.hasMacs) await macRowsFromBefore(database, keys);
    if (marker?.databaseId !== databaseId || marker.where !== where || !marker.hasMacs)
      writeMarker(config.dataDir, { databaseId, where, hasMacs: true });

    const deliveryKey = await loadDeliveryKey(database, keys);
    const settings = await loadSettings(database.reader);
    world = await openLiveWorld(database, clock);
    const stopHousekeeping = startHousekeeping(database);

    return {
      database,
      databaseId,
      world,
      keys,
      settings,
      deliveryKey,
      requireSecondFactor: config.requireSecondFactor ?? false,
      providerIssuer: config.provider?.issuer,
      newId: idsInOrder(),
      token: (bytes) => drawRandom(bytes).toString('base64url'),
      close: async () => {
        stopHousekeeping();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The database's id. @throws CannotOpen when it was sealed with other keys. */
async function bringUp(database: Database, keys: Keyring): Promise<string> {
  const birth = await migrate(database, { databaseId: crypto.randomUUID(), keyring: keys.fingerprint });
  refuseOtherKeys(birth, keys);
  return birth.databaseId;
}
