import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '#contract/devices.ts';
import { deliverSealed } from '../../../api/features/devices/deliver-sealed.ts';
import { loadDeliveryKey } from '../../../api/storage/sealing/delivery-key.ts';
import { CannotWrite } from '../../../api/storage/engine/database.ts';
import { openApi, problemOf, type TestApi } from '../../support/api.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { itemOf } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { deliver, grantedDevice, signingKeys } from '../../support/sealing-device.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const BOOKING = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

describe.each(ENGINES)('grants of devices on $engine', ({ engine }) => {
  let api: TestApi;
  let other: TestApi;
  beforeAll(async () => {
    api = await openApi(engine, { clock: () => NOW });
    other = await openApi(engine, { place: api.place, clock: () => NOW });
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });

  const ask = (cookie: string, key: unknown, by = api) => by.request('/api/devices', { cookie, json: { key } });
  const granted = async (answer: Response) => {
    expect(answer.status).toBe(201);
    return (await answer.json()) as Device;
  };

  test('V4 the desk and counsellors have them for thirty days; the same key again is the same grant', async () => {
    const { cookie } = await signInAs(api, 'desk-1');
    const { key } = await signingKeys();
    const first = await granted(await ask(cookie, key));
    expect(first).toMatchObject({ expiresAt: '2026-12-23T06:00:00Z', asOf: '2026-11-23T06:00:00Z' });
    expect(await granted(await ask(cookie, key, other))).toEqual(first);

    const again = await granted(await ask((await signInAs(api, 'desk-1')).cookie, key));
    expect(again.grant).not.toBe(first.grant);
    const counsellor = await granted(await ask((await signInAs(api, 'counsellor-1')).cookie, key));
    expect(new Set([first.serverKey, again.serverKey, counsellor.serverKey]).size).toBe(1);
    const lines = await rowsOf(api, `select actor, action from audit where subject = '${first.grant}'`);
    expect(lines).toEqual([{ actor: 'desk-1', action: 'device.granted' }]);
  });

  test('V4 nobody else has them: not patrons, administrators, screens or who is not signed in', async () => {
    const { key } = await signingKeys();
    const signIns = [
      await signInAs(api, 'patron-1'),
      await signInAs(api, 'admin-1'),
      await signInAs(api, 'desk-1', { screen: 'kiosk', branch: 'main' }),
      await signInAs(api, 'desk-1', { screen: 'door', branch: 'main' }),
    ];
    for (const { cookie } of signIns) expect(await problemOf(await ask(cookie, key))).toBe('403 forbidden');
    expect(await problemOf(await api.request('/api/devices', { json: { key } }))).toBe('401 not_signed_in');
  });

  test('V4 a key that is none on P-256 is refused by its field; one sign-in has ten grants', async () => {
    const { cookie } = await signInAs(api, 'desk-1');
    for (const key of ['A'.repeat(120), (await signingKeys('P-384')).key]) {
      const answer = await ask(cookie, key);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ faults: [{ path: 'key', code: 'wrong_format' }] });
    }
    for (let n = 0; n < 10; n++) await granted(await ask(cookie, (await signingKeys()).key));
    const over = await ask(cookie, (await signingKeys()).key);
    expect(over.headers.get('retry-after')).toBe('3600');
    expect(await problemOf(over)).toBe('429 too_many_tries');
  });

  test('V4 the server’s private key stands in the database under seal only', async () => {
    const [row] = await rowsOf<{ value: string }>(api, `select value from meta where key = 'delivery_key'`);
    const stored = JSON.parse(row!.value) as Record<string, string>;
    expect(Object.keys(stored).sort()).toEqual(['publicKey', 'sealed', 'wrappedKey']);
    expect(stored.publicKey).toBe(api.services.deliveryKey.publicKey);
    // version, iv and tag around 43 characters of the private number
    expect(Buffer.from(stored.sealed!, 'base64url')).toHaveLength(29 + 43);
  });

  test('V4 processes that make it at once end with the same key', async () => {
    await api.services.database.write((tx) => tx.run(raw(`delete from meta where key = 'delivery_key'`), {}));
    const { keys } = api.services;
    const made = await Promise.all([api, other, api].map(({ services }) => loadDeliveryKey(services.database, keys)));
    expect(new Set(made.map(({ publicKey }) => publicKey)).size).toBe(1);
    expect(made[0]!.publicKey).not.toBe(api.services.deliveryKey.publicKey);
  });

  test('V6 an item that breaks the server itself stands in nobody’s way; what cannot be written is told as such', async () => {
    const device = await grantedDevice(api, (await signInAs(api, 'desk-1')).cookie);
    const items = ['arrived', 'started', 'completed'].map((event) => itemOf(BOOKING, event as 'arrived', NOW));
    const sealed = await device.seal(...items);
    const faults: unknown[] = [];
    const delivery = (broken: Error) => ({
      address: new Uint8Array(32),
      readPlain: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as unknown,
      as: <T>(_actor: unknown, verb: (ctx: never) => Promise<T>) => verb(undefined as never),
      report: (fault: unknown) => void faults.push(fault),
      record: async (_ctx: unknown, of: { id: string; event: string }[]) => {
        if (of.some(({ event }) => event === 'started')) throw broken;
        return of.map(({ id }) => ({ id, outcome: 'applied' as const }));
      },
    });
    const { results } = await deliverSealed(api.services, sealed, delivery(new TypeError('a bug')));
    expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual(['applied', 'fields_wrong', 'applied']);
    expect(faults).toHaveLength(1);
    const busy = deliverSealed(api.services, sealed, delivery(new CannotWrite('busy')));
    await expect(busy).rejects.toBeInstanceOf(CannotWrite);
  });

  test('V6 a person who may not record any more is told that there is no such booking', async () => {
    const device = await grantedDevice(api, (await signInAs(api, 'counsellor-1')).cookie);
    const item = itemOf(BOOKING, 'arrived', NOW);
    const patron = `update role_grant set role = 'patron', counsellor = null where person = 'counsellor-1'`;
    await api.services.database.write((tx) => tx.run(raw(patron), {}));
    const { said, results } = await deliver(api, await device.seal(item));
    expect(said).toEqual(['refused not_found']);
    expect(results[0]!.id).toBe(item.id);
  });
});
