import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { TUESDAY_10, WEDNESDAY_10, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { endOf, sharedChild } from '../../support/family-steps.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { listen, type Listener } from '../../support/live-listener.ts';
import { giveContact, postOf } from '../../support/message-post.ts';

/** Long enough for a look, an answer and what might wrongly follow. */
const QUIET_MS = 400;

describe.each(ENGINES)('who is told of a child’s bookings, on $engine', ({ engine }) => {
  let library: Library;
  let ada: Caller;
  let bo: Caller;
  const open: Listener[] = [];
  keepLibrary(engine, async (opened) => {
    library = opened;
    ada = await opened.patron(1);
    bo = await opened.patron(2);
  });
  afterEach(() => Promise.all(open.splice(0).map((one) => one.leave())));
  const hear = async (person: string) => {
    const one = await listen(library.api, await library.cookieOf(person));
    open.push(one);
    return one;
  };

  test('G8 M8 the first guardian, at their contact; nobody where they want no messages', async () => {
    library.pass(120);
    const desk = await library.person('desk-1');
    const post = postOf(library);
    await giveContact(library, 'visitor-1');
    const { id } = await sharedChild(ada, bo);
    const { booking } = await bo.hold(WEDNESDAY_9, { patron: id });
    await bo.post(`/api/bookings/${booking.id}/confirm`, { messages: 'time' });
    await desk.post(`/api/bookings/${booking.id}/move`, { startsAt: WEDNESDAY_10 });
    expect(await post.deliver()).toEqual(['Changed: Wednesday 25 November, 10:00.']);

    await ada.post(`/api/bookings/${booking.id}/cancel`);
    const silent = await ada.hold(TUESDAY_10, { patron: id });
    await ada.post(`/api/bookings/${silent.booking.id}/confirm`, { messages: 'none' });
    await desk.post(`/api/bookings/${silent.booking.id}/cancel`);
    expect(await post.deliver()).toEqual([]);
  });

  test('V1 G11 both guardians’ devices hear of it at once, one who is ended nothing more', async () => {
    const child = await sharedChild(ada, bo);
    const [hers, his, strangers] = [await hear('visitor-1'), await hear('visitor-2'), await hear('visitor-3')];
    const told = Promise.all([hers.nextChange(), his.nextChange()]);
    const booking = await ada.book(WEDNESDAY_9, { patron: child.id });
    await told;
    await sleep(QUIET_MS);
    const before = his.changes();
    await ada.post(endOf(child, 'second'));
    const hers2 = hers.nextChange();
    await ada.post(`/api/bookings/${booking.id}/move`, { startsAt: WEDNESDAY_10 });
    await hers2;
    await sleep(QUIET_MS);
    expect([his.changes() - before, strangers.changes()]).toEqual([0, 0]);
  });
});
