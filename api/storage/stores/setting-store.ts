import { DEFAULT_SETTINGS, type Settings } from '#domain/settings.ts';
import type { Reader } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';

const all = statement()((db) => db.selectFrom('setting').select(['key', 'value']));

/** The defaults, and over them what this network wants otherwise. A row that is no whole number from 0 up is passed over. */
export async function loadSettings(reader: Reader): Promise<Settings> {
  const settings: Settings = { ...DEFAULT_SETTINGS };
  for (const { key, value } of await reader.rows(all, {})) {
    if (key in settings && /^\d{1,9}$/.test(value)) settings[key as keyof Settings] = Number(value);
  }
  return settings;
}
