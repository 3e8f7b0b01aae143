import type { Booking } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import type { NetworkFile } from '#domain/network.ts';
import { hashToken } from '../../api/storage/sealing/token-hash.ts';
import type { WriteMeter } from '../../api/storage/engine/metered-database.ts';
import type { Engine } from '../../api/storage/engine/statement.ts';
import type { Services } from '../../api/storage/context.ts';
import { noteChange } from '../../api/storage/stores/change-store.ts';
import { insertSignIn } from '../../api/storage/stores/sign-in-store.ts';
import { openApi, smallNetwork, type ApiOptions, type TestApi } from './api.ts';
import type { FreshDatabase } from './engines.ts';
import { raw } from './raw-statement.ts';

/** Monday, 07:00 at the branch. */
export const MONDAY = Date.parse('2026-11-23T06:00:00Z');
/** Ana is alone on Wednesdays: one counsellor, two rooms. Tuesdays and Thursdays from 10:00 Bor is there too. */
export const WEDNESDAY_9 = '2026-11-25T08:00:00Z';
export const WEDNESDAY_10 = '2026-11-25T09:00:00Z';
export const TUESDAY_10 = '2026-11-24T09:00:00Z';
/** The circle: three places, Bor, room B. */
export const FRIDAY_CIRCLE = '2026-11-27T09:00:00Z';

export const PATRONS = 40;
const MINUTE = 60_000;

/** The small network with a family, a group, codes and a branch in another currency. Patrons have no cards: see `patron`. */
export function bookingNetwork(): NetworkFile {
  const file = smallNetwork();
  const [talk] = file.services;
  const [main] = file.branches;
  const [ana, bor] = file.counsellors;
  talk!.price = { EUR: 2000, IRR: 900_000 };
  const family = {
    kind: 'family',
    people: { min: 2, max: 3 },
    modes: ['room'],
    noticeMin: 60,
    cancelBeforeMin: 60,
  } as const;
  const circle = {
    kind: 'group',
    people: { min: 2, max: 3 },
    modes: ['room'],
    noticeMin: 30,
    cancelBeforeMin: 60,
  } as const;
  file.services.push(
    { ...talk!, ...family, id: 'family', modes: ['room'], maxOpenPerPatron: 1, price: 3000, branches: ['main'] },
    { ...talk!, ...circle, id: 'circle', modes: ['room'], maxOpenPerPatron: 4, price: 500, branches: ['main'] },
  );
  ana!.services.push('family');
  bor!.services.push('circle');

  file.branches.push({ ...main!, id: 'far', timeZone: 'Asia/Tehran', currency: 'IRR', minorDigits: 0 });
  file.counsellors.push({ ...ana!, id: 'cyrus', services: ['talk'], hours: [{ ...ana!.hours[0]!, branch: 'far' }] });
  file.groups = [
    {
      id: 'fridays',
      service: 'circle',
      counsellor: 'bor',
      branch: 'main',
      room: 'room-b',
      startsAt: '2026-11-27T10:00',
      places: 3,
    },
  ];

  file.concessions.push({ id: 'client', name: { en: 'Clients' }, evidence: 'partner', validMonths: 12 });
  const gift = { services: ['talk'], branches: ['main'], code: true, stacks: false };
  file.discounts.push(
    { ...gift, id: 'gift-50', name: { en: 'Half price' }, percent: 50, maxUses: 3 },
    { ...gift, id: 'gift-20', name: { en: 'A fifth off' }, percent: 20 },
    { ...gift, id: 'gift-old', name: { en: 'Over' }, percent: 50, until: '2026-11-01' },
    { ...gift, id: 'gift-circle', name: { en: 'For the circle' }, percent: 50, services: ['circle'] },
    {
      id: 'sponsored',
      name: { en: 'Sponsored' },
      free: true,
      concession: 'client',
      branches: ['main'],
      stacks: false,
      budget: 9000,
    },
  );
  const desk = { name: { en: 'Irena Far' }, role: 'desk' as const, locale: 'en' };
  file.people = [
    ...file.people,
    { ...desk, id: 'desk-far', branch: 'far' },
    { ...desk, id: 'counsellor-2', role: 'counsellor', branch: 'main', counsellor: 'bor' },
    ...Array.from({ length: PATRONS }, (_, n) => ({
      id: `visitor-${n}`,
      name: { en: `Visitor ${n}` },
      role: 'patron' as const,
      branch: 'main',
      locale: 'en',
      ...(n >= 30 && { concessions: ['client'] }),
    })),
  ];
  return file;
}

export interface Answer {
  status: number;
  code?: string;
  facts: Record<string, unknown> & { alternatives?: Slot[] };
  faults: { path: string; code: string }[];
  booking: Booking;
  text: string;
}

/** Somebody signed in, as a test talks to the API. */
export interface Caller {
  post(path: string, json?: unknown, key?: string): Promise<Answer>;
  put(path: string, json?: unknown, key?: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
  hold(startsAt: string, more?: object): Promise<Answer>;
  /** Held and confirmed. */
  book(startsAt: string, more?: object): Promise<Booking>;
}

export interface Library {
  api: TestApi;
  clock: { now: number };
  patron(n: number): Promise<Caller>;
  /** Anybody of the file, without a password. */
  person(id: string): Promise<Caller>;
  /** The cookie of such a sign-in. */
  cookieOf(id: string): Promise<string>;
  caller(cookie: string): Caller;
  pass(minutes: number): void;
  /** Monday again, and nothing booked: a fresh database for every test would take most of the time. */
  clear(): Promise<void>;
}

export async function openLibrary(
  engine: Engine,
  options: {
    file?: NetworkFile;
    place?: FreshDatabase;
    clock?: { now: number };
    app?: ApiOptions['app'];
    meter?: WriteMeter;
  } = {},
): Promise<Library> {
  const { file = bookingNetwork(), place, clock = { now: MONDAY }, app = {}, meter } = options;
  const api = await openApi(engine, {
    file,
    clock: () => clock.now,
    app,
    ...(place && { place }),
    ...(meter && { meter }),
  });

  return {
    api,
    clock,
    pass: (minutes) => void (clock.now += minutes * MINUTE),
    clear: async () => {
      await clear(api);
      clock.now = MONDAY;
    },
    patron: async (n) => callerOf(api, await signIn(api, `visitor-${n}`)),
    person: async (id) => callerOf(api, await signIn(api, id)),
    cookieOf: (id) => signIn(api, id),
    caller: (cookie) => callerOf(api, cookie),
  };
}

/** A sign-in without a PIN, which would cost a hash for each of forty people. */
async function signIn({ services }: TestApi, person: string): Promise<string> {
  const token = services.token(32);
  await services.database.write((tx) =>
    insertSignIn(tx, {
      id: services.newId(),
      method: 'card',
      tokenHash: hashToken(token),
      person,
      expiresAt: tx.now + 60 * 24 * 60 * MINUTE,
      idleMin: null,
      sharedDevice: false,
    }),
  );
  return `quietroom=${token}`;
}

const CLEARED = [
  'delete from payment',
  'delete from check_in',
  'delete from booking_note',
  'delete from occupancy where session in (select id from block)',
  'delete from block',
  'delete from redemption',
  'delete from partner_code',
  'delete from consent',
  'delete from ticket_link',
  'delete from guardian_link',
  'delete from guardian',
  'delete from message',
  'delete from reach',
  'delete from contact',
  `update patron set messages = 'discreet'`,
  'delete from booking',
  `delete from occupancy where session in (select id from session where series is null) or booking is not null`,
  'delete from session where series is null',
  'update session set taken = 0',
  'delete from discount_tally',
  'delete from patron_tally',
  'delete from idempotency',
  'delete from throttle',
];

async function clear({ services }: TestApi): Promise<void> {
  await services.database.write(async (tx) => {
    const sessions = await tx.rows(raw<{ id: string }>('select id from session'), {});
    const blocks = await tx.rows(raw<{ id: string }>('select id from block'), {});
    for (const sql of CLEARED) await tx.run(raw(sql), {});
    for (const { id } of sessions) await noteChange(tx, 'session', id);
    for (const { id } of blocks) await noteChange(tx, 'block', id);
  });
}

let keys = 0;

function callerOf(api: TestApi, cookie: string): Caller {
  const send = (method: string) => async (path: string, json?: unknown, key?: string) => {
    const body = method === 'GET' ? {} : { json: json ?? {}, key: key ?? `key-${++keys}` };
    return answerOf(await api.request(path, { method, cookie, ...body }));
  };
  const post = send('POST');
  const hold: Caller['hold'] = (startsAt, more) =>
    post('/api/holds', { service: 'talk', branch: 'main', mode: 'room', startsAt, ...more });

  return {
    post,
    put: send('PUT'),
    get: send('GET'),
    hold,
    book: async (startsAt, more) => {
      const held = await hold(startsAt, more);
      if (held.status !== 201) throw new Error(`the hold was answered ${held.status}: ${held.text}`);
      return (await post(`/api/bookings/${held.booking.id}/confirm`)).booking;
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  const body = (isJson ? JSON.parse(text) : {}) as Partial<Answer>;
  return {
    ...body,
    facts: body.facts ?? {},
    faults: body.faults ?? [],
    booking: body.booking!,
    status: response.status,
    text,
  };
}

/** Rows of a table, whatever the engine. */
export async function rowsOf<T = Record<string, unknown>>(
  { services }: { services: Pick<Services, 'database'> },
  sql: string,
): Promise<T[]> {
  return (await services.database.reader.rows(raw(sql), {})) as T[];
}
