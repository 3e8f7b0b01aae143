import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkFile } from '#domain/network.ts';
import { createApp, type AppOptions } from '../../api/app.ts';
import { importNetwork } from '../../api/features/network/import-network.ts';
import type { LogLine } from '../../api/http/log.ts';
import { openServices, type OpenServices } from '../../api/services.ts';
import type { Clock } from '../../api/storage/engine/database.ts';
import type { WriteMeter } from '../../api/storage/engine/metered-database.ts';
import type { Engine } from '../../api/storage/engine/statement.ts';
import { readyDatabase, type FreshDatabase } from './engines.ts';

/** One branch, two rooms, one service, and the people of PEOPLE. A new copy each time: change it as a test needs. */
export function smallNetwork(): NetworkFile {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'small-network.json'), 'utf8')) as NetworkFile;
}

/** What is tested is who may come in, not how long guessing takes. */
export const LIGHT = { memory: 64, passes: 1, lanes: 1 };

export const PATRON = { card: '29000001', pin: '4821' };

export interface ApiOptions {
  /** A network file to import, people too; null: none. `smallNetwork()` by default. */
  file?: unknown;
  clock?: Clock | undefined;
  app?: Partial<AppOptions>;
  /** What a hash costs; nothing to speak of by default. */
  hashing?: typeof LIGHT;
  /** Staff show two factors, as with `serve`. */
  requireSecondFactor?: boolean;
  /** Counts what is written. */
  meter?: WriteMeter;
  /** Whatever its state, by default: a test may have written rows by hand, as no release does. */
  asFound?: boolean;
  createKeys?: boolean;
  /** A database that another `openApi` made: a second process, as it were. */
  place?: FreshDatabase;
}

export interface Asked extends RequestInit {
  /** The body, as JSON. */
  json?: unknown;
  /** The sign-in cookie. */
  cookie?: string | undefined;
  /** The idempotency key. */
  key?: string;
  /** The caller's address. */
  from?: string;
}

export interface TestApi {
  request(path: string, asked?: Asked): Promise<Response>;
  /** @returns the cookies of a sign-in that must work */
  signInCard(card?: string, pin?: string): Promise<string>;
  signInPassword(name: string, password: string): Promise<string>;
  /** The same requests with one cookie. */
  as(cookie: string): (path: string, asked?: Asked) => Promise<Response>;
  app: ReturnType<typeof createApp>;
  services: OpenServices;
  place: FreshDatabase;
  log: LogLine[];
  /** Closes; and removes the database, unless another made it. */
  close(): Promise<void>;
}

/** What fetch takes for it. */
export function requestOf({ json, cookie, key, from: _, ...init }: Asked): RequestInit {
  const headers = new Headers(init.headers);
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (key !== undefined) headers.set('idempotency-key', key);
  if (json !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const body = json === undefined ? init.body : JSON.stringify(json);
  const method = init.method ?? (body === undefined ? 'GET' : 'POST');
  return { ...init, method, headers, ...(body != null && { body }) };
}

/** The whole app on a database of its own, in this process and without a socket. */
export async function openApi(engine: Engine, options: ApiOptions = {}): Promise<TestApi> {
  const { file = smallNetwork(), clock } = options;
  const place = options.place ?? (await readyDatabase(engine));
  const { requireSecondFactor = false, hashing = LIGHT } = options;
  const { provider } = options.app ?? {};
  const { asFound = true, createKeys = true } = options;
  const services = await openServices(
    { ...place, requireSecondFactor, provider },
    { clock, createKeys, hashing, asFound, meter: options.meter },
  );
  if (file !== null && !options.place) await importNetwork(services, file, { demo: true });

  const log: LogLine[] = [];
  const stopping = new AbortController();
  const app = createApp(services, {
    version: '0.0.0',
    tls: false,
    trustedProxies: [],
    log: (line) => void log.push(line),
    stopping: stopping.signal,
    ...options.app,
  });

  const request = async (path: string, { from = '192.0.2.1', ...asked }: Asked = {}) => {
    return app.request(path, requestOf(asked), { address: from });
  };

  const signIn = async (path: string, json: unknown) => {
    const answer = await request(path, { json });
    if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
    return cookiesOf(answer);
  };

  return {
    request,
    app,
    services,
    place,
    log,
    signInCard: (card = PATRON.card, pin = PATRON.pin) => signIn('/api/sign-in/card', { card, pin }),
    signInPassword: (name, password) => signIn('/api/sign-in/password', { name, password }),
    as: (cookie) => (path, asked) => request(path, { ...asked, cookie }),
    close: async () => {
      stopping.abort();
      await services.close();
      if (!options.place) await place.drop();
    },
  };
}

/** What a browser would send back: `name=value; name=value`. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The code of a problem, with its status. */
export async function problemOf(answer: Response): Promise<string> {
  const { status, code } = (await answer.json()) as { status: number; code: string };
  return `${status === answer.status ? status : `${answer.status}/${status}`} ${code}`;
}
