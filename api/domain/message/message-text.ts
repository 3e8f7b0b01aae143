import type { Locale, LocalTime, Text } from '../ids.ts';
import { saidClock, saidDay } from '../time/said-time.ts';
import type { MessageKind, SentLevel } from './message-kind.ts';

/** What a message may know of a booking: nothing else can slip into it. */
export interface MessageAbout {
  /** The wall clock of the branch. */
  localStart: LocalTime;
  /** Branch and room; nothing by phone or video. */
  place: readonly Text[];
}

interface Words {
  /** M2: all that the most discreet message says, whatever it is about; and the subject of every mail. */
  update: string;
  kinds: Record<MessageKind, string>;
  at: (day: string, clock: string) => string;
  comma: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    update: 'You have an update from the library.',
    kinds: { reminder: 'Reminder', booked: 'Booked', changed: 'Changed', called_off: 'Called off' },
    at: (day, clock) => `${day}, ${clock}`,
    comma: ', ',
  },
  fa: {
    update: 'خبر تازه‌ای از کتابخانه دارید.',
    kinds: { reminder: 'یادآوری', booked: 'ثبت شد', changed: 'تغییر کرد', called_off: 'لغو شد' },
    at: (day, clock) => `${day}، ساعت ${clock}`,
    comma: '، ',
  },
  fi: {
    update: 'Sinulle on uutta tietoa kirjastosta.',
    kinds: { reminder: 'Muistutus', booked: 'Varattu', changed: 'Muuttunut', called_off: 'Peruttu' },
    at: (day, clock) => `${day} klo ${clock}`,
    comma: ', ',
  },
  sl: {
    update: 'Iz knjižnice imate novo obvestilo.',
    kinds: { reminder: 'Opomnik', booked: 'Rezervirano', changed: 'Spremenjeno', called_off: 'Odpovedano' },
    at: (day, clock) => `${day}, ob ${clock}`,
    comma: ', ',
  },
  uk: {
    update: 'Ви маєте оновлення від бібліотеки.',
    kinds: { reminder: 'Нагадування', booked: 'Записано', changed: 'Змінено', called_off: 'Скасовано' },
    at: (day, clock) => `${day}, ${clock}`,
    comma: ', ',
  },
};

/** M3: in lists of mail the subject is read by whoever looks over the shoulder, at every level. */
export function messageSubject(locale: Locale): string {
  return WORDS[locale].update;
}

/** M2, M3: the very text that is sent. The date stands in it, and never "tomorrow": it may be read on another day. */
export function messageText(locale: Locale, level: SentLevel, kind: MessageKind, about: MessageAbout): string {
  const { update, kinds, at, comma } = WORDS[locale];
  if (level === 'discreet') return update;

  const time = at(saidDay(locale, about.localStart), saidClock(locale, about.localStart));
  const place = level === 'place' ? about.place.map((text) => inWords(text, locale)) : [];
  return `${kinds[kind]}: ${[time, ...place].join(comma)}.`;
}

function inWords(text: Text, locale: Locale): string {
  return text[locale] ?? text.en ?? Object.values(text)[0] ?? '';
}
