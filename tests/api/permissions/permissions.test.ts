import { createRoute, z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { answers, may, signedIn } from '../../../api/http/answers.ts';
import { routeTable } from '../../../api/http/request/route-table.ts';
import { openApi, type TestApi } from '../../support/api.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { CALLERS, openGuardedLibrary, type GuardedLibrary } from '../../support/permissions/guarded-library.ts';
import { INPUTS, type InputOf } from '../../support/permissions/operation-inputs.ts';
import { walkPermissions } from '../../support/permissions/walk-permissions.ts';

/** What is nobody's of those who ask, as the database has it. */
const FOREIGN = [
  `select * from booking where branch = 'far' order by id`,
  `select * from session where branch = 'far' order by id`,
  `select * from block where branch = 'far' order by id`,
  `select * from call_off where called_off_by in ('desk-far', 'counsellor-far') order by id`,
  `select * from patron_merge where branch = 'far' order by id`,
  `select * from sign_in where person = 'visitor-9' and ended_at is not null order by id`,
  `select * from role_grant where branch = 'far' order by id`,
  `select id, disabled_at from person where branch = 'far' order by id`,
  `select * from invitation where branch = 'far' order by id`,
  `select * from code_batch where partner = 'refuge' order by id`,
  `select * from guardian where guardian = 'visitor-2' order by id`,
];

describe.each(ENGINES)('every operation × every role × whose it is, on $engine', ({ engine }) => {
  let guarded: GuardedLibrary;
  beforeAll(async () => void (guarded = await openGuardedLibrary(engine)));
  afterAll(() => guarded.opened.api.close());
  const foreignRows = () => Promise.all(FOREIGN.map((sql) => rowsOf(guarded.opened.api, sql)));

  test.each(CALLERS)('$name is answered as the table says, and changes nothing of anybody else’s', async (caller) => {
    const before = await foreignRows();
    const { asked, faults } = await walkPermissions(guarded, caller);
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(Object.keys(PERMISSIONS).length);
    if (!caller.isEverywhere) expect(await foreignRows()).toEqual(before);
    await assertInvariants(guarded.opened.api);
  });
});

describe('the table itself', () => {
  let guarded: GuardedLibrary;
  beforeAll(async () => void (guarded = await openGuardedLibrary('sqlite')));
  afterAll(() => guarded.opened.api.close());

  test('has no row that no operation uses, and no input is kept for an operation that is gone', async () => {
    const { rules } = routeTable(guarded.opened.api.app);
    const used = new Set(rules.map(({ permission }) => permission));
    expect(Object.keys(PERMISSIONS).filter((row) => !used.has(row as keyof typeof PERMISSIONS))).toEqual([]);
    const ids = new Set(rules.map(({ operationId }) => operationId));
    expect(Object.keys(INPUTS).filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('a control: what the walk must find', () => {
  let guarded: GuardedLibrary;
  beforeAll(async () => void (guarded = await openGuardedLibrary('sqlite')));
  afterAll(() => guarded.opened.api.close());

  const planted = (operationId: string, who: object) => ({
    ...who,
    method: 'get' as const,
    path: `/api/planted/${operationId}/{id}` as const,
    operationId,
    request: { params: z.object({ id: z.string() }) },
    responses: answers({ 200: z.object({ id: z.string() }) }),
  });
  /** The same library, served with routes that somebody wrote in a hurry. */
  const inHurry = async (write: (app: TestApi['app']) => void): Promise<GuardedLibrary> => {
    const api = await openApi('sqlite', { place: guarded.opened.api.place, clock: () => guarded.opened.clock.now });
    write(api.app);
    return { ...guarded, opened: { ...guarded.opened, api } };
  };
  const row = { ...signedIn, ...may('booking.read') };
  const patron = CALLERS.find(({ name }) => name === 'patron')!;

  test('a route that forgets whose the thing is, and one that tells foreign from absent', async () => {
    const hurried = await inHurry((app) => {
      app.openapi(createRoute(planted('readForgetful', row)), (c) => c.json({ id: 'anybody' }, 200));
      app.openapi(createRoute(planted('readTelling', row)), (c) => {
        const { id } = c.req.valid('param');
        throw new Refusal('not_found', { id });
      });
    });
    const ofBooking: InputOf = ({ booking }) => ({ params: { id: booking } });
    const inputs = { ...INPUTS, readForgetful: ofBooking, readTelling: ofBooking };
    const { faults } = await walkPermissions(hurried, patron, { inputs });
    expect(faults).toEqual([
      'readForgetful, foreign: 404 expected, 200  heard',
      'readForgetful, absent: 404 expected, 200  heard',
      'readTelling, own: 2xx or a lawful no expected, 404 not_found heard',
      'readTelling, foreign and absent differ',
    ]);
    await hurried.opened.api.close();
  });

  test('the gate holds the table even where the verb asks nothing', async () => {
    const hurried = await inHurry((app) => {
      app.openapi(createRoute(planted('readForgetful', row)), (c) => c.json({ id: 'anybody' }, 200));
    });
    const inputs = { ...INPUTS, readForgetful: () => ({ params: { id: 'x' } }) };
    for (const caller of CALLERS.slice(0, 4))
      expect((await walkPermissions(hurried, caller, { inputs })).faults).toEqual([]);
    await hurried.opened.api.close();
  });

  test.each([
    ['a sign-in without a row', signedIn],
    ['a row without a sign-in', may('booking.read')],
    ['nothing at all', {}],
    ['a row that the table has not', { ...signedIn, 'x-permission': 'booking.everything' }],
  ])('%s says not who may: nothing is served', async (_what, who) => {
    const { opened: library } = await inHurry((app) => {
      app.openapi(createRoute(planted('readNobodySaid', who)), (c) => c.json({ id: 'anybody' }, 200));
    });
    expect(() => routeTable(library.api.app)).toThrow('readNobodySaid does not say who may');
    expect((await library.api.request('/api/health')).status).toBe(500);
    await library.api.close();
  });

  test('an operation that needs an input and has none', async () => {
    const hurried = await inHurry((app) => {
      app.openapi(createRoute(planted('readNew', row)), (c) => c.json({ id: 'anybody' }, 200));
    });
    await expect(walkPermissions(hurried, patron)).rejects.toThrow('readNew needs a line in tests/support/permissions');
    await hurried.opened.api.close();
  });
});
