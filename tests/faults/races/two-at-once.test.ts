import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasNetworkAdmin } from '../../../api/storage/stores/accounts/way-in-store.ts';
import { waysIn } from '../../../api/storage/stores/accounts/ways-in-store.ts';
import { openLibrary, rowsOf, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { forgetLocks } from '../../support/hurried-writes.ts';
import { raw } from '../../support/raw-statement.ts';
import { signInAs } from '../../support/sign-in-as.ts';
import { passkeyOf } from '../../support/permissions/guarded-library.ts';
import { contactOf, twoSidedNetwork } from '../../support/permissions/two-sides.ts';

const ROUNDS = isFull ? 300 : 12;
const PATRON = 'visitor-1';
const STAFF = 'desk-1';
const ADMINS = ['admin-1', 'admin-2'] as const;

/** Two administrators of the network, and nobody else who is one. */
function network() {
  const file = twoSidedNetwork();
  const first = file.people.find(({ id }) => id === ADMINS[0])!;
  file.people.push({ ...first, id: ADMINS[1] });
  return file;
}

describe.each(ENGINES)('two take away at once what must not all go, on $engine', ({ engine }) => {
  /** Two processes on one database. */
  let here: Library;
  let there: Library;
  beforeAll(async () => {
    here = await openLibrary(engine, { file: network() });
    there = await openLibrary(engine, { place: here.api.place, clock: here.clock });
  });
  afterAll(async () => {
    await there.api.close();
    await here.api.close();
  });
  beforeEach(() => here.pass(60));

  const sql = (text: string) => here.api.services.database.write((tx) => tx.run(raw(text), {}));
  const ask = async (at: Library, cookie: string, path: string, method = 'POST') => {
    const { status } = await at.api.request(path, { method, cookie, json: {} });
    return status;
  };

  /** Each disables the other, each at another process. */
  const disableEachOther = async (at: [Library, Library]) => {
    await sql(`update person set disabled_at = null where id in ('${ADMINS.join("', '")}')`);
    const [one, other] = await Promise.all(ADMINS.map(async (id) => (await signInAs(here.api, id)).cookie));
    return Promise.all([
      ask(at[0], one!, `/api/staff/${ADMINS[1]}/disable`),
      ask(at[1], other!, `/api/staff/${ADMINS[0]}/disable`),
    ]);
  };
  const isAnyAdminLeft = () => here.api.services.database.write(hasNetworkAdmin);

  type Way = (person: string) => Promise<{ path: string; method?: string }>;
  const passkey: Way = async (person) => ({ path: `/api/me/passkeys/${await passkeyOf(here, person)}/remove` });
  const contact: Way = async (person) => {
    const id = await contactOf(here, person, `${++drawn}@home.example`);
    await sql(`update contact set opens = 1 where id = '${id}'`);
    return { path: `/api/me/contacts/${id}`, method: 'DELETE' };
  };
  let drawn = 0;

  /** Removes two ways in, the only ones there are, each at another process. */
  const removeBoth = async (at: [Library, Library], person: string, ways: [Way, Way]) => {
    for (const table of ['reach', 'passkey', 'contact', 'card', 'password'])
      await sql(`delete from ${table} where person = '${person}'`);
    const { cookie } = await signInAs(here.api, person);
    const [one, other] = [await ways[0](person), await ways[1](person)];
    return Promise.all([ask(at[0], cookie, one.path, one.method), ask(at[1], cookie, other.path, other.method)]);
  };
  const waysLeft = (person: string) => waysIn(here.api.services.database.reader, person);

  const removals: [string, string, [Way, Way]][] = [
    ['two contacts of a patron', PATRON, [contact, contact]],
    ['two passkeys of a patron', PATRON, [passkey, passkey]],
    ['a contact and a passkey of a patron', PATRON, [contact, passkey]],
    ['two passkeys of somebody who works here', STAFF, [passkey, passkey]],
  ];

  test(`I8 administrators who disable each other: one is left, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const statuses = await disableEachOther([here, there]);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(await isAnyAdminLeft()).toBe(true);
    }
  });

  test.each(removals)(`A9 F15 %s: one is left, ${ROUNDS} times`, async (_what, person, ways) => {
    for (let round = 0; round < ROUNDS; round++) {
      const statuses = await removeBoth([here, there], person, ways);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(await waysLeft(person)).toBe(1);
    }
  });

  // What is forgotten is the lock; where one transaction writes at a time, that it is looked at in that very transaction.
  if (engine === 'postgres')
    describe('a control: without the lock', () => {
      const hurried = async (taking: RegExp): Promise<[Library, Library]> => {
        const open = () => openLibrary(engine, { place: here.api.place, clock: here.clock });
        const pair: [Library, Library] = [await open(), await open()];
        forgetLocks(
          pair.map(({ api }) => api),
          taking,
        );
        return pair;
      };
      const close = (pair: Library[]) => Promise.all(pair.map(({ api }) => api.close()));

      test('nobody is left who administers the network', async () => {
        const pair = await hurried(/^update "person" set "disabled_at"/);
        expect(await disableEachOther(pair)).toEqual([204, 204]);
        expect(await isAnyAdminLeft()).toBe(false);
        await close(pair);
      });

      test.each(removals)('%s: both go', async (_what, person, ways) => {
        const pair = await hurried(/^delete from "(contact|passkey)"/);
        expect(await removeBoth(pair, person, ways)).toEqual([204, 204]);
        expect(await waysLeft(person)).toBe(0);
        await close(pair);
      });
    });

  describe('a control: looked at before the transaction', () => {
    const takeAway = async (left: () => Promise<number>, taking: string[]) => {
      const both = [here, there].map(async ({ api }, place) => {
        if ((await left()) < 2) throw new Error('none to spare');
        return (): Promise<number> => api.services.database.write((tx) => tx.run(raw(taking[place]!), {}));
      });
      for (const take of await Promise.all(both)) expect(await take()).toBe(1);
    };

    test('nobody is left who administers the network', async () => {
      await sql(`update person set disabled_at = null where id in ('${ADMINS.join("', '")}')`);
      const left = async () => {
        const able = `select p.id from role_grant g join person p on p.id = g.person
          where g.role = 'admin' and g.branch is null and p.disabled_at is null`;
        return (await rowsOf(here.api, able)).length;
      };
      await takeAway(
        left,
        ADMINS.map((id) => `update person set disabled_at = 1 where id = '${id}' and disabled_at is null`),
      );
      expect(await isAnyAdminLeft()).toBe(false);
    });

    test('no way in is left', async () => {
      for (const table of ['reach', 'passkey', 'contact', 'card'])
        await sql(`delete from ${table} where person = '${PATRON}'`);
      const keys = [await passkeyOf(here, PATRON), await passkeyOf(here, PATRON)];
      await takeAway(
        () => waysLeft(PATRON),
        keys.map((id) => `delete from passkey where id = '${id}'`),
      );
      expect(await waysLeft(PATRON)).toBe(0);
    });
  });
});
