import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slots as slotsAnswer, type Slots } from '#contract/slots.ts';
import type { Problem } from '#contract/problem.ts';
import { openApi, smallNetwork, type TestApi } from '../../support/api.ts';

const NOW = Date.parse('2026-12-01T08:00:00Z');
const MONTH = 'service=talk&from=2026-12-01&to=2026-12-28';

/** Starts on every five minutes: a month of them is more than the 32 KB up to which an answer goes out as text. */
function crowded() {
  const file = smallNetwork();
  for (const service of file.services) service.startEveryMin = 5;
  return file;
}

describe.each(['sqlite', 'postgres'] as const)('slots on %s', (engine) => {
  let api: TestApi;
  let server: Server;
  const ask = async (query: string) => {
    const answer = await api.request(`/api/slots?${query}`);
    return { status: answer.status, body: (await answer.json()) as Slots & Problem };
  };

  beforeAll(async () => {
    api = await openApi(engine, { file: crowded(), clock: () => NOW });
    server = serve({ fetch: api.app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
    await new Promise((listening) => server.once('listening', listening));
  });
  afterAll(async () => {
    server.close();
    await api.close();
  });

  test('S7 the answer is the contract’s, in order', async () => {
    const { status, body } = await ask(MONTH);
    expect(status).toBe(200);
    expect(slotsAnswer.strict().parse(body)).toEqual(body);
    const order = body.slots.map((slot) => `${slot.startsAt} ${slot.branch} ${slot.mode}`);
    expect(order).toEqual([...order].sort());
    expect(body.slots.length).toBeGreaterThan(500);
  });

  test('S3 wanted features may be named in one or several parameters', async () => {
    const one = await ask(`${MONTH}&mode=room&features=step-free,quiet-entrance`);
    const two = await ask(`${MONTH}&mode=room&features=quiet-entrance&features=step-free`);
    expect(two.body.slots).toEqual(one.body.slots);
  });

  test.each([
    ['from=2026-12-01&to=2027-02-01', 'to range_too_long'],
    ['from=2026-12-02&to=2026-12-01', 'to ends_before_start'],
    ['from=2026-02-30&to=2026-12-01', 'from not_a_date'],
    ['from=2026-12-01&to=2026-12-01&branch=nowhere', 'branch unknown'],
    ['from=2026-12-01&to=2026-12-01&people=2', 'people too_big'],
    ['from=2026-12-01&to=2026-12-01&people=none', 'people wrong_type'],
    ['from=2026-12-01&to=2026-12-01&mode=letter', 'mode not_one_of'],
    ['from=2026-12-01&to=2026-12-01&mode=room&mode=phone', 'mode not_one_of'],
    ['from=2026-12-01&to=2026-12-01&sort=price', 'sort unknown_field'],
    ['to=2026-12-01', 'from not_a_date'],
  ])('S1 %s is refused: %s', async (query, fault) => {
    const { status, body } = await ask(`service=talk&${query}`);
    expect([status, body.code]).toEqual([422, 'invalid']);
    expect(body.faults?.map(({ path, code }) => `${path} ${code}`)).toContain(fault);
  });

  test('long answers sent side by side, some broken off, are each whole and their own', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/slots?`;
    const queries = [
      MONTH,
      `${MONTH}&mode=phone`,
      `${MONTH}&counsellor=ana`,
      'service=talk&from=2026-12-05&to=2026-12-25',
    ];
    // As text: deep comparison of thousands of slots takes longer than all the answers.
    const slotsOf = ({ slots }: Slots) => JSON.stringify(slots);
    const expected = await Promise.all(queries.map(async (query) => slotsOf((await ask(query)).body)));

    for (let round = 0; round < 3; round++) {
      const answers = Array.from({ length: 24 }, async (_, i) => {
        const headers = { 'accept-encoding': i % 3 === 0 ? 'gzip' : 'identity' };
        if (i % 8 === 7) {
          const stop = new AbortController();
          setTimeout(() => stop.abort(), i % 5);
          await fetch(url + queries[i % 4], { signal: stop.signal, headers }).catch(() => {});
          return;
        }
        const answer = await fetch(url + queries[i % 4], { headers });
        expect(answer.headers.get('content-encoding')).toBe(i % 3 === 0 ? 'gzip' : null);
        expect(slotsOf((await answer.json()) as Slots) === expected[i % 4]).toBe(true);
      });
      await Promise.all(answers);
    }
  });
});
