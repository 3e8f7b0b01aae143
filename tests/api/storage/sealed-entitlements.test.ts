import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { insertEntitlement, entitlementsOf } from '../../../api/storage/stores/bookings/entitlement-store.ts';
import { LIGHT, openApi, type TestApi } from '../../support/api.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const VIDA = 'patron-1';
const RIGHT = { from: '2026-01-01', until: '2029-01-01', evidence: 'desk', recordedBy: null } as const;

/** What somebody pays less for is sealed like their name (ARCHITECTURE.md, 4). */
describe.each(ENGINES)('rights to a concession, on $engine', ({ engine }) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openApi(engine)));
  afterAll(() => api.close());

  const write = (sql: string) => api.services.database.write((tx) => tx.run(raw(sql), {}));
  const held = async () => {
    const { database, keys } = api.services;
    return (await entitlementsOf(database.reader, keys, VIDA)).map(({ id, concession }) => `${id} ${concession}`);
  };
  const readable = () => rowsOf(api, 'select id from entitlement where concession is not null');

  test('stand in the database under the key of whose they are, and open for nobody else', async () => {
    const { database, keys } = api.services;
    await write('delete from entitlement');
    await database.write((tx) =>
      insertEntitlement(tx, keys, { id: 'own', patron: VIDA, concession: 'member', ...RIGHT }),
    );
    expect(await readable()).toEqual([]);
    expect(await held()).toEqual(['own member']);

    await write(`update entitlement set id = 'moved' where id = 'own'`);
    await expect(held()).rejects.toThrow();
    await write('delete from entitlement');
  });

  test('of an earlier release are sealed by whoever opens the database first; the row can be one thing only', async () => {
    await write(`insert into entitlement (id, patron, concession, from_on, until_on, evidence, created_at)
      values ('old', '${VIDA}', 'member', '2026-01-01', '2029-01-01', 'desk', 0)`);
    expect(await readable()).toEqual([{ id: 'old' }]);
    await expect(write(`update entitlement set concession = null where id = 'old'`)).rejects.toThrow();

    await (await openServices(api.place, { hashing: LIGHT })).close();
    expect(await readable()).toEqual([]);
    expect(await held()).toEqual(['old member']);
  });
});
