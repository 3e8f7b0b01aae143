import { QueryClient } from '@tanstack/react-query';
import { keys } from 'idb-keyval';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Booking } from '#contract/bookings.ts';
import { BrowserStandIn } from '../../support/browser-stand-ins.ts';

let browser: BrowserStandIn;
beforeEach(() => void (browser = new BrowserStandIn()));
afterEach(() => browser.close());

const SOON = new Date(Date.now() + 3_600_000).toISOString();

function booking(id: string, state: Booking['state'], asOf: string): Booking {
  const none = { amount: 0, currency: 'EUR', minorDigits: 2 };
  return { id, state, asOf, startsAt: SOON, endsAt: SOON, price: { list: none, lines: [], total: none } } as never;
}

test('a booking that is taken up again stays on the device, also while the cancelled one is told of again', async () => {
  browser.newTab();
  const { rememberBookings } = await import('../../../web/offline/kept-bookings.ts');
  const { takeFromVault } = await import('../../../web/offline/vault.ts');
  const kept = async () => (await takeFromVault<Booking[]>('bookings'))?.value.map(({ id }) => id);
  const client = new QueryClient();
  await rememberBookings(client);
  client.setQueryData(['booking', 'first'], booking('first', 'confirmed', '2026-11-23T10:00:00Z'));
  client.setQueryData(['booking', 'other'], booking('other', 'confirmed', '2026-11-23T10:00:00Z'));
  await expect.poll(kept).toEqual(['other', 'first']);

  // All within one turn, as the answer to an undo is taken in.
  client.setQueryData(['booking', 'first'], booking('first', 'cancelled', '2026-11-23T10:00:01Z'));
  client.setQueryData(['booking', 'again'], booking('again', 'confirmed', '2026-11-23T10:00:02Z'));
  await client.invalidateQueries({ queryKey: ['booking', 'first'] });
  await expect.poll(kept).toEqual(['again', 'other']);
  expect((await takeFromVault('bookings'))?.asOf).toBe('2026-11-23T10:00:02Z');
});

test('nothing is kept any more of somebody who signs out in that moment', async () => {
  browser.newTab();
  const { rememberBookings } = await import('../../../web/offline/kept-bookings.ts');
  const { forgetPerson } = await import('../../../web/offline/sign-out.ts');
  const vault = await import('../../../web/offline/vault.ts');
  const client = new QueryClient();
  await rememberBookings(client);
  client.setQueryData(['booking', 'one'], booking('one', 'confirmed', '2026-11-23T10:00:00Z'));
  client.setQueryData(['booking', 'two'], booking('two', 'confirmed', '2026-11-23T10:00:00Z'));
  await forgetPerson(client);
  await vault.emptyVault();

  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await vault.takeFromVault('bookings')).toBeUndefined();
  const left = await keys<string>(vault.vault());
  expect(left.filter((name) => name.startsWith('sealed:'))).toEqual([]);
});
