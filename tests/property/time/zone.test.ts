import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toInstant, toLocal } from '#domain/time/zone.ts';

const ZONES = [
  'Asia/Tehran',
  'Europe/Kyiv',
  'Europe/Helsinki',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Santiago',
  'Pacific/Chatham',
];

test('T1 conversion agrees with Temporal for any zone, date and minute', () => {
  const day = fc.integer({ min: -3000, max: 40_000 });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), day, fc.integer({ min: 0, max: 287 }), (zone, days, cell) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days });
      const wall = date.toPlainDateTime().add({ minutes: cell * 5 });
      const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
      const exists = earlier.toPlainDateTime().equals(wall);
      const at = exists ? earlier.epochMilliseconds : earlier.getTimeZoneTransition('next')!.epochMilliseconds;

      expect(toInstant(zone, date.toString(), cell * 5)).toEqual({ at, exists });
      if (exists) expect(toLocal(zone, at)).toEqual({ date: date.toString(), minute: cell * 5 });
    }),
    { numRuns: 3000 },
  );
});
