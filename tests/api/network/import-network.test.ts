import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NetworkFaults } from '#domain/network-file/fault-list.ts';
import type { NetworkFile } from '#domain/network.ts';
import { exportNetwork } from '../../../api/features/network/export-network.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openServices, type OpenServices } from '../../../api/services.ts';
import { verifySecret } from '../../../api/storage/sealing/secret-hash.ts';
import { entitlementsOf } from '../../../api/storage/stores/bookings/entitlement-store.ts';
import { loadNetwork } from '../../../api/storage/stores/network-store.ts';
import { findActor, findByCard, findByName } from '../../../api/storage/stores/person-store.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { LIGHT } from '../../support/api.ts';
import { demoNetwork, networkWithCircle, smallNetwork } from '../../support/network-file.ts';
import { raw } from '../../support/raw-statement.ts';

/** Monday of the week before the circle begins. */
const NOW = Date.UTC(2026, 10, 23, 8);

describe.each(ENGINES)('an import on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let services: OpenServices;
  let now = NOW;

  beforeAll(async () => {
    place = await ready();
    services = await openServices(place, { createKeys: true, clock: () => now, hashing: LIGHT });
  });
  afterAll(async () => {
    await services.close();
    await place.drop();
  });

  const apply = (file: unknown, demo = true) => importNetwork(services, file, { demo });
  const rows = <Row>(sql: string) => services.database.reader.rows(raw<Row>(sql), {});
  const count = async (sql: string) => Number((await rows<{ n: number }>(`select count(*) as n from ${sql}`))[0]!.n);
  const faultsOf = (file: unknown, demo = true) =>
    apply(file, demo).then(
      () => [],
      (error: unknown) => {
        if (error instanceof NetworkFaults) return error.lines;
        throw error;
      },
    );
  const written = async () => [
    await count('audit'),
    await count('change'),
    (await loadNetwork(services.database.reader))?.version,
  ];

  test('N1 a file with one fault is not applied at all', async () => {
    const file = smallNetwork();
    file.rooms[1]!.branch = 'nowhere';
    expect(await faultsOf(file)).toEqual(['rooms[1].branch: names none of branches: "nowhere"']);
    expect(await loadNetwork(services.database.reader)).toBeUndefined();
    expect(await count('branch')).toBe(0);
  });

  test('N14 an export equals the import but for secrets', async () => {
    const file = demoNetwork();
    expect((await apply(file)).changed).toBe(true);
    const people = file.people.map(({ card: _card, pin: _pin, password: _password, ...person }) => person);
    expect(await exportNetwork(services)).toEqual({ ...file, people });
  });

  test('N15 the same file again writes nothing, whatever the order of its fields', async () => {
    const before = await written();
    const turned = JSON.parse(JSON.stringify(demoNetwork()), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as NetworkFile;

    const again = await apply(turned);
    expect(again.changed).toBe(false);
    expect(again.lists['counsellors']).toMatchObject({ added: 0, changed: 0, retired: 0, deleted: 0, unchanged: 27 });
    expect(await written()).toEqual(before);
  });

  test('N12 N15 a changed file changes just what differs, and what was never used is deleted', async () => {
    const file = demoNetwork();
    file.rooms[0]!.capacity = 3;
    file.partners.pop();
    file.discounts.reverse();
    const { lists, changed } = await apply(file);
    expect(changed).toBe(true);
    expect(lists['rooms']).toMatchObject({ changed: 1, unchanged: 18 });
    expect(lists['partners']).toMatchObject({ deleted: 1, unchanged: 4 });
    expect(lists['discounts']).toMatchObject({ changed: 0, moved: 12 });
    const network = (await loadNetwork(services.database.reader))!;
    expect([...network.discounts.keys()]).toEqual(file.discounts.map(({ id }) => id));
    expect(network.rooms.get('ilam-zagros')?.capacity).toBe(3);
    await apply(demoNetwork());
  });

  test('N12 a demonstration account signs in with its card, and only as the file says', async () => {
    const { reader } = services.database;
    const card = (await findByCard(reader, services.keys.index('card', '29000005')))!;
    expect(card.person).toBe('patron-kuhmo-2');
    expect(await verifySecret(services.keys, '8417', card.secretHash)).toBe(true);
    expect(await verifySecret(services.keys, '8418', card.secretHash)).toBe(false);
    const desk = (await findByName(reader, 'desk-ilam'))!;
    expect(await verifySecret(services.keys, 'demo-front-desk-ilam', desk.secretHash)).toBe(true);
    expect(await findActor(reader, 'desk-ilam')).toMatchObject({ role: 'desk', branch: 'ilam' });

    const held = await entitlementsOf(reader, services.keys, 'patron-kuhmo-2');
    const dates = { from: '2026-11-23', until: '2027-11-22' };
    expect(held.toSorted((a, b) => (a.concession < b.concession ? -1 : 1))).toMatchObject([
      { concession: 'library-member', ...dates },
      { concession: 'pensioner-student', ...dates },
    ]);
  });

  test('N12 a changed account changes alone; without its secrets it keeps them', async () => {
    const file = demoNetwork();
    const person = file.people.find(({ id }) => id === 'patron-kuhmo-2')!;
    person.concessions = ['library-member', 'employment-client'];
    delete person.card;
    delete person.pin;
    const { lists } = await apply(file);
    expect(lists['people']).toMatchObject({ changed: 1, unchanged: 24 });
    expect(await findByCard(services.database.reader, services.keys.index('card', '29000005'))).toBeDefined();
    expect(await count(`entitlement where patron = 'patron-kuhmo-2' and ended_at is null`)).toBe(2);
    expect(await count(`entitlement where patron = 'patron-kuhmo-2' and ended_at is not null`)).toBe(1);
  });

  test('N12 another network takes the place of this one; who left can no longer sign in', async () => {
    const { lists } = await apply(networkWithCircle());
    expect(lists['people']).toMatchObject({ added: 4, retired: 25 });
    const card = await findByCard(services.database.reader, services.keys.index('card', '29000001'));
    expect(card?.person).toBe('patron-1');
    expect(await findByName(services.database.reader, 'desk-ilam')).toBeUndefined();
    expect([...(await loadNetwork(services.database.reader))!.branches.keys()]).toEqual(['main']);
  });

  test('N1 people come with --demo only, and without it stay as they are', async () => {
    expect(await faultsOf(networkWithCircle(), false)).toEqual([
      'people: are demonstration accounts: import with --demo, or leave them out',
    ]);
    expect((await apply({ ...networkWithCircle(), people: [] }, false)).changed).toBe(false);
  });

  describe('dated sessions', () => {
    const cells = () => count('occupancy');
    const sessions = () =>
      rows<{ id: string; starts_at: number; counsellor: string; gone_at: number | null }>(
        `select id, starts_at, counsellor, gone_at from session order by starts_at`,
      );
    /** `taken` as if somebody had booked the first one. */
    const book = async (taken: number) => {
      const [first] = await sessions();
      await services.database.write((tx) =>
        tx.run(raw(`update session set taken = ${taken} where id = '${first!.id}'`), {}),
      );
    };

    test('N10 a series takes its counsellor and its room from the import on', async () => {
      expect(await sessions()).toHaveLength(3);
      // 50 minutes and 10 of notes, 50 and 10 of turn-around: 12 cells each.
      expect(await cells()).toBe(3 * 24);
    });

    test('N10 a series that moves frees its old time and takes the new one', async () => {
      const file = networkWithCircle();
      file.groups[0]!.startsAt = '2026-12-01T17:30';
      file.groups[0]!.repeat!.times = 2;
      expect((await apply(file)).lists['sessions']).toMatchObject({ added: 2, deleted: 3 });
      expect(await cells()).toBe(2 * 24);
      await apply(networkWithCircle());
    });

    test('N10 two series may change places in one import', async () => {
      const pair = (swapped: boolean) => {
        const file = networkWithCircle();
        file.counsellors[1]!.services.push('circle');
        const [ana] = file.groups;
        const [first, second] = swapped ? ['bor', 'ana'] : ['ana', 'bor'];
        file.rooms.push({ ...file.rooms[1]!, id: 'room-c' });
        file.groups = [
          { ...ana!, counsellor: first },
          { ...ana!, id: 'spring', counsellor: second, room: 'room-c' },
        ];
        return file;
      };
      await apply(pair(false));
      expect((await apply(pair(true))).lists['sessions']).toMatchObject({ changed: 6 });
      expect(await cells()).toBe(6 * 24);
      await apply(networkWithCircle());
    });

    test('N11 a booked session stands in the way of a change, and nothing is applied', async () => {
      await book(2);
      const before = await written();
      const moved = networkWithCircle();
      moved.groups[0]!.startsAt = '2026-12-01T18:00';
      moved.rooms[0]!.capacity = 9;
      expect(await faultsOf(moved)).toEqual([
        'groups[0]: the session of 2026-12-01T17:00 of winter has 2 places booked, so that it cannot be left out or moved',
      ]);
      expect(await faultsOf(smallNetwork())).toEqual([
        'groups: the session of 2026-12-01T17:00 of winter has 2 places booked, so that it cannot be left out or moved',
      ]);
      const small = networkWithCircle();
      small.groups[0]!.places = 1;
      expect(await faultsOf(small)).toEqual([
        'groups[0].places: are too few: the session of 2026-12-01T17:00 of winter has 2 places booked',
      ]);
      expect(await written()).toEqual(before);
      await book(0);
    });

    test('N10 a booking that has the room already is named', async () => {
      const cell = Date.UTC(2026, 11, 3, 16) / 300_000;
      await services.database.write((tx) =>
        tx.run(
          raw(`insert into occupancy (day, cell, resource, session, booking)
            values (${Math.floor(cell / 288)}, ${cell % 288}, 'r:room-b', 'another', null)`),
          {},
        ),
      );
      const file = networkWithCircle();
      file.groups.push({ ...file.groups[0]!, id: 'thursday', startsAt: '2026-12-03T16:30' });
      expect(await faultsOf(file)).toEqual([
        'groups[1]: its session of 2026-12-03T16:30 needs room room-b, already booked then',
      ]);
      expect(await sessions()).toHaveLength(3);
    });

    test('N11 a session that has begun stays when its series leaves, which is retired and comes back', async () => {
      now = Date.UTC(2026, 11, 1, 16, 30);
      const without = networkWithCircle();
      without.groups = [];
      expect((await apply(without)).lists).toMatchObject({ groups: { retired: 1 }, sessions: { deleted: 2 } });
      expect(await sessions()).toHaveLength(1);

      expect((await apply(networkWithCircle())).lists).toMatchObject({ groups: { added: 1 }, sessions: { added: 2 } });
      expect(await sessions()).toHaveLength(3);
      now = NOW;
    });
  });
});
