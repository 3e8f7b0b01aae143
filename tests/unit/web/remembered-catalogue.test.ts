import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Catalogue } from '#contract/catalogue.ts';

const OLD = { version: 'old' } as unknown as Catalogue;
const NEW = { version: 'new' } as unknown as Catalogue;

interface Device {
  shelf: Promise<{ catalogue: Catalogue; savedAt: number } | undefined>;
  network: () => Promise<Catalogue>;
}

const keepCatalogue = vi.fn<(kept: { catalogue: Catalogue; savedAt: number }) => void>();

/** The app's start on a device whose shelf and network answer as they are told. */
async function startOn({ shelf, network }: Device) {
  vi.resetModules();
  vi.doMock('../../../web/offline/shelf.ts', () => ({ keepCatalogue, keptCatalogue: () => shelf }));
  vi.doMock('../../../web/platform/api-client.ts', () => ({ api: { catalogue: network } }));
  const { rememberedCatalogue } = await import('../../../web/app/start/remembered-catalogue.ts');
  const { queryClient } = await import('../../../web/app/query-client.ts');
  const started = rememberedCatalogue();
  return { started, shown: () => queryClient.getQueryData(['catalogue']) };
}

const noNetwork = () => Promise.reject(new TypeError('Failed to fetch'));

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock('../../../web/offline/shelf.ts');
  vi.doUnmock('../../../web/platform/api-client.ts');
  keepCatalogue.mockReset();
});

test('a shelf slower than the first screen waits for still brings the crisis lines when there is no network', async () => {
  const shelf = new Promise<{ catalogue: Catalogue; savedAt: number }>((resolve) => {
    setTimeout(() => resolve({ catalogue: OLD, savedAt: 1 }), 5000);
  });
  const { started, shown } = await startOn({ shelf, network: noNetwork });
  await vi.advanceTimersByTimeAsync(1000);
  await started;
  expect(shown()).toBeUndefined();

  await vi.advanceTimersByTimeAsync(5000);
  expect(shown()).toEqual(OLD);
});

test('what the API says is not overwritten by a late shelf, and is kept in its place', async () => {
  const shelf = new Promise<{ catalogue: Catalogue; savedAt: number }>((resolve) => {
    setTimeout(() => resolve({ catalogue: OLD, savedAt: 1 }), 5000);
  });
  const { started, shown } = await startOn({ shelf, network: () => Promise.resolve(NEW) });
  await vi.advanceTimersByTimeAsync(6000);
  await started;
  expect(shown()).toEqual(NEW);
  expect(keepCatalogue).toHaveBeenCalledWith(expect.objectContaining({ catalogue: NEW }));
});
