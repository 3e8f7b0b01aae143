import { describe, expect, test } from 'vitest';
import { MESSAGE_KINDS, SENT_LEVELS } from '#domain/message/message-kind.ts';
import { askMessage } from '../../../api/storage/stores/messages/message-store.ts';
import { bookingNetwork, rowsOf, WEDNESDAY_9, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { giveContact, postOf, type MessagePost } from '../../support/message-post.ts';

/** Words that stand nowhere else, in every field that a message could take up by mistake. */
const file = bookingNetwork();
const talk = file.services.find(({ id }) => id === 'talk')!;
talk.name = { en: 'canary-service' };
talk.publicName = { en: 'canary-public' };
file.counsellors.find(({ id }) => id === 'ana')!.name = { en: 'canary-counsellor' };
file.people.find(({ id }) => id === 'visitor-0')!.name = { en: 'canary-name' };
const WORDS = /canary|talk|20[.,]00|2000|EUR|visitor|ana\b/i;

describe.each(ENGINES)('what others can read of a message, on $engine', ({ engine }) => {
  let library: Library;
  let post: MessagePost;
  keepLibrary(
    engine,
    async (opened) => {
      library = opened;
      post = postOf(opened);
    },
    { file },
  );

  test.each(SENT_LEVELS)('M2 no %s message says what it is for, with whom, for how much or for whom', async (level) => {
    library.pass(120);
    const patron = await library.patron(0);
    await giveContact(library, 'visitor-0', { kind: 'email', value: 'ada@home.example' });
    const { booking } = await patron.hold(WEDNESDAY_9);
    const { id, alias } = (await patron.post(`/api/bookings/${booking.id}/confirm`, { messages: level })).booking;
    const before = post.letters.length;
    const { database, newId } = library.api.services;
    const startsAt = Date.parse(WEDNESDAY_9);
    for (const kind of MESSAGE_KINDS)
      await database.write((tx) => askMessage(tx, { id: newId(), booking: id, kind, startsAt }));
    await post.deliverUntil('2026-11-25T08:00:00Z');
    await (await library.person('desk-1')).post(`/api/bookings/${id}/cancel`);

    const letters = post.letters.slice(before);
    expect(letters.length).toBeGreaterThan(1);
    for (const { subject, text } of letters) {
      expect(`${subject} ${text}`).not.toMatch(WORDS);
      expect(`${subject} ${text}`).not.toContain(alias);
      expect(subject).toBe('You have an update from the library.');
    }
    if (level === 'discreet') expect(new Set(letters.map(({ text }) => text)).size).toBe(1);
  });

  test('M6 no text and no address waits in the database, and no log has either', async () => {
    library.pass(120);
    const patron = await library.patron(0);
    await giveContact(library, 'visitor-0', { kind: 'phone', value: '+38640987654' });
    const { id } = await patron.book(WEDNESDAY_9);
    await (await library.person('desk-1')).post(`/api/bookings/${id}/cancel`);
    post.broken = true;
    await post.deliver();
    post.broken = false;
    const kept = JSON.stringify([await rowsOf(library.api, 'select * from message'), library.api.log]);
    expect(kept).toContain('gateway_503');
    expect(kept).not.toMatch(/987654|update from/);
  });
});
