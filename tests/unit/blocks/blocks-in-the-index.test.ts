import { expect, test } from 'vitest';
import { candidatesAt } from '#domain/availability/candidates.ts';
import { at, counsellor, EARLY, MONDAY, openNetwork, room, session, starts } from '../availability/open-network.ts';

const block = (resource: string, from: string, until: string) => ({
  id: `x-${resource}`,
  resource,
  startsAt: at(`${MONDAY}T${from}`),
  endsAt: at(`${MONDAY}T${until}`),
});

const wish = (clock: string) => ({
  service: 'talk',
  branch: 'main',
  mode: 'room' as const,
  startsAt: at(`${MONDAY}T${clock}`),
});

test('L1 a block takes the counsellor’s time for talk and notes, and gives it back when it goes', () => {
  const world = openNetwork();
  expect(starts(world)).toEqual(['09:00', '10:00', '11:00']);
  world.index.putBlock(block('c:ana', '09:55', '10:30'));
  expect(starts(world)).toEqual(['11:00']);
  expect(candidatesAt(world, wish('10:00'), EARLY).reason).toBe('taken');

  world.index.putBlock(block('c:ana', '09:00', '09:05'));
  expect(starts(world)).toEqual(['10:00', '11:00']);
  world.index.removeBlock('x-c:ana');
  world.index.removeBlock('x-c:ana');
  expect(starts(world)).toEqual(['09:00', '10:00', '11:00']);
});

test('L1 a room out of use is not offered, another is', () => {
  const world = openNetwork({ rooms: [room(), room({ id: 'other' })] });
  world.index.putBlock(block('r:room', '09:00', '10:00'));
  expect(candidatesAt(world, wish('09:00'), EARLY).rooms).toEqual(['other']);
  expect(candidatesAt(world, wish('10:00'), EARLY).rooms).toEqual(['other', 'room']);
});

test('L1 a block does not count as a session of the day', () => {
  const world = openNetwork({ counsellors: [counsellor({ maxPerDay: 1 })] });
  world.index.putBlock(block('c:ana', '09:00', '10:00'));
  expect(starts(world)).toEqual(['10:00', '11:00']);
  expect(world.index.countOn('ana', MONDAY)).toBe(0);
});

test('L1 two blocks and a session over one another: what goes takes only its own away', () => {
  const world = openNetwork({ sessions: [session(`${MONDAY}T11:00`)] });
  world.index.putBlock({ ...block('c:ana', '09:00', '11:00'), id: 'one' });
  world.index.putBlock({ ...block('c:ana', '10:00', '12:00'), id: 'two' });
  world.index.removeBlock('one');
  expect(starts(world)).toEqual(['09:00']);
  world.index.removeBlock('two');
  expect(starts(world)).toEqual(['09:00', '10:00']);
});

test('L2 what would be if a block were there is asked without its staying', () => {
  const world = openNetwork();
  expect(world.index.supposing(block('c:ana', '09:00', '12:00'), () => starts(world))).toEqual([]);
  expect(starts(world)).toEqual(['09:00', '10:00', '11:00']);

  const failing = () => world.index.supposing(block('c:ana', '09:00', '12:00'), () => JSON.parse('{') as unknown);
  expect(failing).toThrow();
  expect(world.index.getBlock('x-c:ana')).toBeUndefined();
});
