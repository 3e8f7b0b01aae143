import { expect, test } from 'vitest';
import type { BookingState } from '#domain/booking/booking-states.ts';
import { decideOutcomes, isMovable, isUnderWay, type OutcomeKind } from '#domain/rearranging/decide-outcomes.ts';
import { Refusal } from '#domain/refusal.ts';

const NOW = 1_000_000;

function meeting(id: string, states: BookingState[] = ['confirmed'], different: object = {}) {
  const session = { id, startsAt: NOW + 1, series: null as string | null, ...different };
  return { session, bookings: states.map((state) => ({ state })) };
}

const cancel = (session: string, what: OutcomeKind = 'cancel') => ({ session, do: what });

function decide(
  meetings: ReturnType<typeof meeting>[],
  outcomes: ReturnType<typeof cancel>[],
  takes: 'counsellor' | 'room' = 'counsellor',
) {
  const left: string[] = [];
  try {
    const decided = decideOutcomes(meetings, outcomes, takes, NOW, (these) => {
      left.push(...these.map(({ session }) => session.id));
      throw new Refusal('affected_left');
    });
    return decided.map((one) => `${one.meeting.session.id} ${one.outcome.do} ${one.path}`);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { code: refusal.code, left, faults: refusal.faults.map(({ path, code }) => `${path} ${code}`) };
  }
}

test('L3 a session is under way once it has begun, by the clock or in fact', () => {
  expect(isUnderWay(meeting('a'), NOW)).toBe(false);
  expect(isUnderWay(meeting('a', ['arrived']), NOW)).toBe(false);
  expect(isUnderWay(meeting('a', [], { startsAt: NOW }), NOW)).toBe(true);
  for (const state of ['in_session', 'completed', 'no_show'] as const) {
    expect(isUnderWay(meeting('a', ['confirmed', state]), NOW)).toBe(true);
  }
});

test('L4 every other session needs an outcome; outcomes of others are passed over', () => {
  const both = [meeting('a'), meeting('b'), meeting('over', [], { startsAt: 0 })];
  expect(decide(both, [cancel('b'), cancel('c'), cancel('a'), cancel('over')])).toEqual([
    'a cancel outcomes[2]',
    'b cancel outcomes[0]',
  ]);
  expect(decide(both, [cancel('b')])).toEqual({ code: 'affected_left', left: ['a'], faults: [] });
  expect(decide([], [])).toEqual([]);
});

test('L5 a room stays where the counsellor is away and the other way round; only one person’s visit moves', () => {
  const one = [meeting('a')];
  for (const [what, takes, allowed] of [
    ['room', 'room', true],
    ['room', 'counsellor', false],
    ['counsellor', 'counsellor', true],
    ['counsellor', 'room', false],
    ['move', 'room', true],
    ['cancel', 'room', true],
  ] as const) {
    const refused = { code: 'invalid', left: [], faults: ['outcomes[0].do not_allowed'] };
    expect(decide(one, [cancel('a', what)], takes)).toEqual(allowed ? [`a ${what} outcomes[0]`] : refused);
  }

  expect(isMovable(meeting('a'))).toBe(true);
  expect(isMovable(meeting('a', ['held']))).toBe(false);
  expect(isMovable(meeting('a', ['arrived']))).toBe(false);
  expect(isMovable(meeting('a', [], { series: 'fridays' }))).toBe(false);
});

test('L4 two outcomes for one session are none', () => {
  expect(decide([meeting('a')], [cancel('a'), cancel('a', 'move')])).toMatchObject({
    faults: ['outcomes[1].session named_twice'],
  });
});
