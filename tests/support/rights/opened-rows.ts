import { createDecipheriv, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestApi } from '../api.ts';
import { rowsOf } from '../booking-library.ts';

/** version (1) · iv (12) · ciphertext · tag (16): as the thief of database and master key reads it, who asks for no context. */
function opened(key: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed[0] !== 1 || sealed.length < 29) return undefined;
  // GCM is CTR from the second block on; what the tag would bind is not needed for reading.
  const counter = Buffer.concat([sealed.subarray(1, 13), Buffer.from([0, 0, 0, 2])]);
  return createDecipheriv('aes-256-ctr', key, counter).update(sealed.subarray(13, -16));
}

function wrappingKey(dataDir: string): Uint8Array {
  const [, master = ''] = readFileSync(join(dataDir, 'keys'), 'utf8').trimEnd().split('\n');
  return new Uint8Array(hkdfSync('sha256', Buffer.from(master, 'base64url'), 'quietroom', 'wrap', 32));
}

/** All that stands in any table, as text: as it is, and each sealed value opened with each key that is left. */
export async function openedRows(api: TestApi): Promise<string> {
  const wrap = wrappingKey(api.place.dataDir);
  const people = await rowsOf<{ wrapped_key: Uint8Array }>(api, 'select wrapped_key from person');
  const keys = people.flatMap(({ wrapped_key }) => opened(wrap, wrapped_key) ?? []);
  const isSqlite = api.services.database.engine === 'sqlite';
  const tables = await rowsOf<{ name: string }>(
    api,
    isSqlite
      ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : `select tablename as name from pg_tables where schemaname = current_schema()`,
  );

  const said: string[] = [];
  for (const { name } of tables) {
    for (const row of await rowsOf(api, `select * from "${name}"`)) {
      for (const value of Object.values(row)) {
        if (!(value instanceof Uint8Array)) said.push(String(value));
        else for (const key of keys) said.push(opened(key, value)?.toString('utf8') ?? '');
      }
    }
  }
  return said.join('\n');
}
