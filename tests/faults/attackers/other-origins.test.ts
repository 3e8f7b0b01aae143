import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS } from '#domain/permission.ts';
import { routeTable, type RouteRule } from '../../../api/http/request/route-table.ts';
import type { TestApi } from '../../support/api.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import {
  CALLERS,
  openGuardedLibrary,
  type Caller,
  type GuardedLibrary,
} from '../../support/permissions/guarded-library.ts';
import { inputsOf } from '../../support/permissions/walk-permissions.ts';

/** What a page of somebody else's can make a browser send along with the victim's cookie, and what it is answered. */
const FOREIGN: { how: string; headers: Record<string, string>; answer: string }[] = [
  { how: 'another origin', headers: { origin: 'https://evil.example' }, answer: '403 cross_origin' },
  { how: 'no origin at all', headers: { origin: 'null' }, answer: '403 cross_origin' },
  { how: 'another site', headers: { 'sec-fetch-site': 'cross-site' }, answer: '403 cross_origin' },
  { how: 'a sister site', headers: { 'sec-fetch-site': 'same-site' }, answer: '403 cross_origin' },
  { how: 'a form’s text', headers: { 'content-type': 'text/plain' }, answer: '415 not_json' },
  { how: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, answer: '415 not_json' },
];

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

describe.each(ENGINES)('scripts of other origins, on $engine', ({ engine }) => {
  let guarded: GuardedLibrary;
  let api: TestApi;
  let rules: RouteRule[];
  const cookies = new Map<Caller, string | undefined>();
  beforeAll(async () => {
    guarded = await openGuardedLibrary(engine);
    ({ api } = guarded.opened);
    rules = routeTable(api.app).rules.filter(({ method }) => UNSAFE.has(method));
  });
  afterAll(() => api.close());

  /** Whoever may do it, so that nothing else is in the way. */
  const victimOf = ({ permission }: RouteRule) =>
    CALLERS.find(({ acts }) => (permission ? acts !== undefined && acts in PERMISSIONS[permission] : !acts))!;

  let keys = 0;
  const send = async (rule: RouteRule, headers: Record<string, string>, cookie: string | undefined) => {
    const victim = victimOf(rule);
    const { params = {}, json = {} } = inputsOf(rule)((await thingsOf(victim)).own, victim);
    const path = Object.entries(params).reduce(
      (filled, [name, value]) => filled.replace(`{${name}}`, value),
      rule.path,
    );
    const answer = await api.request(path, { method: rule.method, json, cookie, headers, key: `origin-${++keys}` });
    const text = await answer.text();
    return `${answer.status} ${answer.status < 300 ? '' : (JSON.parse(text) as { code: string }).code}`.trim();
  };
  const things = new Map<Caller, Awaited<ReturnType<GuardedLibrary['thingsFor']>>>();
  const thingsOf = async (caller: Caller) => {
    const known = things.get(caller) ?? (await guarded.thingsFor(caller));
    things.set(caller, known);
    return known;
  };

  /** Of every table how many rows it has, and what stands in them. */
  const everything = async () => {
    const names =
      engine === 'sqlite'
        ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`
        : `select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
    const held: Record<string, string> = {};
    for (const { name } of await rowsOf<{ name: string }>(api, names)) {
      const rows = (await rowsOf(api, `select * from "${name}"`)).map((row) => JSON.stringify(row)).toSorted();
      held[name] = `${rows.length} ${createHash('sha256').update(rows.join('\n')).digest('base64url')}`;
    }
    return held;
  };

  test('the operations are those of the document', async () => {
    const document = (await (await api.request('/api/openapi.json')).json()) as { paths: Record<string, object> };
    const named = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const unsafe = named.filter((one) => UNSAFE.has(one.split(' ')[0]!));
    expect(rules.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(unsafe.toSorted());
    expect(unsafe.length).toBeGreaterThan(50);
  });

  test('each of them is refused, however it is sent, and nothing whatever is changed', async () => {
    for (const rule of rules) {
      const victim = victimOf(rule);
      await thingsOf(victim);
      if (!cookies.has(victim)) cookies.set(victim, await guarded.cookieOf(victim));
    }
    const before = await everything();
    expect(Object.keys(before).length).toBeGreaterThan(30);

    const wrong: string[] = [];
    for (const rule of rules) {
      for (const { how, headers, answer } of FOREIGN) {
        const heard = await send(rule, headers, cookies.get(victimOf(rule)));
        if (heard !== answer) wrong.push(`${rule.operationId} by ${how}: ${heard}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('a control: the library’s own pages are not refused for that, and they do change something', async () => {
    const before = await everything();
    const heard: string[] = [];
    for (const rule of rules) {
      const own = [{ 'sec-fetch-site': 'same-origin' }, { origin: 'http://localhost', host: 'localhost' }];
      for (const headers of own) {
        // Some operations end the sign-in.
        const cookie = await guarded.cookieOf(victimOf(rule));
        heard.push(`${rule.operationId}: ${await send(rule, headers, cookie)}`);
      }
    }
    expect(heard.filter((one) => /cross_origin|not_json|forbidden|not_signed_in/.test(one))).toEqual([]);
    expect(heard.filter((one) => /: 20\d/.test(one)).length).toBeGreaterThan(rules.length / 3);
    const after = await everything();
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed).toEqual(expect.arrayContaining(['audit', 'booking', 'contact', 'sign_in']));
  });
});
