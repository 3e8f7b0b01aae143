import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CounsellorDays } from '#contract/counsellor.ts';
import type { DeskDay } from '#contract/desk.ts';
import { BrowserStandIn } from '../../../support/browser-stand-ins.ts';

const PERSON = {
  id: 'desk-ilam',
  name: { en: 'Farzaneh Rezaei' },
  role: 'desk',
  locale: 'fa',
  branch: 'ilam',
} as const;
const PIN = '2580';
const MINUTE = 60_000;

let browser: BrowserStandIn;
let signedInAs: typeof PERSON | undefined;

async function newTab() {
  browser.newTab();
  const access = await import('../../../../web/offline/staff-vault/staff-access.ts');
  const signOut = await import('../../../../web/offline/staff-vault/staff-sign-out.ts');
  const days = await import('../../../../web/offline/staff-vault/keep-days.ts');
  const records = await import('../../../../web/offline/staff-vault/staff-records.ts');
  const shelf = await import('../../../../web/offline/staff-vault/staff-shelf.ts');
  const { passwordWasTyped } = await import('../../../../web/offline/staff-vault/fresh-sign-in.ts');
  const { prefer } = await import('../../../../web/platform/preferences.ts');
  return { access, signOut, days, records, shelf, passwordWasTyped, prefer, client: new QueryClient() };
}
type Tab = Awaited<ReturnType<typeof newTab>>;

/** Signed in, a PIN chosen. */
async function openTab(): Promise<Tab> {
  const tab = await newTab();
  tab.prefer({ signedIn: true });
  tab.passwordWasTyped(PERSON.id);
  await tab.access.lookAtVault(tab.client);
  expect(tab.access.staffAccess()).toMatchObject({ is: 'choose-pin' });
  await tab.access.choosePin(tab.client, PIN);
  return tab;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T06:30:00Z') });
  browser = new BrowserStandIn();
  signedInAs = PERSON;
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/api/me' && signedInAs) return Response.json(signedInAs);
    if (path === '/api/me') return Response.json({ code: 'not_signed_in' }, { status: 401 });
    throw new TypeError('failed to fetch');
  });
});
afterEach(() => browser.close());

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const state = ({ access }: Tab) => access.staffAccess().is;

describe('the PIN', () => {
  test('opens what was locked, without a network too', async () => {
    const tab = await openTab();
    await tab.access.lockNow(tab.client);
    expect(state(tab)).toBe('locked');
    signedInAs = undefined;
    expect(await tab.access.unlock(tab.client, '1111')).toBe(4);
    expect(state(tab)).toBe('locked');
    expect(await tab.access.unlock(tab.client, PIN)).toBe('open');
    expect(tab.access.staffAccess()).toMatchObject({ is: 'open', me: { id: PERSON.id } });
  });

  test('may be wrong five times, also over several starts; then there is nothing left to open', async () => {
    let tab = await openTab();
    await tab.access.lockNow(tab.client);
    for (const left of [4, 3, 2, 1]) {
      tab = await newTab();
      expect(await tab.access.unlock(tab.client, '1111')).toBe(left);
    }
    expect(await tab.access.unlock(tab.client, '1111')).toBe(0);
    expect(await tab.access.unlock(tab.client, PIN)).toBe(0);
  });

  test('does not open what was locked or left while it was being opened', async () => {
    const tab = await openTab();
    await tab.access.lockNow(tab.client);
    const opening = tab.access.unlock(tab.client, PIN);
    await tab.access.lockHere(tab.client);
    await opening;
    expect(state(tab)).toBe('locked');

    const again = tab.access.unlock(tab.client, PIN);
    tab.access.accessEnded();
    await again;
    expect(state(tab)).toBe('signed-out');
    expect((await import('../../../../web/offline/staff-vault/open-key.ts')).openKey()).toBeUndefined();
    expect(tab.client.getQueryCache().findAll({ queryKey: ['staff'] })).toEqual([]);
  });

  test('is counted from the start once it was right', async () => {
    const tab = await openTab();
    await tab.access.lockNow(tab.client);
    await tab.access.unlock(tab.client, '1111');
    await tab.access.unlock(tab.client, PIN);
    await tab.access.lockNow(tab.client);
    expect(await tab.access.unlock(tab.client, '1111')).toBe(4);
  });
});

describe('a page that is loaded anew', () => {
  test('stays open within the idle time, and is locked after it', async () => {
    await openTab();
    later(MINUTE);
    const soon = await newTab();
    await soon.access.lookAtVault(soon.client);
    expect(state(soon)).toBe('open');

    later(2 * MINUTE);
    const late = await newTab();
    await late.access.lookAtVault(late.client);
    expect(state(late)).toBe('locked');
  });

  test('shows what was kept before the server was asked', async () => {
    const tab = await openTab();
    await tab.days.keepDeskDay(DAY, Date.now() + 10 * MINUTE);
    const next = await newTab();
    signedInAs = undefined;
    await next.access.lookAtVault(next.client);
    const [kept] = next.client.getQueryCache().findAll({ queryKey: ['staff', 'desk-day'] });
    expect(kept?.state.data).toMatchObject({ date: DAY.date, rows: [{ alias: 'Heron' }] });
    expect(kept?.state.dataUpdatedAt).toBe(0);
  });
});

describe('on the disk', () => {
  test('stand neither what somebody comes for nor what was noted', async () => {
    const tab = await openTab();
    await tab.days.keepDeskDay(DAY, Date.now() + MINUTE);
    await tab.days.keepCounsellorDays('2026-11-24', DAYS);
    const next = await newTab();
    await next.access.lookAtVault(next.client);
    const kept = JSON.stringify(
      next.client
        .getQueryCache()
        .findAll({ queryKey: ['staff'] })
        .map((one) => one.state.data),
    );
    expect(kept).toContain('Heron');
    for (const word of ['talk-about-loss', 'came late']) expect(kept).not.toContain(word);
  });

  test('nothing is readable without the key', async () => {
    const tab = await openTab();
    await tab.days.keepDeskDay(DAY, Date.now() + MINUTE);
    const names = await tab.shelf.shelfNames('');
    const all = await Promise.all(names.map((name) => tab.shelf.shelved(name)));
    const visible = JSON.stringify(all, (_, value: unknown) =>
      ArrayBuffer.isView(value)
        ? Buffer.from(value.buffer).toString('latin1')
        : value instanceof ArrayBuffer
          ? Buffer.from(value).toString('latin1')
          : value,
    );
    for (const word of ['Heron', PERSON.id, 'Farzaneh']) expect(visible).not.toContain(word);
  });

  test('a day goes when its time is over, also while it is locked', async () => {
    const tab = await openTab();
    await tab.days.keepDeskDay(DAY, Date.now() + MINUTE);
    later(5 * MINUTE);
    const locked = await newTab();
    await locked.access.lookAtVault(locked.client);
    expect(state(locked)).toBe('locked');
    expect(await locked.records.recordNames('day ')).toEqual([]);
  });

  test('a clock that is set back keeps nothing longer', async () => {
    const tab = await openTab();
    const asOf = new Date(Date.now() + 2 * MINUTE).toISOString();
    await tab.days.keepDeskDay({ ...DAY, asOf }, Date.now() + MINUTE);
    const key = (await import('../../../../web/offline/staff-vault/open-key.ts')).openKey() as CryptoKey;
    const [name = ''] = await tab.records.recordNames('day ');
    expect(await tab.records.takeRecord(key, name)).toBeUndefined();
  });
});

describe('signing out', () => {
  test('leaves nothing on the shelf, without a network too', async () => {
    const tab = await openTab();
    await tab.days.keepDeskDay(DAY, Date.now() + MINUTE);
    signedInAs = undefined;
    await tab.signOut.signOutStaff(tab.client);
    expect(await tab.shelf.shelfNames('')).toEqual([]);
    expect(tab.client.getQueryCache().findAll({ queryKey: ['staff'] })).toEqual([]);
    expect(state(tab)).toBe('signed-out');
  });

  test('is not needed for somebody else to find nothing: another person’s vault goes when the server says who it is', async () => {
    await openTab();
    signedInAs = { ...PERSON, id: 'desk-rasht' } as unknown as typeof PERSON;
    const tab = await newTab();
    tab.prefer({ signedIn: true });
    await tab.access.lookAtVault(tab.client);
    await vi.waitFor(() => expect(state(tab)).toBe('signed-out'));
    expect(await tab.shelf.shelfNames('')).toEqual([]);
  });

  test('by the server leaves what is kept open, and says that it is asked for again', async () => {
    const tab = await openTab();
    await tab.access.checkPerson(tab.client);
    signedInAs = undefined;
    await tab.access.checkPerson(tab.client);
    expect(tab.access.staffAccess()).toMatchObject({ is: 'open', needsSignIn: true });
  });
});

test('on a shared device nothing is on the disk at all', async () => {
  const tab = await newTab();
  tab.prefer({ signedIn: true, sharedDevice: true });
  tab.passwordWasTyped(PERSON.id);
  await tab.access.lookAtVault(tab.client);
  await tab.access.choosePin(tab.client, PIN);
  await tab.days.keepDeskDay(DAY, Date.now() + MINUTE);
  expect(state(tab)).toBe('open');

  // Loaded anew there is nothing to unlock, and no new PIN to choose without the password.
  const next = await newTab();
  expect(await next.shelf.shelfNames('')).toEqual([]);
  next.prefer({ signedIn: true, sharedDevice: true });
  await next.access.lookAtVault(next.client);
  expect(state(next)).toBe('signed-out');
});

const DAY = {
  asOf: '2026-11-24T06:30:00Z',
  branch: 'ilam',
  date: '2026-11-24',
  graceMin: 15,
  checkInOpensMin: 90,
  codeKey: 'k',
  roomsOut: [],
  rows: [
    { booking: 'b', alias: 'Heron', localStart: '2026-11-24T10:00', room: 'r', state: 'confirmed', note: 'came late' },
  ],
} as unknown as DeskDay;

const DAYS = {
  asOf: '2026-11-24T06:30:00Z',
  days: [
    {
      date: '2026-11-24',
      sessions: [
        {
          session: 's',
          service: 'talk-about-loss',
          visits: [{ booking: 'b', alias: 'Heron', note: { text: 'came late' } }],
        },
      ],
    },
  ],
} as unknown as CounsellorDays;
