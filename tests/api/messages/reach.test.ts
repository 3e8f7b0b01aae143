import { describe, expect, test } from 'vitest';
import { ownReach, type OwnReach, type ReachInput } from '#contract/account/reach.ts';
import { json } from '../../support/block-steps.ts';
import { rowsOf, WEDNESDAY_10, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { giveContact, postOf, type MessagePost } from '../../support/message-post.ts';

const UPDATE = 'You have an update from the library.';
const ABSENT = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e99';

describe.each(ENGINES)('how a patron may be reached, on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  let post: MessagePost;
  keepLibrary(engine, async (opened) => {
    library = opened;
    patron = await opened.patron(0);
    desk = await opened.person('desk-1');
    post = postOf(opened);
  });

  const read = async (who = patron) => ownReach.strict().parse(json<OwnReach>(await who.get('/api/me/reach')));
  const change = (input: ReachInput, who = patron) => who.put('/api/me/reach', input);
  const chosen = async (input: ReachInput) => {
    const answer = await change(input);
    expect(answer.status, answer.text).toBe(200);
    return ownReach.strict().parse(json<OwnReach>(answer));
  };

  test('M8 M9 nothing chosen: discreet, quiet at night, to the first contact that is added', async () => {
    expect((await read()).reach).toEqual({
      level: 'discreet',
      contact: null,
      quiet: { from: '21:00', until: '08:00' },
      locale: 'en',
    });
    const first = await giveContact(library, 'visitor-0');
    library.pass(1);
    const second = await giveContact(library, 'visitor-0', { kind: 'email', value: 'ada@home.example' });
    const { reach, contacts } = await read();
    expect(reach.contact).toBe(first);
    expect(contacts).toEqual([
      { id: first, kind: 'phone', masked: '+386 ••• 22', opens: true },
      { id: second, kind: 'email', masked: 'a•••@home.example', opens: true },
    ]);
  });

  test('M9 each part is chosen by itself, the rest stays, and the same again is the same', async () => {
    await giveContact(library, 'visitor-0');
    const contact = await giveContact(library, 'visitor-0', { kind: 'email', value: 'ada@home.example' });
    await chosen({ level: 'place' });
    await chosen({ contact });
    await chosen({ locale: 'sl' });
    const all = await chosen({ quiet: { from: '19:30', until: '19:30' } });
    expect(all.reach).toEqual({ level: 'place', contact, quiet: { from: '19:30', until: '19:30' }, locale: 'sl' });
    expect(await chosen({})).toEqual(all);
    expect(await chosen({ level: 'place', contact })).toEqual(all);
    expect(await read()).toEqual(all);
    expect((await read(await library.patron(1))).reach.level).toBe('discreet');
  });

  test('M9 the preview is word for word what is sent, of every kind and level, in the patron’s language', async () => {
    library.pass(120);
    await giveContact(library, 'visitor-0');
    for (const [locale, level] of [
      ['en', 'discreet'],
      ['fi', 'time'],
      ['fa', 'place'],
    ] as const) {
      await chosen({ level, locale });
      const { id } = await patron.book(WEDNESDAY_9);
      const before = await read();
      expect(before.preview).toMatchObject({ isExample: false, localStart: '2026-11-25T09:00' });
      await desk.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 });
      const { preview } = await read();
      expect(await post.deliver()).toEqual([preview.texts[level].changed]);
      expect(post.letters.at(-1)!.subject).toBe(preview.subject);
      await desk.post(`/api/bookings/${id}/cancel`);
      expect(await post.deliver()).toEqual([preview.texts[level].called_off]);
    }
    await chosen({ level: 'time', locale: 'en' });
    await patron.book(WEDNESDAY_10);
    const { preview } = await read();
    expect(await post.deliverUntil('2026-11-24T10:00:00Z')).toEqual([
      `2026-11-24T09:00 ${preview.texts.time.reminder}`,
    ]);
    expect(preview.texts.discreet.reminder).toBe(UPDATE);
  });

  test('M9 with nothing booked the preview is an example, and says so', async () => {
    const { preview } = await read();
    expect(preview).toMatchObject({ isExample: true, localStart: '2026-11-24T14:00', subject: UPDATE });
    expect(preview.texts.place.reminder).toBe('Reminder: Tuesday 24 November, 14:00, Test Library, Room A.');
  });

  test('M9 a new level holds for what is booked too: after "not at all" nothing goes', async () => {
    await giveContact(library, 'visitor-0');
    const booked = await patron.book(WEDNESDAY_9);
    await chosen({ level: 'none' });
    expect((await patron.get(`/api/bookings/${booked.id}`)).booking.messages).toBe('none');
    expect(await post.deliverUntil('2026-11-24T12:00:00Z')).toEqual([]);

    await library.clear();
    await giveContact(library, 'visitor-0');
    await patron.book(WEDNESDAY_9);
    await chosen({ level: 'none' });
    await chosen({ level: 'time' });
    expect(await post.deliverUntil('2026-11-24T12:00:00Z')).toEqual([
      '2026-11-24T08:00 Reminder: Wednesday 25 November, 09:00.',
    ]);
  });

  test('M5 M9 other quiet hours hold for what waits already', async () => {
    await giveContact(library, 'visitor-0');
    const { id } = await patron.book(WEDNESDAY_9);
    await chosen({ level: 'time', quiet: { from: '06:00', until: '23:00' } });
    await desk.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 });
    await post.deliver();
    await chosen({ quiet: { from: '12:00', until: '09:30' } });
    expect(await post.deliverUntil('2026-11-24T12:00:00Z')).toEqual([
      '2026-11-23T08:30 Changed: Wednesday 25 November, 10:00.',
      '2026-11-24T09:00 Reminder: Wednesday 25 November, 10:00.',
    ]);
  });

  test('somebody else’s contact is answered like an absent one, and nothing else of the wish is done', async () => {
    const foreign = await giveContact(library, 'visitor-1');
    const answers = [];
    for (const contact of [foreign, ABSENT]) answers.push((await change({ contact, level: 'place' })).text);
    expect(answers[0]).toBe(answers[1]);
    expect(JSON.parse(answers[0]!)).toMatchObject({ code: 'invalid', faults: [{ path: 'contact', code: 'unknown' }] });
    expect((await read()).reach).toMatchObject({ level: 'discreet', contact: null });
  });

  test('what is no level, no clock and no field is refused', async () => {
    const wrong = [
      [{ level: 'loud' }, 'level'],
      [{ quiet: { from: '21:03', until: '08:00' } }, 'quiet.from'],
      [{ quiet: { from: '24:00', until: '08:00' } }, 'quiet.from'],
      [{ quiet: { from: '21:00' } }, 'quiet.until'],
      [{ locale: 'de' }, 'locale'],
      [{ phone: '+38640111222' }, 'phone'],
    ] as const;
    for (const [input, path] of wrong) {
      const answer = await change(input as ReachInput);
      expect([answer.status, answer.faults.map((fault) => fault.path)]).toEqual([422, [path]]);
    }
  });

  test('it is on record what was chosen, and nobody who works here has any', async () => {
    await chosen({ level: 'time' });
    const facts = await rowsOf<{ facts: string }>(
      library.api,
      `select facts from audit where action = 'reach.change' and subject = 'visitor-0' order by id desc limit 1`,
    );
    expect(facts).toEqual([{ facts: '{"level":"time"}' }]);
    expect((await desk.get('/api/me/reach')).status).toBe(403);
    expect((await change({ level: 'time' }, desk)).status).toBe(403);
  });
});
