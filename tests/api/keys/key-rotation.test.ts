import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import type { Keyring } from '../../../api/storage/sealing/keyring.ts';
import { openKeyring } from '../../../api/storage/sealing/open-keyring.ts';
import { rotateKeys } from '../../../api/storage/sealing/rotation/rotate-keys.ts';
import { ENGINES, type FreshDatabase, readyDatabase } from '../../support/engines.ts';
import { openApi, smallNetwork, type TestApi } from '../../support/api.ts';
import { raw } from '../../support/raw-statement.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const PEOPLE = 450;

describe.each(ENGINES)('a rotation of the keys, on $engine', ({ engine }) => {
  let place: FreshDatabase;
  let first: TestApi;
  let second: TestApi;
  let kept: string;
  beforeEach(async () => {
    place = await readyDatabase(engine);
    const made = await openApi(engine, { place: { ...place, drop: async () => {} } });
    await importNetwork(made.services, smallNetwork(), { demo: true });
    await made.close();
    [first, second] = [await openApi(engine, { place }), await openApi(engine, { place })];
    const { database, keys } = first.services;
    await database.write(async (tx) => {
      for (let n = 0; n < PEOPLE; n++) {
        const key = Buffer.from(keys.newPersonKey()).toString('hex');
        const bytes = engine === 'sqlite' ? `x'${key}'` : `'\\x${key}'`;
        const values = `'many-${n}', ${bytes}, 'en', 0, 0`;
        await tx.run(raw(`insert into person (id, wrapped_key, locale, demo, created_at) values (${values})`), {});
      }
    });
    // The copy that somebody got hold of before.
    kept = mkdtempSync(join(tmpdir(), 'quietroom-keys-'));
    cpSync(join(place.dataDir, 'keys'), join(kept, 'keys'));
  });
  afterEach(async () => {
    await first.close();
    await second.close();
    await place.drop();
    rmSync(kept, { recursive: true });
  });

  const rotation = () => ({ ...first.services, dataDir: place.dataDir, keepDays: 35, lookAgainMs: 300 });
  const wrapped = async () => {
    const rows = await first.services.database.reader.rows(
      raw<{ wrapped_key: Uint8Array }>('select wrapped_key from person where length(wrapped_key) > 40'),
      {},
    );
    const delivery = await first.services.database.reader.first(
      raw<{ value: string }>(`select value from meta where key = 'delivery_key'`),
      {},
    );
    const { wrappedKey } = JSON.parse(delivery!.value) as { wrappedKey: string };
    return [...rows.map((row) => row.wrapped_key), Buffer.from(wrappedKey, 'base64url')];
  };
  const opens = (keys: Keyring, all: Uint8Array[]) =>
    all.filter((one) => {
      try {
        return keys.rewrap(one).length > 0;
      } catch {
        return false;
      }
    }).length;

  test('nobody who asks meanwhile is refused, in either process; what the old key opened opens with it no more', async () => {
    const old = await openKeyring(kept, { create: false });
    const before = await wrapped();
    expect(opens(old, before), 'control: it opened everything').toBe(before.length);

    const { cookie } = await signInAs(first, 'admin-1');
    const over = new AbortController();
    const statuses: number[] = [];
    const ask = async (api: TestApi) => {
      for (let n = 0; !over.signal.aborted; n++) {
        statuses.push((await api.request('/api/staff', { cookie })).status);
        const json = { role: 'desk', branch: 'main', name: { en: `Newcomer ${n}` }, locale: 'en' };
        if (n % 4 === 0)
          statuses.push(
            (await api.request('/api/staff/invitations', { cookie, json, key: crypto.randomUUID() })).status,
          );
      }
    };
    const asking = [ask(first), ask(second)];
    const { people, isResumed } = await rotateKeys(rotation());
    over.abort();
    await Promise.all(asking);

    expect(isResumed).toBe(false);
    expect(people).toBeGreaterThanOrEqual(PEOPLE);
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status >= 300)).toEqual([]);
    const after = await wrapped();
    expect(opens(old, after)).toBe(0);
    expect(opens(await openKeyring(place.dataDir, { create: false }), after)).toBe(after.length);
    expect(statSync(join(place.dataDir, 'keys')).mode & 0o777).toBe(0o600);
    expect((await first.request('/api/me', { cookie: await first.signInCard() })).status).toBe(200);
  }, 120_000);

  test('one that was cut off goes on with the key that it made', async () => {
    const cut = new Error('killed');
    const told = () => {
      throw cut;
    };
    await expect(rotateKeys({ ...rotation(), told })).rejects.toBe(cut);
    const file = readFileSync(join(place.dataDir, 'keys'), 'utf8');
    const { people, isResumed } = await rotateKeys(rotation());
    expect(isResumed).toBe(true);
    expect(people).toBeGreaterThan(PEOPLE - 250);
    expect(readFileSync(join(place.dataDir, 'keys'), 'utf8')).toBe(file);
    expect(opens(await openKeyring(kept, { create: false }), await wrapped())).toBe(0);
  }, 120_000);

  test('a second one leaves nothing to the first; the retired key stays in the file while backups need it', async () => {
    await rotateKeys(rotation());
    cpSync(join(place.dataDir, 'keys'), join(kept, 'keys'));
    const old = await openKeyring(kept, { create: false });
    await rotateKeys(rotation());
    expect(opens(old, await wrapped())).toBe(0);
    const lines = () => readFileSync(join(place.dataDir, 'keys'), 'utf8').trim().split('\n');
    expect(lines()).toHaveLength(4);
    const [, , firstKey, secondKey] = lines();
    await rotateKeys({ ...rotation(), keepDays: -1 });
    expect(lines()).toHaveLength(4);
    expect(lines().join()).not.toContain(firstKey!.split(' ')[0]);
    expect(lines()[2]).toContain(secondKey!);
    expect(opens(first.services.keys, await wrapped())).toBe((await wrapped()).length);
  }, 120_000);
});
