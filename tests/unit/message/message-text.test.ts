import { describe, expect, test } from 'vitest';
import { LOCALES } from '#domain/ids.ts';
import { MESSAGE_KINDS, type SentLevel } from '#domain/message/message-kind.ts';
import { messageSubject, messageText, type MessageAbout } from '#domain/message/message-text.ts';

const ABOUT: MessageAbout = {
  localStart: '2026-11-25T10:00',
  place: [
    { en: 'Kuhmo Library', fa: 'کتابخانهٔ کوهمو' },
    { en: 'Room 2', fa: 'اتاق ۲' },
  ],
};
const said = (locale: (typeof LOCALES)[number], level: SentLevel, about = ABOUT) =>
  messageText(locale, level, 'reminder', about);

describe.each(LOCALES)('M2 M3 messages in %s', (locale) => {
  test('the discreet one is the same sentence whatever it is about, and every mail’s subject', () => {
    const all = MESSAGE_KINDS.map((kind) => messageText(locale, 'discreet', kind, ABOUT));
    expect(new Set(all)).toEqual(new Set([messageSubject(locale)]));
    expect(messageSubject(locale)).not.toMatch(/\d/);
  });

  test('with the time nothing of the place is said, with the place both', () => {
    const places = ABOUT.place.map((text) => text[locale] ?? text.en!);
    for (const kind of MESSAGE_KINDS) {
      const time = messageText(locale, 'time', kind, ABOUT);
      const place = messageText(locale, 'place', kind, ABOUT);
      expect(time).toMatch(/10[:.]00|۱۰:۰۰/);
      expect(places.filter((one) => time.includes(one))).toEqual([]);
      expect(places.filter((one) => !place.includes(one))).toEqual([]);
      expect(place.startsWith(time.slice(0, -1))).toBe(true);
    }
  });

  test('the kinds can be told apart, and each fits into two texts of a phone', () => {
    const all = MESSAGE_KINDS.map((kind) => messageText(locale, 'place', kind, ABOUT));
    expect(new Set(all).size).toBe(MESSAGE_KINDS.length);
    // 67 signs each where the script needs two bytes.
    expect(all.filter((text) => text.length > 134)).toEqual([]);
  });
});

test('M2 M3 what stands in them, word by word', () => {
  expect(said('en', 'time')).toBe('Reminder: Wednesday 25 November, 10:00.');
  expect(said('en', 'place')).toBe('Reminder: Wednesday 25 November, 10:00, Kuhmo Library, Room 2.');
  expect(said('fa', 'place')).toBe('یادآوری: چهارشنبه ۴ آذر، ساعت ۱۰:۰۰، کتابخانهٔ کوهمو، اتاق ۲.');
  expect(said('fi', 'time')).toBe('Muistutus: keskiviikko 25. marraskuuta klo 10.00.');
  expect(said('sl', 'time')).toBe('Opomnik: sreda, 25. november, ob 10:00.');
  expect(said('uk', 'time')).toBe('Нагадування: середа, 25 листопада, 10:00.');
});

test('M2 by phone or video there is no place to say', () => {
  expect(said('en', 'place', { ...ABOUT, place: [] })).toBe(said('en', 'time'));
});
