import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sweepGrants } from '../../../api/storage/stores/device-grant-store.ts';
import { openApi, problemOf, type TestApi } from '../../support/api.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { openLibrary, rowsOf, WEDNESDAY_10, WEDNESDAY_9, type Library } from '../../support/booking-library.ts';
import { clockAt, itemOf } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import {
  deliver,
  grantedDevice,
  sealingDevice,
  signingKeys,
  type SealingDevice,
} from '../../support/sealing-device.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const DAY_MIN = 24 * 60;
const START = Date.parse(WEDNESDAY_9);
const at = (minutes: number) => START + minutes * 60_000;

describe.each(ENGINES)('what devices deliver under seal, on $engine', ({ engine }) => {
  let library: Library;
  let api: TestApi;
  /** Another process on the same database. */
  let other: TestApi;
  let desk: SealingDevice;
  let ana: SealingDevice;
  let booking: string;
  /** An hour after it. */
  let later: string;

  beforeAll(async () => {
    library = await openLibrary(engine);
    api = library.api;
    other = await openApi(engine, { place: api.place, clock: () => library.clock.now });
  });
  afterEach(async () => {
    await assertInvariants(api);
    await library.clear();
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });

  /** Wednesday, a quarter of an hour before the visit: two devices with grants. */
  async function morning(): Promise<void> {
    ({ id: booking } = await (await library.patron(0)).book(WEDNESDAY_9));
    ({ id: later } = await (await library.patron(1)).book(WEDNESDAY_10));
    clockAt(library, WEDNESDAY_9);
    desk = await grantedDevice(api, (await signInAs(api, 'desk-1')).cookie);
    ana = await grantedDevice(api, (await signInAs(api, 'counsellor-1')).cookie);
  }
  const stateOf = async (id = booking) =>
    (await rowsOf<{ state: string }>(api, `select state from booking where id = '${id}'`))[0]!.state;
  const set = (sql: string) => api.services.database.write((tx) => tx.run(raw(sql), {}));

  test('V5 arrive on any process, without a cookie and after the sign-out, in the name of the grant’s person', async () => {
    await morning();
    const { cookie } = await signInAs(api, 'desk-1');
    const device = await grantedDevice(api, cookie);
    const sealed = await device.seal(itemOf(booking, 'arrived', at(-10)));
    expect((await api.request('/api/sign-out', { cookie, json: {} })).status).toBe(204);

    const { said, results } = await deliver(other, sealed);
    expect(said).toEqual(['applied']);
    expect(results[0]!.at).toBe('2026-11-25T07:50:00Z');
    expect(await stateOf()).toBe('arrived');
    const told = await rowsOf(api, `select recorded_by, occurred_at from check_in where booking = '${booking}'`);
    expect(told).toEqual([{ recorded_by: 'desk-1', occurred_at: at(-10) }]);
  });

  test('V5 have one effect however often they are brought, by whomever', async () => {
    await morning();
    const sealed = await desk.seal(itemOf(booking, 'arrived', at(-10)));
    expect((await deliver(api, [...sealed, ...sealed])).said).toEqual(['applied', 'already']);
    const both = await Promise.all([deliver(api, sealed), deliver(other, sealed)]);
    expect(both.map(({ said }) => said)).toEqual([['already'], ['already']]);
    const applied = `select id from check_in where booking = '${booking}' and outcome = 'applied'`;
    expect(await rowsOf(api, applied)).toHaveLength(1);
  });

  test('V5 are refused without a word when a bit is changed, or another key or grant stands for them', async () => {
    await morning();
    const [sealed] = await desk.seal(itemOf(booking, 'arrived', at(-10)));
    const flipped = (text: string, bit: number) => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      return bytes.toString('base64url');
    };
    const stranger = await sealingDevice(desk.device, (await signingKeys()).privateKey);
    const elsewhere = { ...desk.device, grant: crypto.randomUUID() };
    const foreignServer = await signingKeys();
    const wrong = [
      ...[0, 8, 600, 700, 5000].map((bit) => ({
        ...sealed!,
        sealed: flipped(sealed!.sealed, bit % (sealed!.sealed.length * 6)),
      })),
      { ...sealed!, signature: flipped(sealed!.signature, 3) },
      { ...sealed!, grant: ana.device.grant },
      { ...sealed!, grant: 'nobody’s' },
      { ...sealed!, sealed: 'AA', signature: 'AA' },
      ...(await stranger.seal(itemOf(booking, 'arrived', at(-10)))),
      ...(await (
        await sealingDevice(elsewhere, (await signingKeys()).privateKey)
      ).seal(itemOf(booking, 'arrived', at(-10)))),
      ...(await (
        await sealingDevice({ ...desk.device, serverKey: foreignServer.key }, foreignServer.privateKey)
      ).seal(itemOf(booking, 'arrived', at(-10)))),
    ];
    const { results } = await deliver(api, wrong);
    expect(new Set(results.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"id":"","outcome":"refused","code":"grant_ended"}']),
    );
    expect(results).toHaveLength(wrong.length);
    expect(await stateOf()).toBe('confirmed');
    expect((await deliver(api, [sealed!])).said).toEqual(['applied']);
  });

  test('V4 are refused once the grant is over: revoked, run out, its person disabled or without rights', async () => {
    await morning();
    const sealed = await desk.seal(itemOf(booking, 'arrived', at(-10)));
    const refused = async (items = sealed) =>
      expect((await deliver(other, items)).said).toEqual(['refused grant_ended']);

    await set(`update person set disabled_at = 1 where id = 'desk-1'`);
    await refused();
    await set(`update person set disabled_at = null where id = 'desk-1'`);
    await set(`update role_grant set revoked_at = 1 where person = 'desk-1'`);
    await refused();
    await set(`update role_grant set revoked_at = null where person = 'desk-1'`);

    const anas = await ana.seal(itemOf(booking, 'started', at(0)));
    expect(
      (await api.request('/api/devices/revoke', { cookie: (await signInAs(api, 'desk-1')).cookie, json: {} })).status,
    ).toBe(204);
    await refused();
    expect((await deliver(api, anas)).said).not.toContain('refused grant_ended');

    library.pass(30 * DAY_MIN - 1);
    expect((await deliver(api, anas)).said).not.toContain('refused grant_ended');
    library.pass(1);
    await refused(anas);
    await api.services.database.write(sweepGrants);
    expect(await rowsOf(api, 'select id from device_grant')).toEqual([]);
    await refused(anas);
  });

  test('V6 a hundred items of two people and their devices, good and bad mixed, are answered in their order', async () => {
    await morning();
    const arrived = itemOf(booking, 'arrived', at(-10));
    const alsoHere = itemOf(later, 'arrived', at(-5));
    const started = itemOf(booking, 'started', at(0));
    library.pass(20);
    const bad = { grant: 'x', sealed: 'AA', signature: 'AA' };
    const items = [
      bad,
      ...(await desk.seal(arrived)),
      ...(await desk.seal({ ...arrived, surprise: true })),
      ...(await desk.seal(alsoHere)),
      ...(await ana.seal(started)),
      ...Array.from({ length: 94 }, () => bad),
      ...(await desk.seal(alsoHere)),
    ];
    const { results, said } = await deliver(api, items);
    expect(items).toHaveLength(100);
    expect(said.slice(0, 5)).toEqual(['refused grant_ended', 'applied', 'refused fields_wrong', 'applied', 'applied']);
    expect(said.at(-1)).toBe('already');
    expect(results.map(({ id }) => id).filter(Boolean)).toEqual([
      arrived.id,
      arrived.id,
      alsoHere.id,
      started.id,
      alsoHere.id,
    ]);
    expect(await stateOf()).toBe('in_session');
    expect(await stateOf(later)).toBe('arrived');
  });

  test('V6 bring nothing that their person may not do: of another branch, of another counsellor', async () => {
    await morning();
    const far = await grantedDevice(api, (await signInAs(api, 'desk-far')).cookie);
    const arrived = itemOf(booking, 'arrived', at(-10));
    const { results } = await deliver(api, await far.seal(arrived));
    expect(results).toEqual([expect.objectContaining({ id: arrived.id, outcome: 'refused', code: 'not_found' })]);
    expect(await stateOf()).toBe('confirmed');
  });

  test('V6 are bounded: a hundred items, 256 KiB, and 2,000 that cannot be opened in ten minutes from one address', async () => {
    await morning();
    const bad = { grant: 'x', sealed: 'AA', signature: 'AA' };
    const send = (items: object[], from?: string) =>
      api.request('/api/check-ins/sealed', { json: { items }, ...(from && { from }) });
    expect(await problemOf(await send(Array.from({ length: 101 }, () => bad)))).toBe('422 invalid');
    const huge = Array.from({ length: 80 }, () => ({ ...bad, sealed: 'A'.repeat(3500) }));
    expect(await problemOf(await send(huge))).toBe('413 too_large');
    expect((await send(huge.slice(0, 70))).status).toBe(200);

    for (let n = 0; n < 20; n++) await send(Array.from({ length: 100 }, () => bad));
    const over = await send([bad]);
    expect(over.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await problemOf(over)).toBe('429 too_many_tries');
    expect((await send([bad], '198.51.100.7')).status).toBe(200);
    // Who brings only good ones is held up by nobody.
    expect((await deliver(api, await desk.seal(itemOf(booking, 'arrived', at(-10))))).said).toEqual(['applied']);
  });
});
