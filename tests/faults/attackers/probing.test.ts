import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeTable } from '../../../api/http/request/route-table.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import {
  CALLERS,
  openGuardedLibrary,
  type Caller,
  type GuardedLibrary,
} from '../../support/permissions/guarded-library.ts';
import type { Input } from '../../support/permissions/operation-inputs.ts';
import { ask, inputsOf } from '../../support/permissions/walk-permissions.ts';

/** What a scanner sends, and what no field of ours expects. */
const HOSTILE: unknown[] = [
  `' or 1=1; drop table booking; --`,
  null,
  '../../../etc/passwd\u0000.png',
  { $gt: '' },
  1e308,
  '',
  -1,
  ['x', ['y']],
  '<img src=x onerror=alert(1)>',
  '\u202e\ud800 ٤٢ %00 %s%n ${7*7} {{7*7}}',
  'A'.repeat(5_000),
  '0000-00-00T99:99:99Z',
  2 ** 53 + 2,
  true,
];
const SMALL_CALLERS = CALLERS.filter(({ name }) => /^(nobody|patron|desk|counsellor|network admin)$/.test(name));

/** The valid input with one place of it spoilt, once for each place. */
function spoilt({ params = {}, query = {}, json = {} }: Input, hostile: unknown): Input[] {
  const text = typeof hostile === 'string' ? hostile : JSON.stringify(hostile);
  const inPath = encodeURIComponent(text.toWellFormed()).slice(0, 500) || '%20';
  return [
    ...Object.keys(params).map((name) => ({ params: { ...params, [name]: inPath }, query, json })),
    ...Object.keys(query).map((name) => ({ params, query: { ...query, [name]: text.toWellFormed() }, json })),
    ...Object.keys(json).map((name) => ({ params, query, json: { ...json, [name]: hostile } })),
    { params, query, json: { ...json, [text.slice(0, 40)]: hostile } },
  ];
}

let turn = 0;

/** In full each place with each word; in small each place with one, the next each time, so that all of them are sent. */
function probes(valid: Input): Input[] {
  if (isFull) return HOSTILE.flatMap((hostile) => spoilt(valid, hostile));
  return spoilt(valid, '').map((_, place) => spoilt(valid, HOSTILE[turn++ % HOSTILE.length])[place]!);
}

describe.each(ENGINES)('every route, probed as everybody with hostile inputs, on $engine', ({ engine }) => {
  let guarded: GuardedLibrary;
  beforeAll(async () => void (guarded = await openGuardedLibrary(engine)));
  afterAll(() => guarded.opened.api.close());

  test.each<Caller>(isFull ? [...CALLERS] : SMALL_CALLERS)('$name finds no answer of 5xx', async (caller) => {
    const { api } = guarded.opened;
    const { own } = await guarded.thingsFor(caller);
    const faults: string[] = [];
    for (const rule of routeTable(api.app).rules) {
      // One cookie for each route: some of them end it.
      const cookie = await guarded.cookieOf(caller);
      const valid = inputsOf(rule)(own, caller);
      for (const input of probes(valid)) {
        const { json, ...rest } = input;
        const heard = await ask(api, rule, rule.method === 'GET' ? rest : { ...rest, json: json! }, cookie);
        if (heard.status >= 500)
          faults.push(`${rule.operationId} ${JSON.stringify(input).slice(0, 200)}: ${heard.status}`);
      }
    }
    expect(faults).toEqual([]);
    expect(api.log.filter(({ event }) => event === 'internal')).toEqual([]);
    await assertInvariants(api);
  });
});
