import { afterEach, describe, expect, test, vi } from 'vitest';
import * as vault from '../../../web/offline/vault.ts';

const AS_OF = '2026-11-24T06:30:00Z';
const soon = () => Date.now() + 60_000;

afterEach(async () => {
  vi.useRealTimers();
  await vault.emptyVault();
});

/** There is no IndexedDB here, as in a browser that stores nothing: the vault is the page's memory then. */
describe('a vault without storage', () => {
  test('says that it does not last', async () => {
    expect(await vault.doesVaultLast()).toBe(false);
  });

  test('gives back what was put in, and as of when', async () => {
    await vault.keepInVault('bookings', [{ id: 'x' }], AS_OF, soon());
    expect(await vault.takeFromVault('bookings')).toMatchObject({ value: [{ id: 'x' }], asOf: AS_OF });
  });

  test('gives nothing back past its time, also when the clock is set back afterwards', async () => {
    vi.useFakeTimers();
    await vault.keepInVault('bookings', ['x'], AS_OF, soon());
    vi.setSystemTime(Date.now() + 61_000);
    expect(await vault.takeFromVault('bookings')).toBeUndefined();
    vi.setSystemTime(Date.now() - 61_000);
    expect(await vault.takeFromVault('bookings')).toBeUndefined();
  });

  test('is empty after signing out', async () => {
    await vault.keepInVault('bookings', ['x'], AS_OF, soon());
    await vault.emptyVault();
    expect(await vault.takeFromVault('bookings')).toBeUndefined();
  });
});
