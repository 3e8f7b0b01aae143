import { describe, expect, test } from 'vitest';
import { json, preview, saved, sessionOf } from '../../support/block-steps.ts';
import type { OwnCalledOff } from '#contract/desk-work/arranged.ts';
import type { MadeTicketLink } from '#contract/link/ticket-links.ts';
import {
  FRIDAY_CIRCLE,
  openLibrary,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { giveContact, postOf, type MessagePost } from '../../support/message-post.ts';

const WEDNESDAY = { from: '2026-11-25T08:00', until: '2026-11-25T18:00' };
const FRIDAY = { from: '2026-11-27T09:00', until: '2026-11-27T12:00' };

describe.each(ENGINES)('M1 who is told what, on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  let ana: Caller;
  let bor: Caller;
  let post: MessagePost;
  keepLibrary(engine, async (opened) => {
    library = opened;
    patron = await opened.patron(0);
    desk = await opened.person('desk-1');
    ana = await opened.person('counsellor-1');
    bor = await opened.person('counsellor-2');
    post = postOf(opened);
  });

  /** Monday 9:00 at the branch: nobody is asleep. */
  const booked = async () => {
    library.pass(120);
    await giveContact(library, 'visitor-0');
    const { booking } = await patron.hold(WEDNESDAY_9);
    return (await patron.post(`/api/bookings/${booking.id}/confirm`, { messages: 'time' })).booking;
  };

  test('what patrons do themselves they are not told', async () => {
    const { id } = await booked();
    await patron.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 });
    await patron.post(`/api/bookings/${id}/cancel`);
    await patron.post(`/api/bookings/${id}/retake`);
    library.pass(15);
    expect(await post.deliver()).toEqual([]);
  });

  test('that the desk moved it, and that it cancelled it', async () => {
    const { id } = await booked();
    await desk.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 });
    expect(await post.deliver()).toEqual(['Changed: Wednesday 25 November, 10:00.']);
    await desk.post(`/api/bookings/${id}/cancel`);
    expect(await post.deliver()).toEqual(['Called off: Wednesday 25 November, 10:00.']);
    expect(await post.deliver()).toEqual([]);
  });

  test('that the desk booked for them, once it cannot be taken back; of a hold nothing', async () => {
    library.pass(120);
    await giveContact(library, 'visitor-0');
    const held = await desk.hold(WEDNESDAY_9, { patron: 'visitor-0' });
    const { booking: id } = json<{ booking: { booking: string } }>(held).booking;
    expect(await post.deliver()).toEqual([]);
    await desk.post(`/api/bookings/${id}/confirm`, { messages: 'time' });
    library.pass(9);
    expect(await post.deliver()).toEqual([]);
    library.pass(1);
    expect(await post.deliver()).toEqual(['Booked: Wednesday 25 November, 09:00.']);
    await desk.hold(WEDNESDAY_10, { patron: 'visitor-0' });
    library.pass(15);
    expect(await post.deliver()).toEqual([]);
  });

  test('that a counsellor booked the next one, and nothing where that is taken back at once', async () => {
    const first = await booked();
    const next = async () => {
      const answer = await ana.post(`/api/counsellor/bookings/${first.id}/next`, { startsAt: '2026-12-02T08:00:00Z' });
      return json<{ session: { visits: { booking: string }[] } }>(answer).session.visits[0]!.booking;
    };
    await ana.post(`/api/counsellor/bookings/${await next()}/take-back`);
    library.pass(11);
    expect(await post.deliver()).toEqual([]);
    const kept = await next();
    library.pass(5);
    await desk.post(`/api/bookings/${kept}/move`, { startsAt: '2026-12-02T09:00:00Z' });
    library.pass(10);
    // Booked and moved before it was told: told once.
    expect(await post.deliver()).toEqual(['Booked: Wednesday 2 December, 10:00.']);
    library.pass(10);
    expect(await post.deliver()).toEqual([]);
  });

  test('that the holder of the ticket’s link moved it', async () => {
    const { id } = await booked();
    const { token } = json<MadeTicketLink>(await patron.post(`/api/bookings/${id}/link`));
    await library.api.request('/api/ticket-links/move', { json: { token, startsAt: WEDNESDAY_10 }, key: 'by-link' });
    expect(await post.deliver()).toEqual(['Changed: Wednesday 25 November, 10:00.']);
  });

  test('another room, another counsellor and another time are a change, a leave without them calls it off', async () => {
    const talk = await booked();
    await desk.post(`/api/desk/sessions/${await sessionOf(library, talk.id)}/room`, { room: 'room-b' });
    expect(await post.deliver()).toEqual(['Changed: Wednesday 25 November, 09:00.']);

    const outcomes = async (outcome: object) => {
      const [affected] = await preview(ana, WEDNESDAY);
      return [{ session: affected!.session, ...outcome }] as never;
    };
    await saved(ana, WEDNESDAY, await outcomes({ do: 'move', startsAt: TUESDAY_10, mode: 'room' }));
    expect(await post.deliver()).toEqual(['Changed: Tuesday 24 November, 10:00.']);

    const TUESDAY = { from: '2026-11-24T08:00', until: '2026-11-24T18:00' };
    const [affected] = await preview(ana, TUESDAY);
    const [other] = affected!.counsellors;
    await saved(ana, TUESDAY, [{ session: affected!.session, do: 'counsellor', counsellor: other! }]);
    expect(await post.deliver()).toEqual(['Changed: Tuesday 24 November, 10:00.']);

    await saved(bor, TUESDAY, [{ session: affected!.session, do: 'cancel' }]);
    expect(await post.deliver()).toEqual(['Called off: Tuesday 24 November, 10:00.']);
  });

  test('a group that is called off, and that it takes place after all', async () => {
    const own = await openLibrary(engine);
    try {
      const post = postOf(own);
      const [visitor, leader] = [await own.patron(0), await own.person('counsellor-2')];
      own.pass(120);
      await giveContact(own, 'visitor-0');
      const { booking } = await visitor.hold(FRIDAY_CIRCLE, { service: 'circle' });
      await visitor.post(`/api/bookings/${booking.id}/confirm`, { messages: 'time' });
      const [circle] = await preview(leader, FRIDAY);
      const { block } = await saved(leader, FRIDAY, [{ session: circle!.session, do: 'cancel' }]);
      expect(await post.deliver()).toEqual(['Called off: Friday 27 November, 10:00.']);

      await leader.post(`/api/counsellor/blocks/${block.id}/remove`);
      const [off] = json<OwnCalledOff>(await leader.get('/api/counsellor/called-off')).calledOff;
      const back = await leader.post(`/api/counsellor/called-off/${off!.id}/bring-back`);
      expect(back.status, back.text).toBe(200);
      expect(await post.deliver()).toEqual(['Changed: Friday 27 November, 10:00.']);
      expect(await post.deliverUntil('2026-11-27T08:30:00Z')).toEqual([
        '2026-11-26T09:00 Reminder: Friday 27 November, 10:00.',
      ]);
    } finally {
      await own.api.close();
    }
  });
});
