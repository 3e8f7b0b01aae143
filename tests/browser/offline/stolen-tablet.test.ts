import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, signIn, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { isFull } from '../../support/fault-size.ts';
import { ProfileDevice } from '../../support/profile-device.ts';
import { isSomebody } from '../../support/readable-stores.ts';

/** What somebody gets who takes a tablet away, and for how long (ARCHITECTURE.md, 21 and 22). */

const HOUR_MS = 3_600_000;

let library: Library;
let device: ProfileDevice;
let booked: DayBooking[];
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  booked = await bookToday(library.url, 3);
});
afterEach(() => device?.close());
afterAll(() => library.close());

/** Names of what the vault holds of staff, sealed or not. */
const kept = () =>
  device.page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'quietroom-vault')) return [];
    return new Promise<string[]>((done) => {
      const open = indexedDB.open('quietroom-vault');
      open.addEventListener('success', () => {
        const all = open.result.transaction('vault').objectStore('vault').getAllKeys();
        all.addEventListener('success', () => done(all.result.map(String).filter((name) => name.startsWith('staff:'))));
      });
    });
  });

/** Somebody's words: a bare “Heron” stands in the app's own texts; with a number it is a person. */
const words = () => booked.flatMap(({ id, alias }) => [id, ...[alias].filter(isSomebody)]);

describe('a tablet taken from the desk', () => {
  test('shows its thief nothing: not its disk, not its screen, and five guesses take the rest', async () => {
    device = await ProfileDevice.open(library.url, { worker: true });
    await device.signIn(DAY_PEOPLE.desk);
    await device.showWholeDay();
    await device.offline(true);
    await device.step(booked[0]!.alias, 'Check in').click();
    await device.untilUnsent(1);
    await device.kill();
    expect(device.filesWith([...words(), DAY_PEOPLE.desk.name])).toEqual([]);

    await device.reopen('about:blank');
    await device.page.clock.install({ time: Date.now() + 3 * 60_000 });
    await device.offline(true);
    await device.page.goto('/desk');
    const pin = device.page.getByLabel('PIN of this device');
    await pin.waitFor();
    // A few minutes take nothing away: what the last two tests miss was there to be missed.
    expect(await kept()).toContainEqual(expect.stringMatching(/^staff:record day/));
    expect(await device.page.locator('body').innerText()).not.toMatch(new RegExp(booked.map((b) => b.alias).join('|')));
    for (let left = 4; left >= 0; left--) {
      await device.unlock(`000${left}`);
      if (left > 0) await device.page.getByText(`After ${left} more`).waitFor();
    }
    await pin.waitFor({ state: 'detached' });
    await expect.poll(kept).toEqual([]);
    expect(await device.unsent()).toBe(1);
    await device.kill();
    expect(device.filesWith([...words(), DAY_PEOPLE.desk.name])).toEqual([]);
  });

  test('is cut off by whoever ends its sign-in: it reads nothing, and what is done on it counts for nothing', async () => {
    device = await ProfileDevice.open(library.url, { worker: true });
    await device.signIn(DAY_PEOPLE.desk);
    await device.showWholeDay();
    await device.offline(true);
    await device.step(booked[1]!.alias, 'Check in').click();
    await device.untilUnsent(1);

    const cookie = await signIn(library.url, DAY_PEOPLE.desk);
    const ended = await fetch(`${library.url}/api/me/sign-ins/end-others`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), cookie },
      body: '{}',
    });
    expect(ended.status).toBeLessThan(300);

    await device.offline(false);
    await expect.poll(async () => (await device.context.request.get(`${library.url}/api/me`)).status()).toBe(401);
    await expect.poll(() => device.unsent()).toBe(0);
    expect(library.rows("select 1 from check_in where outcome = 'applied'")).toEqual([]);
  });
});

describe('without a word from the server', () => {
  const DESK = ['a desk', DAY_PEOPLE.desk, '/desk', false, 49] as const;
  const PHONE = ['a counsellor’s phone', DAY_PEOPLE.counsellor, '/my-day', true, 73] as const;
  test.each(isFull ? [DESK, PHONE] : [DESK])(
    '%s keeps its days no longer than it may',
    async (_, who, path, phone, hours) => {
      device = await ProfileDevice.open(library.url, { worker: true, phone });
      await device.signIn(who);
      await device.page.locator(`[id^=row-]`).first().waitFor();
      await expect.poll(kept).toContainEqual(expect.stringMatching(/^staff:record day/));
      await device.shutDown();

      await device.reopen('about:blank');
      await device.page.clock.install({ time: Date.now() + hours * HOUR_MS });
      await device.offline(true);
      await device.page.goto(path);
      await device.page.getByRole('heading').first().waitFor();
      await expect.poll(async () => (await kept()).filter((name) => name.startsWith('staff:record day'))).toEqual([]);
      expect(await device.page.locator('body').innerText()).not.toMatch(
        new RegExp(booked.map((b) => b.alias).join('|')),
      );
      await device.shutDown();
      expect(device.filesWith([...words(), who.name])).toEqual([]);
    },
  );
});
