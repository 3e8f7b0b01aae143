import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import type { Database } from '../../../api/storage/engine/database.ts';
import { isPostgresUrl, sqlitePath } from '../../../api/storage/engine/database-url.ts';
import { openDatabase } from '../../../api/storage/engine/open-database.ts';
import { SqliteConnection } from '../../../api/storage/engine/sqlite/sqlite-connection.ts';
import { readMeta } from '../../../api/storage/meta-store.ts';
import { readBirth, SCHEMA_VERSION } from '../../../api/storage/migrate.ts';
import { openKeyring } from '../../../api/storage/sealing/open-keyring.ts';
import { openLiveWorld } from '../../../api/storage/world/live-world.ts';
import type { Readable, ReadDatabase } from './check-library.ts';

/**
 * A library to be looked at and left as it is: nothing is made, brought up or written, and the engines themselves are told so.
 *
 * @throws CannotOpen when there is none, or it is of another release, whose tables mean something else
 */
export async function openToCheck(
  url: string,
  dataDir: string,
): Promise<{ library: Readable; close(): Promise<void> }> {
  const database = await openReading(url);
  try {
    const born = await readBirth(database.reader);
    if (!born) throw new CannotOpen(`${url} has no tables.`);
    const schema = Number(await readMeta(database.reader, 'schema_version'));
    if (schema !== SCHEMA_VERSION)
      throw new CannotOpen(`The database is of schema ${schema}; this checker knows ${SCHEMA_VERSION}.`);

    const keys = await openKeyring(dataDir, { create: false });
    // It reads, and no more.
    const world = await openLiveWorld(database as Database);
    const services = { database, databaseId: born.databaseId, keys, world };
    return { library: { services, place: { dataDir } }, close: () => database.close() };
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function openReading(url: string): Promise<ReadDatabase & Pick<Database, 'close'>> {
  const file = sqlitePath(url);
  if (file === undefined && !isPostgresUrl(url)) return openDatabase({ url });
  if (file === undefined) {
    const reading = new URL(url);
    reading.searchParams.set('options', '-c default_transaction_read_only=on');
    return openDatabase({ url: reading.href });
  }

  const connection = new SqliteConnection(file, 'read');
  return {
    engine: 'sqlite',
    reader: {
      engine: 'sqlite',
      rows: async (query, params) => connection.rows(query, params),
      first: async (query, params) => connection.first(query, params),
    },
    now: async () => Date.now(),
    close: async () => connection.close(),
  };
}
