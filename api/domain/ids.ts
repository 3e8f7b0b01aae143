/** Instants are whole milliseconds since 1970-01-01T00:00Z. A branch's wall clock is never an instant: see time/zone.ts. */
export type Instant = number;

/** `YYYY-MM-DD`, Gregorian, at a branch. */
export type LocalDate = string;

/** `YYYY-MM-DDTHH:MM`, a branch's wall clock. */
export type LocalTime = string;

/** One of the languages the product speaks. */
export const LOCALES = ['en', 'fa', 'fi', 'sl', 'uk'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text for people by language; `en` is the fallback (network file). */
export type Text = Partial<Record<Locale, string>>;

export const MINUTE = 60_000;
export const CELL_MIN = 5;
export const CELL = CELL_MIN * MINUTE;
export const DAY_CELLS = 288;
