import { describe, expect, test } from 'vitest';
import type { BookingState } from '#domain/booking/booking-states.ts';
import { withOutbox, type OutboxEntry } from '../../../../web/offline/outbox/outbox-entry.ts';
import { stepTimes, visitSteps } from '../../../../web/features/counsellor/visit/visit-steps.ts';
import { aliasInitials } from '../../../../web/features/counsellor/visit/alias-initials.ts';

const START = '2026-11-24T10:00:00Z';
const session = { startsAt: START, localStart: '2026-11-24T12:00' };
const at = (minutes: number) => Date.parse(START) + minutes * 60_000;
const rules = (minutes: number) => ({ now: at(minutes), today: '2026-11-24', graceMin: 15, opensMin: 90 });

function visit(state: BookingState, waiting: [event: string, minutes: number][] = [], more: object = {}) {
  const entries = waiting.map(([event, minutes]) => ({
    id: event,
    appendedAt: 0,
    isOnDisk: true,
    item: { id: event, booking: 'b', event, occurredAt: new Date(at(minutes)).toISOString() },
  })) as OutboxEntry[];
  return withOutbox([{ booking: 'b', alias: 'Heron', people: 1, needs: [], state, ...more }], entries)[0]!;
}

describe('what can be said of a visit', () => {
  test('nothing before check-in opens, and nothing on another day', () => {
    expect(visitSteps(visit('confirmed'), session, rules(-91)).main).toBeUndefined();
    expect(visitSteps(visit('confirmed'), session, rules(-90)).main).toBe('start');
    expect(visitSteps(visit('confirmed'), session, { ...rules(0), today: '2026-11-25' }).main).toBeUndefined();
  });

  test('start, then finish; each step can be taken back by whoever told it, as the server says', () => {
    const own = (...undo: string[]) => ({ undo });
    expect(visitSteps(visit('arrived', [], own('arrived_undone')), session, rules(0))).toMatchObject({
      main: 'start',
      undo: 'arrived_undone',
    });
    expect(visitSteps(visit('in_session', [], own('started_undone')), session, rules(5))).toMatchObject({
      main: 'finish',
      undo: 'started_undone',
    });
    expect(visitSteps(visit('completed', [], own('completed_undone')), session, rules(50))).toMatchObject({
      undo: 'completed_undone',
      canTakeNext: true,
    });
    expect(visitSteps(visit('in_session'), session, rules(5)).undo).toBeUndefined();
    const tomorrow = { ...rules(0), today: '2026-11-25' };
    expect(visitSteps(visit('arrived', [], own('arrived_undone')), session, tomorrow).undo).toBeUndefined();
  });

  test('what waits to be sent was told here, and can be taken back before the server has heard of it', () => {
    expect(visitSteps(visit('confirmed', [['arrived', 0]]), session, rules(1)).undo).toBe('arrived_undone');
    const backAgain = visit('confirmed', [
      ['arrived', 0],
      ['started', 1],
      ['started_undone', 2],
    ]);
    expect(visitSteps(backAgain, session, rules(3)).undo).toBe('arrived_undone');
    const oneBack = visit('completed', [['completed_undone', 50]], { undo: ['completed_undone'] });
    expect(visitSteps(oneBack, session, rules(51)).undo).toBeUndefined();
  });

  test('goes on from what waits to be sent', () => {
    const waiting = visit('confirmed', [
      ['arrived', 0],
      ['started', 1],
    ]);
    expect(visitSteps(waiting, session, rules(2)).main).toBe('finish');
    expect(waiting.state).toBe('confirmed');
  });

  test('who is there is not missed, and the desk’s arrival is the desk’s to take back', () => {
    expect(visitSteps(visit('arrived'), session, rules(20))).toMatchObject({ main: 'start', canArrive: false });
    expect(visitSteps(visit('arrived'), session, rules(20)).absentFrom).toBeUndefined();
    expect(visitSteps(visit('arrived'), session, rules(20)).undo).toBeUndefined();
  });

  test('an absence only after the grace', () => {
    expect(visitSteps(visit('confirmed'), session, rules(0)).absentFrom).toBe(at(15));
  });

  test('what the desk said has to be confirmed, until it was or something of ours is on its way', () => {
    const said = { absence: 'unexcused', absenceConfirmed: false };
    expect(visitSteps(visit('no_show', [], said), session, rules(20)).mustConfirm).toBe(true);
    expect(visitSteps(visit('no_show', [['no_show', 20]], said), session, rules(21)).mustConfirm).toBe(false);
    expect(visitSteps(visit('no_show', [], { ...said, absenceConfirmed: true }), session, rules(20)).mustConfirm).toBe(
      false,
    );
  });
});

describe('when a step was taken', () => {
  test('is the server’s word, or what waits to be sent, marked as such', () => {
    const times = stepTimes(visit('arrived', [['started', 1]], { arrivedAt: START }));
    expect(times.arrived).toEqual({ at: START, waits: false });
    expect(times.started).toMatchObject({ waits: true });
  });

  test('is gone once it was taken back', () => {
    expect(stepTimes(visit('arrived', [['arrived_undone', 1]], { arrivedAt: START }))).toEqual({});
  });

  test('an absence has ended the visit, and finished nothing', () => {
    const ended = { endedAt: START };
    expect(stepTimes(visit('no_show', [], ended))).toEqual({});
    expect(stepTimes(visit('completed', [], ended))).toEqual({ completed: { at: START, waits: false } });
  });
});

test.each([
  ['Heron', 'H.'],
  ['Birch 7', 'B.\u00a07'],
  ['نسیم صبح', 'ن.\u00a0ص.'],
])('of %s only %s stands on a list', (alias, initials) => {
  expect(aliasInitials(alias)).toBe(`\u2068${initials}\u2069`);
});
