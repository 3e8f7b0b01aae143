import { describe, expect, test } from 'vitest';
import { drawAlias } from '#domain/booking/alias.ts';
import { fitsLimits } from '#domain/booking/limits-left.ts';
import { sessionTimes } from '#domain/booking/session-plan.ts';
import { ticketCode } from '#domain/booking/ticket-code.ts';
import { toWire } from '#domain/wire-instant.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('what is drawn', () => {
  test('B13 an alias is a word, perhaps with a number, and the same bytes give the same one', () => {
    const drawn = new Set<string>();
    for (let word = 0; word < 64; word++) {
      for (let number = 0; number < 10; number++) drawn.add(drawAlias(bytes(word, number), 0));
    }
    expect(drawn.size).toBe(64 * 9);
    for (const alias of drawn) expect(alias).toMatch(/^[A-Z][a-z]+( [2-9])?$/);
    expect(drawAlias(bytes(1, 99), 4)).toMatch(/ 99$/);
    expect(drawAlias(bytes(7, 3), 0)).toBe(drawAlias(bytes(7, 3), 0));
  });

  test('B14 a ticket code has six digits, leading zeros too', () => {
    expect(ticketCode(bytes(0, 0, 0, 7))).toBe('000007');
    expect(ticketCode(bytes(255, 255, 255, 255))).toBe('967295');
  });
});

describe('what a booking stands on', () => {
  test('notes are the counsellor’s time, turn-around the room’s', () => {
    const service = { durationMin: 50, notesMin: 10 };
    expect(sessionTimes(service, { turnaroundMin: 15 }, 0)).toEqual({
      startsAt: 0,
      endsAt: 3_000_000,
      counsellorUntil: 3_600_000,
      roomUntil: 3_900_000,
    });
    expect(sessionTimes(service, null, 0).roomUntil).toBeNull();
  });

  test('B7 a line is taken again only within every limit', () => {
    const discount = { id: 'd', name: {}, stacks: false, maxUses: 2, maxUsesPerPatron: 1, budget: { EUR: 100 } };
    const line = { discount: 'd', amountMinor: 60, currency: 'EUR' };
    const used = (uses: number, patronUses: number, spentMinor: number) => ({ uses, patronUses, spentMinor });
    expect(fitsLimits(discount, line, used(1, 0, 40))).toBe(true);
    expect(fitsLimits(discount, line, used(2, 0, 0))).toBe(false);
    expect(fitsLimits(discount, line, used(0, 1, 0))).toBe(false);
    expect(fitsLimits(discount, line, used(0, 0, 41))).toBe(false);
  });

  test('instants are written in UTC, whole seconds, whatever the century', () => {
    for (const at of [0, Date.UTC(2026, 10, 24, 6, 30, 5, 999), Date.UTC(2028, 1, 29, 23, 59, 59), -1]) {
      expect(toWire(at)).toBe(`${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`);
    }
  });
});
