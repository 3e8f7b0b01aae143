import { describe, expect, test } from 'vitest';
import { isNearKept, judgeClock, STEADY_MS, type KeptClock } from '#domain/time/judge-clock.ts';
import { MINUTE } from '#domain/ids.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const NOON = Date.parse('2026-11-23T12:00:00Z');

/** Looks at a clock that does as told: at each step it goes on by so much, of which so much is a jump. */
function after(...steps: { by: number; jump?: number; restart?: boolean }[]) {
  let kept: KeptClock | undefined = judgeClock(undefined, { now: NOON, jumpedMs: 0 }).kept;
  let now = NOON;
  let isTrusted = true;
  for (const { by, jump = 0, restart = false } of steps) {
    now += by + jump;
    ({ kept, isTrusted } = judgeClock(kept, { now, jumpedMs: restart ? 0 : jump }));
  }
  return isTrusted;
}

const hours = (count: number) => Array.from({ length: count }, () => ({ by: HOUR }));

describe('Q13 a clock that decides what is old', () => {
  test.each([
    ['goes on', hours(30), true],
    ['is put right by a minute', [{ by: HOUR, jump: MINUTE }], true],
    ['jumps an hour ahead', [{ by: HOUR, jump: HOUR }], false],
    ['jumps a day ahead', [{ by: HOUR, jump: DAY }], false],
    ['jumps a year ahead', [{ by: HOUR, jump: YEAR }], false],
    ['is still ahead an hour later', [{ by: HOUR, jump: YEAR }, ...hours(1)], false],
    [
      'was put right again',
      [
        { by: HOUR, jump: YEAR },
        { by: MINUTE, jump: -YEAR },
      ],
      true,
    ],
    [
      'was put right while the service was down',
      [
        { by: HOUR, jump: YEAR },
        { by: HOUR, jump: -YEAR, restart: true },
      ],
      true,
    ],
    ['is a year ahead when the service starts', [{ by: HOUR, jump: YEAR, restart: true }], false],
    [
      'is a year ahead at each of many starts',
      [...Array<object>(9)].map(() => ({ by: 0, jump: YEAR, restart: true })),
      false,
    ],
    ['has gone steadily for a day since', [{ by: HOUR, jump: YEAR }, ...hours(STEADY_MS / HOUR)], true],
    [
      'jumps again within that day',
      [{ by: HOUR, jump: YEAR }, ...hours(20), { by: 0, jump: DAY }, ...hours(20)],
      false,
    ],
    ['is put back', [{ by: HOUR, jump: -DAY }], true],
    ['was off over a night', [{ by: 14 * HOUR, restart: true }], true],
  ])('that %s: %#', (_what, steps, trusted) => expect(after(...steps)).toBe(trusted));

  test('a program of moments believes a clock that is within a day of what was seen', () => {
    expect(isNearKept(undefined, NOON)).toBe(true);
    expect(isNearKept({ seen: NOON }, NOON + HOUR)).toBe(true);
    expect(isNearKept({ seen: NOON }, NOON + YEAR)).toBe(false);
    expect(isNearKept({ seen: NOON, doubt: { aheadMs: YEAR, looked: NOON, steadyMs: 0 } }, NOON)).toBe(false);
  });
});
