import { describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { sendDueMessages } from '../../../api/jobs/messages/send-due-messages.ts';
import { NotSent } from '../../../api/outlets/outlet.ts';
import { askMessage, sweepMessages } from '../../../api/storage/stores/messages/message-store.ts';
import {
  openLibrary,
  rowsOf,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { giveContact, postOf, type MessagePost } from '../../support/message-post.ts';

const UPDATE = 'You have an update from the library.';
/** A day before Wednesday 9:00 in Ljubljana. */
const TUESDAY_9 = '2026-11-24T08:00';

describe.each(ENGINES)('messages that are sent, on $engine', ({ engine }) => {
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

  const confirm = async (startsAt: string, messages?: string) => {
    const { booking } = await patron.hold(startsAt);
    return (await patron.post(`/api/bookings/${booking.id}/confirm`, messages && { messages })).booking;
  };
  const until = (instant: string) => post.deliverUntil(`${instant}:00Z`);
  const rows = () => rowsOf<{ kind: string; tries: number }>(library.api, 'select * from message');

  test('M4 M6 a reminder goes a day before, once, to the patron’s own contact', async () => {
    await giveContact(library, 'visitor-0');
    await giveContact(library, 'visitor-1', { kind: 'phone', value: '+38640333444' });
    await confirm(WEDNESDAY_9);
    expect(await until('2026-11-25T08:30')).toEqual([`${TUESDAY_9} ${UPDATE}`]);
    expect(post.letters.at(-1)).toMatchObject({ to: '+38640111222', subject: UPDATE });
  });

  test('M2 M3 as much is said as was chosen for the booking, and a mail’s subject says nothing', async () => {
    await giveContact(library, 'visitor-0', { kind: 'email', value: 'ada@home.example' });
    await confirm(WEDNESDAY_9, 'place');
    await confirm(WEDNESDAY_10, 'time');
    expect(await until('2026-11-24T10:00')).toEqual([
      `${TUESDAY_9} Reminder: Wednesday 25 November, 09:00, Test Library, Room A.`,
      '2026-11-24T09:00 Reminder: Wednesday 25 November, 10:00.',
    ]);
    expect(post.letters.at(-1)).toMatchObject({ to: 'ada@home.example', subject: UPDATE });
  });

  test('M8 with no contact, and at the level none, nothing goes anywhere', async () => {
    await confirm(WEDNESDAY_9, 'time');
    expect(await until('2026-11-25T08:30')).toEqual([]);
    await library.clear();
    await giveContact(library, 'visitor-0');
    await confirm(WEDNESDAY_9, 'none');
    expect(await until('2026-11-25T08:30')).toEqual([]);
  });

  test('M6 what was cancelled is not reminded of, what was moved at its new time', async () => {
    await giveContact(library, 'visitor-0');
    const off = await confirm(WEDNESDAY_9, 'time');
    await patron.post(`/api/bookings/${off.id}/cancel`);
    const moved = await confirm(WEDNESDAY_9, 'time');
    await patron.post(`/api/bookings/${moved.id}/move`, { startsAt: '2026-11-26T10:00:00Z' });
    expect(await until('2026-11-26T10:00')).toEqual(['2026-11-25T10:00 Reminder: Thursday 26 November, 11:00.']);
  });

  test('M6 moved after it was reminded of, it is reminded of anew', async () => {
    await giveContact(library, 'visitor-0');
    const { id } = await confirm(WEDNESDAY_9, 'time');
    await until(TUESDAY_9);
    await desk.post(`/api/bookings/${id}/move`, { startsAt: '2026-11-26T10:00:00Z' });
    expect(await until('2026-11-26T10:00')).toEqual([
      '2026-11-24T08:05 Changed: Thursday 26 November, 11:00.',
      '2026-11-25T10:00 Reminder: Thursday 26 November, 11:00.',
    ]);
  });

  test('M5 in quiet hours nothing goes; two changes meanwhile are told once, as it is by then', async () => {
    await giveContact(library, 'visitor-0');
    const { id } = await confirm(WEDNESDAY_9, 'time');
    await until('2026-11-23T20:30');
    for (const startsAt of ['2026-11-26T09:00:00Z', '2026-11-26T10:00:00Z'])
      expect((await desk.post(`/api/bookings/${id}/move`, { startsAt })).status).toBe(200);
    expect(await until('2026-11-24T12:00')).toEqual(['2026-11-24T07:00 Changed: Thursday 26 November, 11:00.']);
  });

  test('M6 what is undone before it went is not told', async () => {
    await giveContact(library, 'visitor-0');
    const { id } = await confirm(WEDNESDAY_9, 'time');
    await until('2026-11-23T20:30');
    await desk.post(`/api/bookings/${id}/cancel`);
    const again = await desk.post(`/api/bookings/${id}/retake`);
    expect(again.status, again.text).toBe(201);
    expect(await until('2026-11-24T07:30')).toEqual(['2026-11-24T07:00 Booked: Wednesday 25 November, 09:00.']);
  });

  test('M6 a move that is refused asks for nothing', async () => {
    await giveContact(library, 'visitor-0');
    const { id } = await confirm(WEDNESDAY_9, 'time');
    const answer = await desk.post(`/api/bookings/${id}/move`, { startsAt: '2026-11-25T23:00:00Z' });
    expect(answer.status).toBe(409);
    expect((await rows()).map(({ kind }) => kind)).toEqual(['reminder']);
  });

  test('M8 once its contact is removed a waiting message goes nowhere, though there is another, until one is added', async () => {
    const cookie = await library.cookieOf('visitor-0');
    const contact = await giveContact(library, 'visitor-0');
    await giveContact(library, 'visitor-0', { kind: 'phone', value: '+38640777888' });
    const { id } = await confirm(WEDNESDAY_9, 'time');
    await desk.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 });
    const removed = await library.api.request(`/api/me/contacts/${contact}`, { method: 'DELETE', cookie });
    expect(removed.status).toBe(204);
    expect(await until('2026-11-23T12:00')).toEqual([]);

    await giveContact(library, 'visitor-0', { kind: 'phone', value: '+38640555666' });
    expect(await until('2026-11-24T10:00')).toEqual(['2026-11-24T09:00 Reminder: Wednesday 25 November, 10:00.']);
    expect(post.letters.at(-1)!.to).toBe('+38640555666');
  });

  test('M7 what does not go is tried again with growing pauses, as one message, while it is of use', async () => {
    await giveContact(library, 'visitor-0');
    const { id } = await confirm(WEDNESDAY_9, 'time');
    await desk.post(`/api/bookings/${id}/move`, { startsAt: WEDNESDAY_10 });
    const tries: string[] = [];
    const numbers = new Set<unknown>();
    const broken = {
      send: async (_to: string, { number }: { number?: string }) => {
        tries.push(String((library.clock.now - Date.parse('2026-11-23T06:00:00Z')) / MINUTE));
        numbers.add(number);
        throw new NotSent('gateway_503', true);
      },
    };
    for (let minute = 0; minute <= 150; minute++) {
      await sendDueMessages(library.api.services, { phone: broken }, () => {});
      library.pass(1);
    }
    // Monday 7:00 is quiet until 8:00.
    expect(tries).toEqual(['60', '61', '66', '81', '141']);
    expect(numbers.size).toBe(1);
    expect(await until('2026-11-23T10:00')).toEqual(['2026-11-23T09:21 Changed: Wednesday 25 November, 10:00.']);
  });

  test('M7 what the outlet refuses for good is given up, and the operator told which way it was, not to whom', async () => {
    await giveContact(library, 'visitor-0');
    await confirm(WEDNESDAY_9, 'time');
    library.clock.now = Date.parse(`${TUESDAY_9}:00Z`);
    const refusing = { send: async () => Promise.reject(new NotSent('gateway_400', false)) };
    const lines: object[] = [];
    await sendDueMessages(library.api.services, { phone: refusing }, (line) => void lines.push(line));
    expect(lines).toEqual([{ level: 'warn', event: 'not_sent', fault: 'phone', faultCode: 'gateway_400' }]);
    expect(await until('2026-11-25T08:30')).toEqual([]);
  });

  test('M7 of two processes, two looks each at once, one sends each message', async () => {
    const other = await openLibrary(engine, { place: library.api.place, clock: library.clock });
    try {
      const to = ['08', '09', '12', '13', '14'].map((hour) => `+386401112${hour}`);
      for (const [n, value] of to.entries()) {
        await giveContact(library, `visitor-${n}`, { kind: 'phone', value });
        const caller = await library.patron(n);
        const { id } = await caller.book(`2026-11-25T${value.slice(-2)}:00:00Z`);
        await library.api.services.database.write((tx) =>
          askMessage(tx, { id: `message-${n}`, booking: id, kind: 'changed', startsAt: Date.parse(WEDNESDAY_9) }),
        );
      }
      library.pass(120);
      // None is through before all have looked: each has something to send by then, or has found nothing.
      const letters: string[] = [];
      const looked = new Set<number>();
      const { promise: allHaveLooked, resolve: goOn } = Promise.withResolvers<void>();
      const passes = [library, other, library, other].map(async ({ api }, n) => {
        const send = async (number: string) => {
          letters.push(number);
          looked.add(n);
          await allHaveLooked;
        };
        await sendDueMessages(api.services, { phone: { send } }, () => {});
        looked.add(n);
      });
      await expect.poll(() => looked.size).toBe(passes.length);
      goOn();
      await Promise.all(passes);
      expect(letters.toSorted()).toEqual(to);
    } finally {
      await other.api.close();
    }
  });

  test('M7 a claim that ran out is taken by others: a process that dies in the middle leaves its message, under the same number', async () => {
    await giveContact(library, 'visitor-0');
    await confirm(WEDNESDAY_9, 'time');
    library.clock.now = Date.parse(`${TUESDAY_9}:00Z`);
    const numbers: unknown[] = [];
    const hangs = {
      send: (_to: string, { number }: { number?: string }) => {
        numbers.push(number);
        return new Promise<void>(() => {});
      },
    };
    void sendDueMessages(library.api.services, { phone: hangs }, () => {});
    await expect.poll(() => numbers.length).toBe(1);
    library.pass(4);
    expect(await post.deliver()).toEqual([]);
    library.pass(1);
    expect(await post.deliver()).toEqual(['Reminder: Wednesday 25 November, 09:00.']);
    expect(post.letters.at(-1)!.number).toBe(numbers[0]);
  });

  test('M7 what is settled is deleted after a month', async () => {
    await giveContact(library, 'visitor-0');
    await confirm(WEDNESDAY_9);
    await until('2026-11-24T09:00');
    library.pass(30 * 24 * 60 - 120);
    await library.api.services.database.write(sweepMessages);
    expect(await rows()).toHaveLength(1);
    library.pass(120);
    await library.api.services.database.write(sweepMessages);
    expect(await rows()).toHaveLength(0);
  });
});
