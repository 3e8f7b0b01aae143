import { describe, expect, test } from 'vitest';
import { quietAt, USUAL_QUIET } from '#domain/message/quiet-hours.ts';

const HELSINKI = 'Europe/Helsinki';
const at = (text: string) => Date.parse(text);
const quiet = (from: number, until: number, zone: string, when: string) => {
  const found = quietAt({ from, until }, zone, at(when));
  return found && [new Date(found.from).toISOString(), new Date(found.until).toISOString()];
};

describe('M5 quiet hours', () => {
  test('over midnight, half-open, by the clock of the branch', () => {
    const night = ['2026-11-24T19:00:00.000Z', '2026-11-25T06:00:00.000Z'];
    const usual = (when: string) => quiet(USUAL_QUIET.from, USUAL_QUIET.until, HELSINKI, when);
    expect(usual('2026-11-24T18:59:59Z')).toBeUndefined();
    expect(usual('2026-11-24T19:00:00Z')).toEqual(night);
    expect(usual('2026-11-25T05:59:59Z')).toEqual(night);
    expect(usual('2026-11-25T06:00:00Z')).toBeUndefined();
    // At the same instant it is half past one in Ilam, and noon is far.
    expect(quiet(1260, 480, 'Asia/Tehran', '2026-11-25T04:29:00Z')).toBeDefined();
    expect(quiet(1260, 480, 'Asia/Tehran', '2026-11-25T04:30:00Z')).toBeUndefined();
  });

  test('within a day, and none where both ends are equal', () => {
    expect(quiet(780, 900, HELSINKI, '2026-11-25T12:00:00Z')).toBeDefined();
    expect(quiet(780, 900, HELSINKI, '2026-11-25T13:00:00Z')).toBeUndefined();
    expect(quiet(600, 600, HELSINKI, '2026-11-25T08:00:00Z')).toBeUndefined();
  });

  test('T1 T2 clocks forward: a night is an hour shorter, and an end that does not occur is the jump', () => {
    expect(quiet(1260, 480, HELSINKI, '2026-03-29T04:59:00Z')).toEqual([
      '2026-03-28T19:00:00.000Z',
      '2026-03-29T05:00:00.000Z',
    ]);
    expect(quiet(1260, 210, HELSINKI, '2026-03-28T23:00:00Z')).toEqual([
      '2026-03-28T19:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ]);
  });

  test('T1 T2 clocks back: quiet until 3:30 ends when the clock first shows it, and does not begin again', () => {
    const night = ['2026-10-24T18:00:00.000Z', '2026-10-25T00:30:00.000Z'];
    expect(quiet(1260, 210, HELSINKI, '2026-10-25T00:29:00Z')).toEqual(night);
    expect(quiet(1260, 210, HELSINKI, '2026-10-25T01:10:00Z')).toBeUndefined();
    expect(quiet(1260, 480, HELSINKI, '2026-10-25T05:59:00Z')).toBeDefined();
    expect(quiet(1260, 480, HELSINKI, '2026-10-25T06:00:00Z')).toBeUndefined();
  });
});
