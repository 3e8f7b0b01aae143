import { z } from 'zod';
import { MODES, FEATURES } from '#domain/network.ts';
import { LOCALES } from '#domain/ids.ts';

/** The small shapes that every area's answers and inputs are made of. */

export const MAX_DAYS = 62;
export const MAX_PAGE = 100;
export const MAX_ENTRIES = 10_000;

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'not_an_id' })
  .max(64)
  .meta({ example: 'ilam' });

export const bookingId = z.uuid({ error: 'not_an_id' }).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' });

/** RFC 3339 in UTC, whole seconds on the wire. Inputs may also name an offset. */
export const instant = z.iso
  .datetime({ offset: true, error: 'not_an_instant' })
  .meta({ example: '2026-11-24T06:30:00Z' });

export const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .meta({ example: '2026-11-24T10:00', description: 'The wall clock of the branch.' });

export const localDate = z.iso
  .date({ error: 'not_a_date' })
  .meta({ example: '2026-11-24', description: 'ISO, Gregorian.' });

export const text = z.partialRecord(z.enum(LOCALES), z.string()).meta({
  example: { en: 'Room 2', fa: 'اتاق ۲' },
  description: 'A text for people, by language; `en` is the fallback.',
});

export const money = z
  .object({ amount: z.int(), currency: z.string(), minorDigits: z.int().min(0).max(4) })
  .meta({ id: 'Money', example: { amount: 2000, currency: 'EUR', minorDigits: 2 } });

export const mode = z.enum(MODES).meta({ example: 'room' });
export const feature = z.enum(FEATURES).meta({ example: 'step-free' });
export const locale = z.enum(LOCALES).meta({ example: 'fa' });

export type Money = z.infer<typeof money>;
export type Text = z.infer<typeof text>;
