import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sealAudit } from '../../../api/storage/audit/seal-audit.ts';
import { runRetention } from '../../../api/features/bookings/erasing/run-retention.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { SteadyClock } from '../../../api/storage/steady-clock.ts';
import { claimBackup } from '../../../api/storage/backup/backup-record.ts';
import { claimRetention } from '../../../api/storage/rights/retention/claim-retention.ts';
import { MONDAY, openLibrary, rowsOf, TUESDAY_10, WEDNESDAY_9, type Library } from '../../support/booking-library.ts';
import { assertInvariants, brokenInvariants } from '../../support/booking-invariants.ts';
import { assertSound } from '../../support/checker/check-library.ts';
import { ToldLog } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const JUMPS: [string, number][] = [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  ['a day ahead', DAY],
  ['three days ahead', 3 * DAY],
  ['a day back', -DAY],
];

describe.each(ENGINES)('a clock that jumps, on $engine', ({ engine }) => {
  let library: Library;
  beforeAll(async () => void (library = await openLibrary(engine)));
  afterAll(() => library.api.close());
  beforeEach(() => library.clear());

  const jump = (by: number) => void (library.clock.now += by);
  const slots = () => library.api.request('/api/slots?service=talk&branch=main&from=2026-11-23&to=2026-12-11');

  test.each(JUMPS)('%s and back: each time has one winner, and what was told stands', async (_what, by) => {
    const log = new ToldLog();
    const clients = await Promise.all(
      [0, 1, 2, 3].map(async (n) => log.client(library.api, `visitor-${n}`, await library.cookieOf(`visitor-${n}`))),
    );
    const wish = { service: 'talk', branch: 'main', mode: 'room' };
    const all = (startsAt: string) => Promise.all(clients.map((own) => own.ask('/api/holds', { ...wish, startsAt })));
    const confirmAll = async (held: Awaited<ReturnType<typeof all>>) => {
      for (const [n, { answer }] of held.entries()) {
        const id = answer?.body.booking?.id;
        if (id) await clients[n]!.ask(`/api/bookings/${id}/confirm`);
      }
    };

    const before = await all(WEDNESDAY_9);
    jump(by);
    await slots();
    await confirmAll(before);
    const during = await all(TUESDAY_10);
    jump(-by);
    await slots();
    await confirmAll(during);
    const again = [...(await all(WEDNESDAY_9)), ...(await all(TUESDAY_10))];
    for (const { answer } of again) expect([201, 409]).toContain(answer?.status);
    await assertSound(library.api, log);
  });

  test('nobody is signed in longer: who came in while it was ahead comes in again', async () => {
    const before = await library.cookieOf('visitor-1');
    jump(DAY);
    const ahead = await library.cookieOf('visitor-2');
    const desk = (await signInAs(library.api, 'desk-1', { idleMin: 15 })).cookie;
    const statuses = async () =>
      Promise.all(
        [before, ahead, desk].map(async (cookie) => (await library.api.request('/api/me', { cookie })).status),
      );
    expect(await statuses()).toEqual([200, 200, 200]);
    jump(-DAY);
    expect(await statuses()).toEqual([200, 401, 401]);
  });

  describe('for a minute, a year ahead', () => {
    /** Somebody has a booking, and asks again under the key of the one before. */
    async function aBooking() {
      const patron = await library.patron(3);
      await patron.book(WEDNESDAY_9);
      return patron;
    }
    const held = () => rowsOf(library.api, `select id, patron, state from booking order by id`);
    const clean = async () => {
      const { services } = library.api;
      await sweepAll(services.database);
      await runRetention(services);
    };

    test('Q13 nothing is deleted, and afterwards everything goes on', async () => {
      let monotone = 0;
      const { database } = library.api.services;
      const clock = new SteadyClock(database, () => monotone);
      const look = async (by: number, jumps = 0) => {
        monotone += by;
        library.clock.now += by + jumps;
        return clock.mayDelete();
      };
      expect(await look(0)).toBe(true);
      await aBooking();
      const before = await held();
      if (await look(60_000, YEAR)) await clean();
      expect(await look(HOUR)).toBe(false);
      // A process that starts just then.
      expect(await new SteadyClock(database).mayDelete()).toBe(false);
      expect(await look(60_000, -YEAR)).toBe(true);
      await clean();
      expect(await held()).toEqual(before);
      await assertInvariants(library.api);
    });

    test('control: without that look its minute takes persons from their bookings, and the cells under them', async () => {
      await aBooking();
      const before = await held();
      jump(YEAR);
      await clean();
      jump(-YEAR);
      expect(await held()).not.toEqual(before);
      expect(await brokenInvariants(library.api)).not.toEqual([]);
    });

    test('what is done once a day is done again the day after, and not in a year', async () => {
      const { database } = library.api.services;
      jump(YEAR);
      expect(await database.write(claimRetention)).toBe(true);
      expect(await claimBackup(database, DAY)).toBe(true);
      jump(-YEAR);
      expect(await database.write(claimRetention)).toBe(true);
      expect(await claimBackup(database, DAY)).toBe(true);
      expect(await claimBackup(database, DAY)).toBe(false);
    });

    test('each line of the record is sealed, those of afterwards too', async () => {
      const { services } = library.api;
      const own = services.newId;
      services.newId = () => idOf(library.clock.now);
      const unsealed = `select id from audit where id not in (select line from audit_seal)`;
      try {
        for (const by of [0, YEAR, -YEAR]) {
          jump(by);
          const patron = await library.patron(5);
          await patron.hold(TUESDAY_10);
          while ((await sealAudit(services, { now: library.clock.now })).mayBeMore) continue;
          expect(await rowsOf(library.api, unsealed)).toEqual([]);
        }
      } finally {
        services.newId = own;
      }
      expect(library.clock.now).toBe(MONDAY);
      console.log(`clock jumps on ${engine}: an hour, a day, a year, there and back: 0 lost, 0 twice, nothing deleted`);
    });
  });
});

/** As UUIDv7 begins with its time. */
function idOf(now: number): string {
  const hex = now.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
