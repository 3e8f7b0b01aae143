import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices, type OpenServices } from '../../../api/services.ts';
import type { Tx } from '../../../api/storage/engine/database.ts';
import {
  insertBlock,
  removeBlock,
  roomClosuresOn,
  shortenBlock,
  type Block,
} from '../../../api/storage/stores/blocks/block-store.ts';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { MONDAY_8, plantNetwork, plantPatron, plantSession } from '../../support/small-world.ts';

const HOUR = 3_600_000;
const BLOCK: Block = {
  id: 'x1',
  kind: 'block',
  counsellor: 'c1',
  room: null,
  branch: 'b1',
  startsAt: MONDAY_8,
  endsAt: MONDAY_8 + 2 * HOUR,
  goneAt: null,
};

describe.each(ENGINES)('blocks that a process knows of on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let now: number;
  let one: OpenServices;
  let other: OpenServices;

  beforeEach(async () => {
    now = MONDAY_8 - 24 * HOUR;
    place = await ready();
    one = await openServices(place, { clock: () => now });
    await one.database.write(async (tx) => {
      await plantNetwork(tx);
      await plantPatron(tx, 'p1');
      await noteChange(tx, 'network', '');
    });
    other = await openServices(place, { clock: () => now });
    await other.world.current();
  });

  afterEach(async () => {
    await one.close();
    await other.close();
    await place.drop();
  });

  const write = (work: (tx: Tx) => Promise<unknown>) =>
    one.database.write(async (tx) => {
      await work(tx);
      await noteChange(tx, 'block', BLOCK.id);
    });
  const seen = async (by = other) => (await by.world.current()).world.index.getBlock(BLOCK.id);

  test('L1 a block is there for both as soon as its write is answered, shorter, and gone', async () => {
    await write((tx) => insertBlock(tx, BLOCK, 'p1'));
    for (const services of [one, other]) {
      expect(await seen(services)).toEqual({
        id: 'x1',
        resource: 'c:c1',
        startsAt: MONDAY_8,
        endsAt: BLOCK.endsAt,
      });
    }

    await write(async (tx) => expect(await shortenBlock(tx, 'x1', MONDAY_8 + HOUR)).toBe(true));
    expect(await seen()).toMatchObject({ endsAt: MONDAY_8 + HOUR });
    await write(async (tx) => expect(await removeBlock(tx, 'x1')).toBe(true));
    expect(await seen()).toBeUndefined();
    await write(async (tx) =>
      expect([await removeBlock(tx, 'x1'), await shortenBlock(tx, 'x1', 0)]).toEqual([false, false]),
    );
  });

  test('L1 with a session in the same transaction both are seen; who starts later reads the same', async () => {
    await write(async (tx) => {
      await insertBlock(tx, BLOCK, 'p1');
      await plantSession(tx, 'a', MONDAY_8 + 3 * HOUR);
      await noteChange(tx, 'session', 'a');
    });
    expect((await other.world.current()).world.index.get('a')).toBeDefined();

    const third = await openServices(place, { clock: () => now, asFound: true });
    expect(await seen(third)).toEqual(await seen());
    expect((await seen())?.resource).toBe('c:c1');
    await third.close();
  });

  test('L1 control: a block without a note of it is not seen', async () => {
    await one.database.write((tx) => insertBlock(tx, BLOCK, 'p1'));
    expect(await seen()).toBeUndefined();
  });

  test('L1 a block that is over is not loaded', async () => {
    await write((tx) => insertBlock(tx, BLOCK, 'p1'));
    now = BLOCK.endsAt + 25 * HOUR;
    const later = await openServices(place, { clock: () => now, asFound: true });
    expect(await seen(later)).toBeUndefined();
    expect(await roomClosuresOn(later.database.reader, { branch: 'b1', from: 0, until: now })).toEqual([]);
    await later.close();
  });
});
