import { describe, expect, test } from 'vitest';
import type { CounsellorDay, OwnSession } from '#contract/counsellor.ts';
import {
  dayPlan,
  hoursShown,
  shortestMin,
  uncovered,
  weekShown,
} from '../../../../web/features/counsellor/day/day-plan.ts';
import { focusSession } from '../../../../web/features/counsellor/day/focus-session.ts';

const DATE = '2026-11-24';
const at = (clock: string) => `${DATE}T${clock}`;

function session(start: string, end: string, more: Partial<OwnSession> = {}, state = 'confirmed'): OwnSession {
  return {
    session: `session ${start}`,
    startsAt: `${at(start)}:00Z`,
    endsAt: `${at(end)}:00Z`,
    localStart: at(start),
    localEnd: at(end),
    localNotesEnd: at(end),
    branch: 'main',
    room: 'room-1',
    mode: 'room',
    service: 'talk',
    places: 1,
    taken: 1,
    isDated: false,
    visits: [{ booking: `booking ${start}`, alias: 'Heron', people: 1, needs: [], state: state as 'confirmed' }],
    ...more,
  };
}

function day(more: Partial<CounsellorDay> = {}): CounsellorDay {
  const hours = (from: string, until: string) => ({ branch: 'main', localStart: at(from), localEnd: at(until) });
  return {
    asOf: `${at('08:00')}:00Z`,
    date: DATE,
    graceMin: 15,
    sessions: [],
    blocks: [],
    hours: [hours('09:00', '12:00'), hours('13:00', '17:00')],
    branchHours: [hours('08:00', '19:00')],
    ...more,
  } as CounsellorDay;
}

describe('a day’s plan', () => {
  test('has the time for notes beside its appointment, and a break between own hours', () => {
    const { pieces } = dayPlan(day({ sessions: [session('09:00', '09:50', { localNotesEnd: at('10:00') })] }), []);
    expect(pieces.map(({ is, start, end }) => [is, start, end])).toEqual([
      ['break', 720, 780],
      ['session', 540, 590],
      ['notes', 590, 600],
    ]);
  });

  test('has no break where something was booked into it or a block covers it', () => {
    const block = {
      id: 'b',
      kind: 'block',
      startsAt: '',
      endsAt: '',
      localStart: at('12:30'),
      localEnd: at('14:00'),
    } as const;
    expect(dayPlan(day({ blocks: [block] }), []).pieces.map(({ is }) => is)).toEqual(['block']);
    const booked = dayPlan(day({ sessions: [session('12:00', '12:50')] }), []);
    expect(booked.pieces.map(({ is }) => is)).toEqual(['session']);
  });

  test('leaves out what nobody has: holds and cancelled visits; an announced group stands there empty', () => {
    const sessions = [
      session('09:00', '09:50', {}, 'held'),
      session('10:00', '10:50', {}, 'cancelled'),
      session('11:00', '11:50', { isDated: true, visits: [] }),
    ];
    expect(dayPlan(day({ sessions }), []).sessions.map(({ localStart }) => localStart)).toEqual([at('11:00')]);
  });

  test('cuts off what lies before or after the day', () => {
    const leave = {
      id: 'l',
      kind: 'leave',
      startsAt: '',
      endsAt: '',
      localStart: '2026-11-23T12:00',
      localEnd: '2026-11-26T00:00',
    } as const;
    expect(dayPlan(day({ blocks: [leave], hours: [] }), []).pieces).toMatchObject([
      { is: 'block', start: 0, end: 1440 },
    ]);
  });

  test('joins the hours of libraries that are open at once', () => {
    const hours = (branch: string, from: string, until: string) => ({
      branch,
      localStart: at(from),
      localEnd: at(until),
    });
    const { open } = dayPlan(day({ branchHours: [hours('b', '12:00', '20:00'), hours('a', '08:00', '13:00')] }), []);
    expect(open).toEqual([{ start: 480, end: 1200 }]);
  });
});

describe('the hours that are shown', () => {
  test('reach over everything, in whole hours', () => {
    const plan = dayPlan(day({ sessions: [session('17:30', '18:20')] }), []);
    expect(hoursShown([plan], 'own')).toEqual({ start: 540, end: 1140 });
    expect(hoursShown([], 'own')).toEqual({ start: 540, end: 1020 });
  });

  test('of a library that is open all night are those near one’s own, and every appointment', () => {
    const branchHours = [{ branch: 'main', localStart: at('00:00'), localEnd: '2026-11-25T00:00' }];
    const allNight = (more: Partial<CounsellorDay> = {}) => dayPlan(day({ branchHours, ...more }), []);
    expect(weekShown([allNight()])).toEqual({ start: 420, end: 1140 });
    expect(weekShown([allNight({ sessions: [session('21:00', '21:50')] })])).toEqual({ start: 420, end: 1440 });
    expect(weekShown([])).toEqual({ start: 540, end: 1020 });
  });

  test('the shortest appointment decides how high a minute is', () => {
    expect(shortestMin([dayPlan(day({ sessions: [session('09:00', '09:25')] }), [])])).toBe(25);
    expect(shortestMin([])).toBe(60);
  });

  test('what no library covers is closed', () => {
    expect(uncovered({ start: 480, end: 1200 }, [{ start: 540, end: 720 }])).toEqual([
      { start: 480, end: 540 },
      { start: 720, end: 1200 },
    ]);
  });
});

describe('who comes next', () => {
  const now = Date.parse(`${at('10:10')}:00Z`);
  const plan = (...sessions: OwnSession[]) => dayPlan(day({ sessions }), []).sessions;

  test('is who is in the room, else the first who is still expected', () => {
    const [done, on, later] = [
      session('09:00', '09:50', {}, 'completed'),
      session('10:00', '10:50', {}, 'in_session'),
      session('11:00', '11:50'),
    ];
    expect(focusSession(plan(done, later, on), now)?.localStart).toBe(at('10:00'));
    expect(focusSession(plan(done, later), now)?.localStart).toBe(at('11:00'));
  });

  test('is not somebody whose time is long over', () => {
    expect(focusSession(plan(session('08:00', '08:50'), session('11:00', '11:50')), now)?.localStart).toBe(at('11:00'));
    expect(focusSession(plan(session('09:00', '09:50')), now)?.localStart).toBe(at('09:00'));
  });
});
