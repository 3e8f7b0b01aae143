import { describe, expect, test } from 'vitest';
import {
  isRoomAllowed,
  otherTimes,
  roomChoices,
  standIns,
  type ArrangedSession,
} from '#domain/rearranging/stand-ins.ts';
import {
  at,
  counsellor,
  daily,
  EARLY,
  MONDAY,
  openNetwork,
  room,
  service,
  session,
} from '../availability/open-network.ts';

const MINUTE = 60_000;

function arranged(clock = '10:00', different: Partial<ArrangedSession> = {}): ArrangedSession {
  const startsAt = at(`${MONDAY}T${clock}`);
  return {
    id: `s-${MONDAY}T${clock}`,
    counsellor: 'ana',
    branch: 'main',
    room: 'room',
    mode: 'room',
    startsAt,
    endsAt: startsAt + 50 * MINUTE,
    counsellorUntil: startsAt + 60 * MINUTE,
    places: 1,
    isDated: false,
    features: [],
    ...different,
  };
}

const own = (clock: string, different = {}) => session(`${MONDAY}T${clock}`, different);

describe('L6 another room', () => {
  const rooms = [
    room(),
    room({ id: 'free', capacity: 3, features: ['step-free'] }),
    room({ id: 'tight', capacity: 1 }),
    room({ id: 'busy', turnaroundMin: 30 }),
    room({ id: 'closed', hours: { weekly: daily(['09:00', '10:30']), exceptions: [] } }),
    room({ id: 'elsewhere', branch: 'far' }),
  ];
  const world = openNetwork({ rooms, sessions: [own('10:00'), own('11:00', { room: 'busy', counsellor: 'bor' })] });
  world.index.settle(EARLY);
  const told = (different: Partial<ArrangedSession> = {}, more = service()) =>
    roomChoices(world, arranged('10:00', different), more).map(
      (one) => `${one.room.id}${one.isFree ? ' free' : ''}${one.fits ? ' fits' : ''}`,
    );

  test('all of the branch but its own, smallest first; turn-around counts', () => {
    expect(told()).toEqual(['tight free', 'busy fits', 'closed free', 'free free fits']);
    expect(told({ features: ['step-free'] })).toEqual(['tight free', 'busy', 'closed free', 'free free fits']);
    expect(told({ places: 3 })).toEqual(['tight free', 'busy', 'closed free', 'free free']);
    expect(told({}, service({ roomFeatures: ['hearing-loop'] }))).not.toContain('free free fits');
    expect(told({ room: 'free', isDated: true })).toContain('closed free fits');
  });

  test('what does not fit is allowed only where nothing that does is free', () => {
    const choices = (different: Partial<ArrangedSession> = {}) =>
      roomChoices(world, arranged('10:00', different), service());
    expect(isRoomAllowed(choices(), 'free')).toBe(true);
    expect(isRoomAllowed(choices(), 'tight')).toBe(false);
    expect(isRoomAllowed(choices(), 'busy')).toBe(true);
    expect(isRoomAllowed(choices({ places: 3 }), 'tight')).toBe(true);
    expect(isRoomAllowed(choices(), 'room')).toBe(false);
    expect(isRoomAllowed(choices(), 'elsewhere')).toBe(false);
  });
});

describe('L5 another counsellor', () => {
  const colleague = (id: string, different = {}) => counsellor({ id, ...different });

  test('who offers the service, works there then, is not away and not full; the least busy first', () => {
    const world = openNetwork({
      counsellors: [
        counsellor(),
        colleague('able'),
        colleague('calm'),
        colleague('other', { services: ['circle'] }),
        colleague('later', { hours: [{ branch: 'main', weekly: daily(['11:00', '12:00']) }] }),
        colleague('phones', { hours: [{ branch: 'main', weekly: daily(['09:00', '12:00']), modes: ['phone'] }] }),
        colleague('elsewhere', { hours: [{ branch: 'far', weekly: daily(['09:00', '12:00']) }] }),
        colleague('away', { leave: [{ from: MONDAY, to: '2026-12-08' }] }),
        colleague('full', { maxPerDay: 1 }),
        colleague('busy'),
        colleague('blocked'),
      ],
      sessions: [
        own('10:00'),
        own('09:00', { id: 'x1', counsellor: 'able', room: null, mode: 'phone' }),
        own('09:00', { id: 'x2', counsellor: 'full', room: null, mode: 'phone' }),
        own('10:00', { id: 'x3', counsellor: 'busy', room: null, mode: 'phone' }),
      ],
    });
    world.index.settle(EARLY);
    const block = { id: 'b', resource: 'c:blocked', startsAt: at(`${MONDAY}T10:55`), endsAt: at(`${MONDAY}T12:00`) };
    world.index.putBlock(block);
    expect(standIns(world, arranged(), service())).toEqual(['calm', 'able']);
  });

  test('a time off the grid does; for a dated session hours do not count, but leave and the place do', () => {
    const world = openNetwork({
      counsellors: [
        counsellor(),
        colleague('later', { hours: [{ branch: 'main', weekly: daily(['11:00', '12:00']) }] }),
        colleague('elsewhere', { hours: [{ branch: 'far', weekly: daily(['09:00', '12:00']) }] }),
        colleague('away', { leave: [{ from: MONDAY, to: '2026-12-08' }] }),
      ],
    });
    world.index.settle(EARLY);
    expect(standIns(world, arranged('11:05'), service())).toEqual(['later']);
    expect(standIns(world, arranged('10:05'), service())).toEqual([]);
    expect(standIns(world, arranged('10:05', { isDated: true }), service())).toEqual(['later']);
  });
});

test('L5 other times: some of the counsellor’s own, then sooner ones of others, six at most, never the same time', () => {
  const world = openNetwork({ counsellors: [counsellor(), counsellor({ id: 'bor' })], sessions: [own('10:00')] });
  const away = { id: 'b', resource: 'c:ana', startsAt: at(`${MONDAY}T00:00`), endsAt: at('2026-12-14T00:00') };
  const told = (different: Partial<ArrangedSession> = {}) =>
    world.index
      .supposing(away, () => otherTimes(world, arranged('10:00', different), service(), EARLY))
      .map((time) => `${time.counsellor} ${time.localStart.slice(5)}`);

  expect(told()).toEqual([
    'ana 12-06T11:00',
    'ana 12-06T10:00',
    'ana 12-06T09:00',
    'bor 12-07T09:00',
    'bor 12-07T11:00',
    'bor 12-08T09:00',
  ]);
  const alone = openNetwork({ sessions: [own('10:00')] });
  expect(otherTimes(alone, arranged(), service(), EARLY).length).toBe(6);
  expect(otherTimes(alone, arranged('10:00', { places: 9 }), service(), EARLY)).toEqual([]);
});
