import type { Locale, LocalTime } from '../ids.ts';
import { dayNumber } from './local-date.ts';
import { minuteOf } from './clock-time.ts';

/** Dates and clocks in words, for messages; screens have their own (web/i18n). The wall clock is given, so no zone is asked. */
const TAGS: Record<Locale, string> = {
  en: 'en-GB',
  fa: 'fa-IR-u-ca-persian-nu-arabext',
  fi: 'fi-FI',
  sl: 'sl-SI',
  uk: 'uk-UA',
};

/** "Wednesday 25 November". */
export function saidDay(locale: Locale, local: LocalTime): string {
  const format = new Intl.DateTimeFormat(TAGS[locale], {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const at = dayNumber(local.slice(0, 10)) * 86_400_000;
  if (locale !== 'fa') return format.format(at);

  // Intl puts the parts of a Persian date in the wrong order.
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')}`;
}

/** "10:00". */
export function saidClock(locale: Locale, local: LocalTime): string {
  const format = new Intl.DateTimeFormat(TAGS[locale], {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(minuteOf(local.slice(11)) * 60_000);
}
