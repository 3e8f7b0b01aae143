import { createECDH, createPublicKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CheckInResult } from '#contract/check-ins.ts';
import { BrowserStandIn } from '../../../support/browser-stand-ins.ts';

const LABEL = { alias: 'Heron', localStart: '2026-11-24T10:00' };
const BOOKING = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

let browser: BrowserStandIn;

/** How the API answers what is sent sealed. */
let answer: (count: number) => CheckInResult[] | Response;
let sent: { sealed: string; grant: string }[][];
let isCut = false;

type Tab = Awaited<ReturnType<typeof newTab>>;

async function newTab() {
  browser.newTab();
  const outbox = await import('../../../../web/offline/outbox/outbox.ts');
  const rows = await import('../../../../web/offline/outbox/outbox-rows.ts');
  const sender = await import('../../../../web/offline/outbox/outbox-sender.ts');
  const grants = await import('../../../../web/offline/staff-vault/device-grant.ts');
  const { setOpenKey } = await import('../../../../web/offline/staff-vault/open-key.ts');
  setOpenKey(vaultKey);
  outbox.openOutbox(async () => undefined);
  const live = await import('../../../../web/platform/live/live-state.ts');
  return { outbox, rows, sender, grants, live };
}

let vaultKey: CryptoKey;
const server = createECDH('prime256v1');
server.generateKeys();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'Date'] });
  browser = new BrowserStandIn();
  sent = [];
  isCut = true;
  answer = (count) => Array.from({ length: count }, () => ({ id: '', outcome: 'applied' as const }));
  vaultKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit) => {
    if (isCut) throw new TypeError('failed to fetch');
    if (path === '/api/devices') return Response.json(device);
    const { items } = JSON.parse(body as string) as { items: { sealed: string; grant: string }[] };
    sent.push(items);
    const results = answer(items.length);
    return results instanceof Response ? results : Response.json({ results, asOf: '2026-11-24T06:30:00Z' });
  });
});

const device = {
  grant: '0b4f1c52-5a0e-4c39-9b7e-6f1b1f6a2d11',
  serverKey: spkiOf(server.getPublicKey('base64url')),
  expiresAt: '2027-01-01T00:00:00Z',
  asOf: new Date().toISOString(),
};

function spkiOf(point: string): string {
  const raw = Buffer.from(point, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: raw.subarray(1, 33).toString('base64url'),
    y: raw.subarray(33).toString('base64url'),
  };
  return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }).toString('base64url');
}

afterEach(() => browser.close());

/** Lets what was begun come to its end: crypto and the disk take turns of their own. */
async function settled(ms = 100): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await vi.advanceTimersByTimeAsync(ms / 12);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function inService(tab: Tab): Promise<void> {
  isCut = false;
  await tab.grants.haveGrant();
}

const arrive = (tab: Tab) => tab.outbox.record({ booking: BOOKING, event: 'arrived' }, LABEL);
const states = async (tab: Tab) => (await tab.rows.readRows()).map(({ state }) => state);

describe('recording', () => {
  test('is on disk before it counts, sealed, and says nothing that can be read', async () => {
    const tab = await newTab();
    await inService(tab);
    isCut = true;
    const entry = await arrive(tab);
    expect(entry).toMatchObject({ isOnDisk: true, item: { event: 'arrived', booking: BOOKING } });

    const [row] = await tab.rows.readRows();
    const visible = JSON.stringify(row, (_, value: unknown) =>
      value instanceof Uint8Array ? [...value].map(String) : value,
    );
    expect(visible).not.toContain(BOOKING);
    expect(visible).not.toContain('Heron');
    expect(visible).not.toContain('arrived');
  });

  test('without any right to send is refused, and nothing is kept', async () => {
    const tab = await newTab();
    await expect(arrive(tab)).rejects.toMatchObject({ name: 'Problem' });
    expect(await states(tab)).toEqual([]);
  });

  test('of two in a row keeps their order, however long each takes to seal', async () => {
    const tab = await newTab();
    await inService(tab);
    isCut = true;
    const entries = await Promise.all([arrive(tab), tab.outbox.record({ booking: BOOKING, event: 'started' }, LABEL)]);
    expect((await tab.rows.readRows()).map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  });
});

describe('sending', () => {
  test('takes away what the server has, and keeps what it refused until somebody settles it', async () => {
    const tab = await newTab();
    await inService(tab);
    isCut = true;
    await arrive(tab);
    const second = await arrive(tab);
    answer = () => [
      { id: '', outcome: 'applied' },
      { id: '', outcome: 'refused', code: 'wrong_state' },
    ];
    isCut = false;
    tab.sender.sendSoon({ atOnce: true });
    await settled();
    expect(await states(tab)).toEqual(['refused']);

    await tab.outbox.settle(second.id);
    expect(await states(tab)).toEqual([]);
  });

  test('of what another person left here goes on, under the first one’s grant', async () => {
    const first = await newTab();
    await inService(first);
    isCut = true;
    await arrive(first);

    vaultKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const second = await newTab();
    isCut = false;
    second.sender.sendSoon({ atOnce: true });
    await settled();
    expect(sent.flat().map(({ grant }) => grant)).toEqual([device.grant]);
    expect(await states(second)).toEqual([]);
  });

  test('from two tabs at once is done by one at a time, and nothing goes twice', async () => {
    const [one, two] = [await newTab(), await newTab()];
    await inService(two);
    isCut = true;
    for (let count = 0; count < 5; count++) await arrive(count % 2 ? one : two);
    isCut = false;
    one.sender.sendSoon({ atOnce: true });
    two.sender.sendSoon({ atOnce: true });
    await settled();
    expect(browser.locks.mostHeld).toBe(1);
    expect(sent.flat()).toHaveLength(5);
  });

  test('is tried again by itself, and waits as long as the server says', async () => {
    const tab = await newTab();
    await inService(tab);
    answer = () => Response.json({ code: 'too_many_tries' }, { status: 429, headers: { 'retry-after': '20' } });
    await arrive(tab);
    await settled();
    expect(sent).toHaveLength(1);
    tab.sender.sendSoon({ atOnce: true });
    await settled(10_000);
    expect(sent).toHaveLength(1);
    answer = (count) => Array.from({ length: count }, () => ({ id: '', outcome: 'already' as const }));
    await settled(15_000);
    expect(await states(tab)).toEqual([]);
  });

  test.each([
    ['the network is back', () => browser.happen('online')],
    ['the live stream opens', (tab: Tab) => tab.live.setLive(true)],
  ])(
    'does not make up for hours of failures once %s, even if the server comes back a little later',
    async (_, sign) => {
      const tab = await newTab();
      await inService(tab);
      isCut = true;
      await arrive(tab);
      await settled(300_000);
      sign(tab);
      await settled(2000);
      isCut = false;
      await settled(4000);
      expect(await states(tab)).toEqual([]);
    },
  );
});
