import { describe, expect, test } from 'vitest';
import { datedSessions } from '#domain/network-file/dated-sessions.ts';
import { planSeries, type StandingSession } from '#domain/network-file/series-plan.ts';
import type { Group } from '#domain/network.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const TODAY = '2026-11-23';
const service = { durationMin: 90, notesMin: 15 };
const room = { turnaroundMin: 30 };

const group = (change: Partial<Group> = {}): Group => ({
  id: 'winter',
  service: 'circle',
  counsellor: 'ana',
  branch: 'main',
  room: 'hall',
  places: 8,
  startsAt: '2026-12-01T17:00',
  repeat: {
    everyDays: 7,
    times: 3,
  },
  ...change,
});

const sessionsOf = (of: Group, length = service) => datedSessions(of, length, room, 'Europe/Ljubljana');

/** As the import before left them. */
const standing = (of: Group, change: Partial<StandingSession> = {}): StandingSession[] =>
  sessionsOf(of).map((dated, n) => ({
    ...of,
    ...dated,
    room: of.room,
    id: `s${n}`,
    taken: 0,
    gone: false,
    arranged: false,
    ...change,
  }));

const plan = (of: Group | undefined, stands: StandingSession[], length = service) =>
  planSeries(of && { group: of, sessions: sessionsOf(of, length), today: TODAY }, stands, NOW);

const nothing = { add: [], rewrite: [], places: [], remove: [], booked: [] };

test('S6 each session of a series is at the same wall-clock time, across a change of clocks too', () => {
  const spring = sessionsOf(group({ startsAt: '2027-03-21T10:00', repeat: { everyDays: 7, times: 2 } }));
  expect(spring.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
    '2027-03-21T09:00:00.000Z',
    '2027-03-28T08:00:00.000Z',
  ]);
  expect(spring[0]!.counsellorUntil - spring[0]!.startsAt).toBe(105 * 60_000);
  expect(spring[0]!.roomUntil - spring[0]!.startsAt).toBe(120 * 60_000);
});

describe('N10 what comes', () => {
  test('a new series is added, the same again changes nothing', () => {
    expect(plan(group(), [])).toMatchObject({ add: sessionsOf(group()) });
    expect(plan(group(), standing(group()))).toEqual(nothing);
  });

  test('dates before today get no session, today’s do even when they have begun', () => {
    const old = group({ startsAt: '2026-11-22T08:00', repeat: { everyDays: 1, times: 3 } });
    expect(plan(old, []).add.map(({ localOn }) => localOn)).toEqual(['2026-11-23', '2026-11-24']);
  });

  test('a longer series gets what it lacks, a shorter one loses what nobody booked', () => {
    const longer = group({ repeat: { everyDays: 7, times: 4 } });
    expect(plan(longer, standing(group())).add).toHaveLength(1);
    expect(plan(group(), standing(longer)).remove.map(({ id }) => id)).toEqual(['s3']);
  });

  test('a series that moves is removed here and added there', () => {
    const { add, remove } = plan(group({ startsAt: '2026-12-02T17:00' }), standing(group()));
    expect([add.length, remove.length]).toEqual([3, 3]);
  });

  test('a date that comes back takes up its old row', () => {
    expect(plan(group(), standing(group(), { gone: true })).rewrite).toHaveLength(3);
  });
});

describe('N11 what stays', () => {
  test('a session that has begun stays as it was', () => {
    const begun = group({ startsAt: '2026-11-23T08:00', repeat: { everyDays: 1, times: 1 } });
    expect(plan(group({ ...begun, counsellor: 'bor' }), standing(begun, { taken: 2 }))).toEqual(nothing);
    expect(plan(undefined, standing(begun, { taken: 2 }))).toEqual(nothing);
  });

  test('a booked session is not moved, left out, or given to somebody else', () => {
    const booked = standing(group(), { taken: 2 });
    expect(plan(undefined, booked).booked.map(({ why }) => why)).toEqual(['left', 'left', 'left']);
    expect(plan(group({ startsAt: '2026-12-01T18:00' }), booked).booked).toHaveLength(3);
    for (const change of [{ counsellor: 'bor' }, { room: 'attic' }, { service: 'other' }]) {
      expect(plan(group(change), booked).booked.map(({ why }) => why)).toEqual(['changed', 'changed', 'changed']);
    }
  });

  test('a booked session may have more places, and fewer while they are enough', () => {
    expect(plan(group({ places: 2 }), standing(group(), { taken: 2 })).places).toHaveLength(3);
    expect(plan(group({ places: 1 }), standing(group(), { taken: 2 })).booked[0]).toMatchObject({ why: 'places' });
  });

  test('a new length of the service leaves a booked session as agreed, and rewrites one that nobody booked', () => {
    const longer = { durationMin: 120, notesMin: 15 };
    expect(plan(group(), standing(group(), { taken: 1 }), longer)).toEqual(nothing);
    expect(plan(group(), standing(group()), longer).rewrite).toHaveLength(3);
  });
});

describe('L7 what staff arranged', () => {
  test('another room, counsellor or length of the file does not undo it; nor does it come back once called off', () => {
    const other = group({ room: 'other', counsellor: 'other' });
    for (const taken of [0, 2]) expect(plan(other, standing(group(), { arranged: true, taken }))).toEqual(nothing);
    expect(plan(group(), standing(group(), { arranged: true, gone: true }))).toEqual(nothing);
    expect(plan(group(), standing(group(), { gone: true })).rewrite.length).toBeGreaterThan(0);
  });

  test('its places follow the file, never below what is booked; one that left the file goes unless it is booked', () => {
    const more = group({ places: group().places + 1 });
    expect(plan(more, standing(group(), { arranged: true })).places.length).toBe(sessionsOf(group()).length);
    const fewer = group({ places: 1 });
    expect(plan(fewer, standing(group(), { arranged: true, taken: 2 })).booked[0]?.why).toBe('places');
    expect(plan(undefined, standing(group(), { arranged: true })).remove.length).toBe(sessionsOf(group()).length);
    expect(plan(undefined, standing(group(), { arranged: true, taken: 1 })).booked[0]?.why).toBe('left');
  });
});
