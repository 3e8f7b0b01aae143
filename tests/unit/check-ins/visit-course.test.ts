import { describe, expect, test } from 'vitest';
import { BOOKING_STATES, canGoBackTo } from '#domain/booking/booking-states.ts';
import { courseOf, undoableBy, type CourseEvent, type Telling } from '#domain/check-in/visit-course.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LIMITS = { lateArrivalHours: 72 };

let ids = 0;

/** `at`: minutes from the start. Told by the desk at once, unless said otherwise. */
function told(event: CourseEvent, at: number, more: Partial<Telling> = {}): Telling {
  const occurredAt = at * MINUTE;
  return {
    id: `item-${String(++ids).padStart(4, '0')}`,
    event,
    occurredAt,
    receivedAt: occurredAt,
    by: 'desk-1',
    side: 'desk',
    absence: null,
    hasReason: false,
    ...more,
  };
}

const ANA = { by: 'ana', side: 'counsellor' } as const;

/** The course in short, and what the last of the tellings was answered. */
function after(...tellings: Telling[]) {
  const { verdicts, ...course } = courseOf(tellings, LIMITS);
  return { ...course, said: verdicts.get(tellings.at(-1)!.id) };
}

describe('coming', () => {
  test('B1 the ways back are those of the table', () => {
    const back = BOOKING_STATES.flatMap((from) =>
      BOOKING_STATES.filter((to) => canGoBackTo(from, to)).map((to) => `${from} ${to}`),
    );
    expect(back).toEqual(['arrived confirmed', 'in_session arrived', 'completed in_session', 'no_show arrived']);
  });

  test('D2 nothing told: confirmed', () => {
    const { verdicts, ...course } = courseOf([], LIMITS);
    expect(course).toMatchObject({ state: 'confirmed', arrivedAt: null, inForceAt: null });
    expect(verdicts.size).toBe(0);
  });

  test('D3 a beginning brings the arrival, an end both', () => {
    expect(after(told('started', 2, ANA))).toMatchObject({
      state: 'in_session',
      arrivedAt: 2 * MINUTE,
      startedAt: 2 * MINUTE,
      endedAt: null,
    });
    expect(after(told('completed', 50, ANA))).toMatchObject({
      state: 'completed',
      arrivedAt: 50 * MINUTE,
      startedAt: 50 * MINUTE,
      endedAt: 50 * MINUTE,
    });
  });

  test('D3 an arrival that comes in after the beginning moves the arrival back, and no more', () => {
    const course = after(told('started', 0, ANA), told('arrived', -10));
    expect(course).toMatchObject({ state: 'in_session', arrivedAt: -10 * MINUTE, startedAt: 0 });
    expect(after(told('arrived', -10), told('started', 0, ANA), told('arrived', 5))).toMatchObject({
      arrivedAt: -10 * MINUTE,
      said: 'already',
    });
  });
});

describe('undoing', () => {
  test('D4 an undo that happened before a later arrival leaves it', () => {
    const course = after(told('arrived', -10), told('arrived', -5), told('arrived_undone', -8));
    expect(course).toMatchObject({ state: 'arrived', arrivedAt: -5 * MINUTE, said: 'applied' });
  });

  test('D4 one step at a time, and what is not in force needs none', () => {
    const under = [told('arrived', -10), told('started', 0, ANA)];
    expect(after(...under, told('arrived_undone', 1))).toMatchObject({ state: 'in_session', said: 'wrong_state' });
    expect(after(...under, told('started_undone', 1))).toMatchObject({ state: 'arrived', startedAt: null });
    expect(after(...under, told('started_undone', 1), told('arrived_undone', 2)).state).toBe('confirmed');
    expect(after(...under, told('completed_undone', 1, ANA)).said).toBe('already');
    expect(after(told('arrived_undone', 1)).said).toBe('already');
    expect(after(told('no_show', 20), told('arrived_undone', 21))).toMatchObject({ state: 'no_show', said: 'already' });
  });

  test('D4 who told it or the desk; an end is the counsellor’s to take back', () => {
    const arrived = told('arrived', -10);
    expect(after(arrived, told('arrived_undone', -9, ANA))).toMatchObject({ state: 'arrived', said: 'not_found' });
    expect(after(arrived, told('arrived', -9, ANA), told('arrived_undone', -8, ANA)).state).toBe('confirmed');
    expect(after(told('arrived', -9, ANA), told('arrived_undone', -8)).state).toBe('confirmed');

    const over = [told('started', 0, ANA), told('completed', 50, ANA)];
    expect(after(...over, told('completed_undone', 51)).said).toBe('not_found');
    expect(after(...over, told('completed_undone', 51, ANA))).toMatchObject({ state: 'in_session', endedAt: null });
  });

  test('D2 of two at once coming goes before undoing', () => {
    const arrived = told('arrived', 0);
    const undone = told('arrived_undone', 0);
    expect(courseOf([undone, arrived], LIMITS).state).toBe('confirmed');
    expect(courseOf([arrived, undone], LIMITS).state).toBe('confirmed');
  });
});

describe('absence', () => {
  test('D5 the desk proposes, the counsellor confirms, whatever the order', () => {
    const desk = told('no_show', 16, { absence: 'excused' });
    const ana = told('no_show', 20, ANA);
    expect(after(desk)).toMatchObject({ state: 'no_show', absence: 'excused', absenceConfirmedAt: null });
    const both = { state: 'no_show', absence: 'excused', absenceConfirmedAt: 20 * MINUTE, endedAt: 16 * MINUTE };
    expect(after(desk, ana)).toMatchObject({ ...both, said: 'applied' });
    expect(after(ana, desk)).toMatchObject(both);
    expect(after(told('no_show', 16, ANA))).toMatchObject({
      absence: 'unexcused',
      absenceConfirmedAt: 16 * MINUTE,
    });
  });

  test('D5 why may be said anew by either, and saying nothing changes nothing', () => {
    const ana = told('no_show', 16, ANA);
    expect(after(ana, told('no_show', 18, { absence: 'our_fault' }))).toMatchObject({
      absence: 'our_fault',
      absenceConfirmedAt: 16 * MINUTE,
      inForceAt: 16 * MINUTE,
    });
    expect(after(ana, told('no_show', 17)).said).toBe('already');
  });

  test('D6 an arrival undoes an absence, wherever it stands', () => {
    const missed = told('no_show', 16);
    for (const at of [-5, 25]) {
      expect(after(missed, told('arrived', at))).toMatchObject({
        state: 'arrived',
        arrivedAt: at * MINUTE,
        absence: null,
        endedAt: null,
      });
    }
    expect(after(missed, told('completed', 60, ANA))).toMatchObject({ state: 'completed', absence: null });
    expect(after(told('arrived', -5), told('no_show', 16)).said).toBe('wrong_state');
    expect(after(told('arrived', -5), told('arrived_undone', 1), told('no_show', 16)).state).toBe('no_show');
  });

  test('D6 an arrival that came in too late yields, unless the desk says why', () => {
    const missed = told('no_show', 16);
    const limit = 16 * MINUTE + 72 * HOUR;
    for (const at of [-5, 25]) {
      const late = told('arrived', at, { receivedAt: limit + 1 });
      expect(after(missed, late)).toMatchObject({ state: 'no_show', arrivedAt: null, said: 'too_late' });
      expect(after({ ...late, receivedAt: limit }, missed).state).toBe('arrived');
      expect(after(missed, { ...late, hasReason: true }).state).toBe('arrived');
      expect(after(late).state).toBe('arrived');
    }
  });
});

describe('what can be taken back', () => {
  const back = (who: Pick<Telling, 'by' | 'side'>, ...tellings: Telling[]) =>
    undoableBy(who, tellings, 60 * MINUTE, LIMITS);
  const DESK = { by: 'desk-1', side: 'desk' } as const;

  test('D4 one step after the other, by who told it or by the desk', () => {
    const all = [told('arrived', 0, ANA), told('started', 1, ANA), told('completed', 50, ANA)];
    expect(back(ANA, ...all)).toEqual(['completed_undone', 'started_undone', 'arrived_undone']);
    expect(back(ANA, ...all.slice(0, 2))).toEqual(['started_undone', 'arrived_undone']);
    expect(back(DESK, ...all)).toEqual([]);
    expect(back(DESK, ...all.slice(0, 2))).toEqual(['started_undone', 'arrived_undone']);
  });

  test('D4 of what the desk told nothing but the end is the counsellor’s to take back', () => {
    expect(back(ANA, told('arrived', 0))).toEqual([]);
    expect(back(ANA, told('arrived', 0), told('started', 1))).toEqual([]);
    expect(back(ANA, told('started', 1), told('completed', 50))).toEqual(['completed_undone']);
    expect(back(ANA, told('no_show', 15))).toEqual([]);
    expect(back(ANA)).toEqual([]);
  });
});
