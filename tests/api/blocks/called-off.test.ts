import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RoomSwapAnswer } from '#contract/blocks.ts';
import { NetworkFaults } from '#domain/network-file/fault-list.ts';
import type { NetworkFile } from '#domain/network.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { json, preview, saved } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import {
  bookingNetwork,
  FRIDAY_CIRCLE,
  openLibrary,
  rowsOf,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';

const FRIDAY = { from: '2026-11-27T09:00', until: '2026-11-27T12:00' };

function weeklyCircle(times = 3): NetworkFile {
  const file = bookingNetwork();
  file.groups[0]!.repeat = { everyDays: 7, times };
  return file;
}

describe.each(ENGINES)('dated sessions and blocks on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let bor: Caller;
  let visitors: Caller[];
  beforeAll(async () => {
    library = await openLibrary(engine, { file: weeklyCircle() });
    desk = await library.person('desk-1');
    bor = await library.person('counsellor-2');
    visitors = await Promise.all([0, 1, 2].map((n) => library.patron(n)));
  });
  afterAll(() => library.api.close());

  const again = (file: NetworkFile) => importNetwork(library.api.services, file, { demo: true });
  const circles = () =>
    rowsOf<{ id: string; room: string; gone_at: number | null }>(
      library.api,
      `select id, room, gone_at from session where series = 'fridays' order by starts_at`,
    );

  test('L5 called off, every booking of a dated session is cancelled and everybody is to be told', async () => {
    const booked = [];
    for (const caller of visitors) booked.push(await caller.book(FRIDAY_CIRCLE, { service: 'circle' }));
    const [circle, ...more] = await preview(bor, FRIDAY);
    expect(more).toEqual([]);
    expect(circle).toMatchObject({ isDated: true, counsellors: [], times: [] });
    expect(circle!.bookings.length).toBe(3);

    const { tell } = await saved(bor, FRIDAY, [{ session: circle!.session, do: 'cancel' }]);
    expect(tell.map(({ booking, what }) => `${booking} ${what}`).sort()).toEqual(
      booked.map(({ id }) => `${id} cancel`).sort(),
    );
    for (const [n, { id }] of booked.entries()) {
      expect((await visitors[n]!.get(`/api/bookings/${id}`)).booking.state).toBe('cancelled');
      expect((await visitors[n]!.post(`/api/bookings/${id}/retake`)).status).toBe(409);
    }
    expect((await visitors[0]!.hold(FRIDAY_CIRCLE, { service: 'circle' })).code).toBe('slot_taken');
    await assertInvariants(library.api);
  });

  test('L7 an import leaves what staff called off or put elsewhere', async () => {
    const [gone, second] = await circles();
    expect(gone!.gone_at).not.toBeNull();
    const swapped = await desk.post(`/api/desk/sessions/${second!.id}/room`, { room: 'room-a' });
    expect([swapped.status, json<RoomSwapAnswer>(swapped).rows]).toEqual([200, []]);

    expect((await again(weeklyCircle())).changed).toBe(false);
    const file = weeklyCircle();
    file.services[0]!.price = { EUR: 2100, IRR: 900_000 };
    expect((await again(file)).lists['sessions']).toMatchObject({ added: 0, changed: 0, deleted: 0, retired: 0 });
    expect((await circles()).map(({ room, gone_at }) => [room, gone_at !== null])).toEqual([
      ['room-b', true],
      ['room-a', false],
      ['room-b', false],
    ]);
    await assertInvariants(library.api);
  });

  test('L1 N10 an import that would put a date over a block is refused, and names its path', async () => {
    await saved(bor, { from: '2026-12-18T00:00', until: '2026-12-19T00:00' });
    await saved(desk, { room: 'room-b', from: '2026-12-18T10:00', until: '2026-12-18T10:30' });
    const refused = await again(weeklyCircle(4)).catch((fault: unknown) => fault);
    expect(refused).toBeInstanceOf(NetworkFaults);
    expect((refused as NetworkFaults).faults).toEqual([
      {
        path: 'groups[0]',
        message: 'its session of 2026-12-18T10:00 needs counsellor bor and room room-b, blocked then',
      },
    ]);
    expect((await circles()).length).toBe(3);
    expect((await again(weeklyCircle(2))).lists['sessions']).toMatchObject({ deleted: 1 });
    await assertInvariants(library.api);
  });

  test('L1 N12 a room or counsellor that a block names is retired, not deleted, when it leaves the file', async () => {
    const file = weeklyCircle(2);
    file.groups = [];
    file.rooms = file.rooms.filter(({ id }) => id !== 'room-b');
    const { lists } = await again(file);
    expect(lists['rooms']).toMatchObject({ retired: 1 });
    expect((await desk.post('/api/desk/room-closures/preview', { room: 'room-b', ...FRIDAY })).status).toBe(404);
    expect((await bor.get('/api/counsellor/day?date=2026-12-18')).status).toBe(200);
  });
});
