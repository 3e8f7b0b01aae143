import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openLibrary,
  TUESDAY_10,
  WEDNESDAY_9,
  type Answer,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const ROLES = ['desk', 'far', 'patron', 'counsellor', 'admin', 'kiosk', 'door', 'nobody'] as const;
type Role = (typeof ROLES)[number];

describe.each(ENGINES)('who may do what at the desk on $engine', ({ engine }) => {
  let library: Library;
  let callers: Record<Role, Caller>;
  let booking: string;
  beforeAll(async () => {
    library = await openLibrary(engine);
    const screen = async (kind: 'kiosk' | 'door') =>
      library.caller((await signInAs(library.api, 'desk-1', { screen: kind, branch: 'main' })).cookie);
    callers = {
      desk: await library.person('desk-1'),
      far: await library.person('desk-far'),
      patron: await library.patron(1),
      counsellor: await library.person('counsellor-1'),
      admin: await library.person('admin-1'),
      kiosk: await screen('kiosk'),
      door: await screen('door'),
      nobody: library.caller(''),
    };
    booking = (await (await library.patron(0)).book(WEDNESDAY_9)).id;
  });
  afterAll(() => library.api.close());

  /** The status that each role is answered, in the order of ROLES. */
  const statuses = async (ask: (caller: Caller) => Promise<Answer>) => {
    const heard: number[] = [];
    for (const role of ROLES) heard.push((await ask(callers[role])).status);
    return heard;
  };

  const at = { branch: 'main' };
  const right = { ...at, concession: 'member', until: '2026-12-31', evidenceSeen: true };
  // Of the desk's own the answer may be a lawful no: what counts here is that it is neither 403 nor 404.
  test.each<[string, number[], (caller: Caller) => Promise<Answer>]>([
    ['looks up', [200, 404, 403, 403, 403, 403, 403, 401], (by) => by.post('/api/desk/look-up', { ...at, card: '1' })],
    [
      'reads a patron',
      [200, 404, 403, 403, 403, 403, 403, 401],
      (by) => by.get('/api/desk/patrons/visitor-0?branch=main'),
    ],
    ['makes a patron', [201, 404, 403, 403, 403, 403, 403, 401], (by) => by.post('/api/desk/patrons', at)],
    [
      'records a concession',
      [200, 404, 403, 403, 403, 403, 403, 401],
      (by) => by.post('/api/desk/patrons/visitor-5/entitlements', right),
    ],
    [
      'asks for walk-in times',
      [200, 404, 403, 403, 403, 403, 403, 401],
      (by) => by.get('/api/desk/walk-in-times?branch=main&service=talk'),
    ],
    [
      'walks somebody in',
      [409, 404, 403, 403, 403, 403, 403, 401],
      (by) => by.post('/api/desk/walk-ins', { ...at, service: 'talk' }),
    ],
    [
      'asks where a booking could go',
      [200, 404, 404, 404, 404, 404, 404, 401],
      (by) => by.get(`/api/desk/bookings/${booking}/times?from=2026-11-24&days=1`),
    ],
    [
      'holds for a patron',
      [201, 404, 422, 403, 403, 403, 403, 401],
      (by) => by.hold(TUESDAY_10, { patron: 'visitor-3' }),
    ],
    ['extends', [409, 404, 404, 404, 404, 404, 404, 401], (by) => by.post(`/api/bookings/${booking}/extend`)],
    ['confirms', [409, 404, 404, 404, 404, 404, 404, 401], (by) => by.post(`/api/bookings/${booking}/confirm`)],
    [
      'moves',
      [409, 404, 404, 404, 404, 404, 404, 401],
      (by) => by.post(`/api/bookings/${booking}/move`, { startsAt: TUESDAY_10, counsellor: 'ana' }),
    ],
    [
      'prepares',
      [200, 404, 404, 404, 404, 404, 404, 401],
      (by) => by.put(`/api/bookings/${booking}/preparations`, { preparations: [] }),
    ],
    ['takes up again', [409, 404, 404, 404, 404, 404, 404, 401], (by) => by.post(`/api/bookings/${booking}/retake`)],
    ['reads a booking', [404, 404, 404, 404, 404, 404, 404, 401], (by) => by.get(`/api/bookings/${booking}`)],
    ['cancels', [200, 404, 404, 404, 404, 404, 404, 401], (by) => by.post(`/api/bookings/${booking}/cancel`)],
  ])('K1 K4 K6 K8 who %s', async (_, expected, ask) => {
    expect(await statuses(ask)).toEqual(expected);
  });
});
