import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OwnSignIns } from '#contract/account/own-sign-ins.ts';
import { MINUTE } from '#domain/ids.ts';
import { revokeGrants } from '../../../api/storage/stores/device-grant-store.ts';
import { cookiesOf, openApi, PATRON, problemOf, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { listen } from '../../support/live-listener.ts';
import { raw } from '../../support/raw-statement.ts';
import { grantedDevice } from '../../support/sealing-device.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const FIREFOX = 'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0';
const EDGE = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0';
const ABSENT = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

describe.each(ENGINES)('own sign-ins, on $engine', ({ engine }) => {
  let api: TestApi;
  /** Another process on the same database. */
  let other: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;

  beforeAll(async () => {
    api = await openApi(engine, { clock });
    other = await openApi(engine, { clock, place: api.place });
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });
  beforeEach(async () => {
    now += 5 * MINUTE;
    await api.services.database.write((tx) => tx.run(raw('update sign_in set ended_at = 1'), {}));
  });

  const signIn = async (userAgent?: string) => {
    const headers = userAgent === undefined ? {} : { 'user-agent': userAgent };
    return cookiesOf(await api.request('/api/sign-in/card', { json: PATRON, headers }));
  };
  const listOf = async (cookie: string, through = api) => {
    const answer = await through.request('/api/me/sign-ins', { cookie });
    expect(answer.status).toBe(200);
    return (await answer.json()) as OwnSignIns;
  };
  const post = (path: string, cookie: string, through = api) =>
    through.request(`/api/me/sign-ins/${path}`, { method: 'POST', cookie });
  const meOf = async (cookie: string, through = api) => (await through.request('/api/me', { cookie })).status;

  test('F1 each with its device, its way and its times, and which one asks', async () => {
    const phone = await signIn(FIREFOX);
    now += 3 * MINUTE;
    const desktop = await signIn(EDGE);
    const list = await listOf(desktop);
    expect(list.signIns).toEqual([
      {
        id: expect.any(String),
        method: 'card',
        device: { browser: 'Edge', system: 'Windows' },
        begunAt: '2026-11-23T08:08:00Z',
        lastSeenAt: '2026-11-23T08:08:00Z',
        sharedDevice: false,
        current: true,
      },
      expect.objectContaining({
        device: { browser: 'Firefox', system: 'Android' },
        begunAt: '2026-11-23T08:05:00Z',
        current: false,
      }),
    ]);
    expect((await listOf(phone)).signIns.map(({ current }) => current)).toEqual([false, true]);
  });

  test('F1 what a device is called stands nowhere in the open', async () => {
    const cookie = await signIn(FIREFOX);
    const rows = await api.services.database.reader.rows(
      raw<{ device_sealed: Uint8Array }>('select device_sealed from sign_in where ended_at is null'),
      {},
    );
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]!.device_sealed).toString('latin1')).not.toMatch(/Firefox|Android/);
    expect((await listOf(cookie)).signIns[0]!.device).toEqual({ browser: 'Firefox', system: 'Android' });
  });

  test('F1 own ones only, and a screen in the open sees none', async () => {
    const [patron, desk] = [await signIn(), await api.signInPassword('desk-1', 'demo-front-desk-main')];
    const kiosk = await signInAs(api, 'desk-1', { screen: 'kiosk', branch: 'main' });
    expect((await listOf(patron)).signIns).toHaveLength(1);
    expect((await listOf(desk)).signIns).toHaveLength(2);
    expect(await problemOf(await api.request('/api/me/sign-ins', { cookie: kiosk.cookie }))).toBe('403 forbidden');
    expect(await problemOf(await post('end-others', kiosk.cookie))).toBe('403 forbidden');
  });

  test('F2 one that is ended is over on another process at once, and its stream within a second', async () => {
    const [phone, desktop] = [await signIn(FIREFOX), await signIn(EDGE)];
    const stream = await listen(other, phone);
    const { id } = (await listOf(desktop)).signIns.find(({ current }) => !current)!;
    expect(await meOf(phone, other)).toBe(200);

    const began = performance.now();
    expect((await post(`${id}/end`, desktop)).status).toBe(204);
    expect(await meOf(phone, other)).toBe(401);
    expect(await stream.over).toContain('event: ended');
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(await meOf(desktop, other)).toBe(200);
    expect((await listOf(desktop, other)).signIns).toHaveLength(1);
  });

  test('F2 what is over stays over; somebody else’s is answered like one that is not there', async () => {
    const [phone, desktop, desk] = [
      await signIn(),
      await signIn(),
      await api.signInPassword('desk-1', 'demo-front-desk-main'),
    ];
    const foreign = (await listOf(desk)).signIns[0]!.id;
    const own = (await listOf(desktop)).signIns.find(({ current }) => !current)!.id;
    const answers = await Promise.all([post(`${foreign}/end`, desktop), post(`${ABSENT}/end`, desktop)]);
    const said = await Promise.all(answers.map(async (one) => [one.status, await one.text()]));
    expect(said[0]).toEqual(said[1]);
    expect(said[0]![0]).toBe(404);
    expect(await meOf(desk)).toBe(200);

    for (let i = 0; i < 2; i++) expect((await post(`${own}/end`, desktop)).status).toBe(204);
    expect(await meOf(phone)).toBe(401);
  });

  test('F2 all others at once, the one that asks stays', async () => {
    const cookies = [await signIn(), await signIn(), await signIn()];
    const desk = await api.signInPassword('desk-1', 'demo-front-desk-main');
    expect(await (await post('end-others', cookies[1]!, other)).json()).toEqual({ ended: 2 });
    expect(await Promise.all(cookies.map((cookie) => meOf(cookie)))).toEqual([401, 200, 401]);
    expect(await meOf(desk)).toBe(200);
    expect(await (await post('end-others', cookies[1]!)).json()).toEqual({ ended: 0 });
  });

  test('F2 nothing more is taken from the device of a sign-in that was ended; a sign-out leaves what it owes', async () => {
    const password = ['desk-1', 'demo-front-desk-main'] as const;
    const [lost, left, here] = [
      await api.signInPassword(...password),
      await api.signInPassword(...password),
      await api.signInPassword(...password),
    ];
    for (const cookie of [lost, left]) await grantedDevice(api, cookie);
    await api.request('/api/sign-out', { method: 'POST', cookie: left });
    expect(await (await post('end-others', here)).json()).toEqual({ ended: 1 });
    // The one that is left is the one that was signed out of.
    const living = await api.services.database.write((tx) => revokeGrants(tx, 'desk-1'));
    expect(living).toBe(1);
  });
});
