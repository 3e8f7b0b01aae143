import { describe, expect, test } from 'vitest';
import type { Affected } from '#contract/blocks.ts';
import {
  decisionsFor,
  freshDraft,
  illRange,
  isInOrder,
  rangeOf,
  suggestedOutcome,
  waysOut,
} from '../../../../web/features/counsellor/away/away-draft.ts';

const DATE = '2026-11-24';
const TIME = {
  startsAt: '2026-12-01T10:00:00Z',
  localStart: '2026-12-01T12:00',
  mode: 'room',
  counsellor: 'ada',
} as const;

function affected(more: Partial<Affected> = {}): Affected {
  return {
    session: 's1',
    startsAt: `${DATE}T10:00:00Z`,
    localStart: `${DATE}T12:00`,
    localEnd: `${DATE}T12:50`,
    room: 'room-1',
    mode: 'room',
    counsellor: 'ada',
    isDated: false,
    isUnderWay: false,
    bookings: [],
    rooms: [],
    counsellors: ['bo'],
    times: [TIME],
    ...more,
  };
}

describe('the range', () => {
  test('begins with the next quarter of an hour today, an hour long', () => {
    const draft = freshDraft('block', DATE, undefined, `${DATE}T10:07`);
    expect(rangeOf(draft, 'main')).toMatchObject({ from: `${DATE}T10:15`, until: `${DATE}T11:15` });
  });

  test('of leave is whole days, from midnight to the midnight after the last', () => {
    const draft = { ...freshDraft('leave', DATE, undefined, `${DATE}T10:07`), until: '2026-11-26' };
    expect(rangeOf(draft, 'main')).toMatchObject({ from: `${DATE}T00:00`, until: '2026-11-27T00:00' });
  });

  test('of an ill day is from now to the end of it', () => {
    expect(illRange('main', `${DATE}T10:07`)).toEqual({
      branch: 'main',
      kind: 'ill',
      from: `${DATE}T10:05`,
      until: '2026-11-25T00:00',
    });
  });

  test('may end at midnight, and never before it begins', () => {
    const draft = { ...freshDraft('block', DATE, undefined, `${DATE}T22:50`), end: 1440 };
    expect(rangeOf(draft, 'main').until).toBe('2026-11-25T00:00');
    expect(isInOrder({ ...draft, end: draft.start })).toBe(false);
  });
});

describe('what is suggested', () => {
  test('ill: a colleague who is free keeps the time; nobody is cancelled without being chosen', () => {
    expect(suggestedOutcome('ill', affected())).toEqual({ session: 's1', do: 'counsellor', counsellor: 'bo' });
    expect(suggestedOutcome('ill', affected({ counsellors: [] }))).toBeUndefined();
  });

  test('otherwise another time with the same counsellor, else a colleague', () => {
    expect(suggestedOutcome('leave', affected())).toMatchObject({ do: 'move', startsAt: TIME.startsAt });
    expect(suggestedOutcome('leave', affected({ times: [{ ...TIME, counsellor: 'bo' }] }))).toMatchObject({
      do: 'counsellor',
    });
  });

  test('a group is not moved, and who is under way is left alone', () => {
    expect(waysOut(affected({ isDated: true })).map((way) => way.do)).toEqual(['counsellor', 'cancel']);
    expect(decisionsFor('ill', [affected({ isUnderWay: true })], new Map()).size).toBe(0);
  });

  test('what was decided stays decided while it is still to be had', () => {
    const made = new Map([['s1', { session: 's1', do: 'cancel' } as const]]);
    expect(decisionsFor('ill', [affected()], made).get('s1')).toMatchObject({ do: 'cancel' });
    const gone = new Map([['s1', { session: 's1', do: 'counsellor', counsellor: 'cy' } as const]]);
    expect(decisionsFor('ill', [affected()], gone).get('s1')).toMatchObject({ counsellor: 'bo' });
  });
});
