import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { fuzzLibrary } from '../../support/fuzz/fuzz-library.ts';
import { Fuzzer, told } from '../../support/fuzz/fuzzer.ts';
import { readDocument, type OpenapiDocument } from '../../support/fuzz/openapi-operations.ts';

/** 100,000 an engine in full, each round on a library of its own. `SEED=n` replays that one round. */
const SEEDS = process.env.SEED ? [Number(process.env.SEED)] : Array.from({ length: isFull ? 25 : 1 }, (_, n) => n + 1);
const REQUESTS = isFull || process.env.SEED ? 4_000 : 750;

const MOST_TOLD = 20;

describe.each(ENGINES)('requests derived from the document, on $engine', ({ engine }) => {
  test(`${SEEDS.length * REQUESTS} of them are answered as the document says`, async () => {
    const statuses: Record<string, number> = {};
    const done = new Set<string>();
    const faults: string[] = [];
    for (const seed of SEEDS) {
      const { fuzzer, found, broken, logged } = await fuzzLibrary(engine, seed, REQUESTS);
      for (const [status, times] of Object.entries(fuzzer.statuses)) statuses[status] = (statuses[status] ?? 0) + times;
      for (const id of fuzzer.done) done.add(id);
      faults.push(...found.map((one) => told(one, seed)), ...logged);
      faults.push(...broken.map((one) => `SEED=${seed}: ${JSON.stringify(one)}`));
    }
    const requests = (SEEDS.length * REQUESTS).toLocaleString('en');
    console.log(
      `fuzz, ${engine}: ${requests} requests, ${done.size} operations done, ${faults.length} wrong, ${JSON.stringify(statuses)}`,
    );
    expect(faults.slice(0, MOST_TOLD).join('\n\n')).toBe('');
    expect(done.size, 'it gets further than being refused').toBeGreaterThan(SEEDS.length > 10 ? 100 : 30);
  }, 3_600_000);
});

/** One operation, as its document has it, and four ways of not being so. */
describe('control: an operation that is not what its document says', () => {
  const problem = { content: { 'application/problem+json': { schema: {}, examples: {} } } };
  const people = { type: 'integer', minimum: 1, maximum: 500 };
  const schema = { type: 'object', properties: { people }, required: ['people'], additionalProperties: false };
  const json = { content: { 'application/json': { schema } } };
  const planted = { operationId: 'planted', requestBody: json, responses: { 200: json, 400: problem, 422: problem } };
  const document: OpenapiDocument = {
    paths: { '/api/planted': { post: planted } },
    components: { schemas: { Problem: { type: 'object' } } },
  };

  const WRONG: Record<string, (people: number) => Response | Promise<Response>> = {
    'answered 500': () => new Response('', { status: 500 }),
    'was never answered': () => new Promise<Response>(() => {}),
    '418 is none of planted’s answers': () => new Response('', { status: 418 }),
    'body.people is not integer: "500"': () => Response.json({ people: '500' }),
  };

  test.each(Object.entries(WRONG))('%s', async (fault, atMost) => {
    const request = async (_: string, { body }: RequestInit = {}) => {
      let asked: unknown;
      try {
        asked = (JSON.parse(body as string) as { people: unknown } | null)?.people;
      } catch {
        asked = undefined;
      }
      return asked === 500 ? atMost(asked) : Response.json({ people: 1 });
    };
    const callers = [{ name: 'nobody' }];
    const askers = { callers, things: new Map(), cookieOf: () => undefined };
    const terms = { server: { request }, document: readDocument(document), askers, now: () => 0, hangsMs: 5 };
    const fuzzer = new Fuzzer({ ...terms, seed: 1 });
    while (fuzzer.found.length === 0) await fuzzer.step();

    const [found] = fuzzer.found;
    expect(found!.fault).toBe(fault);
    expect(told(found!, 1)).toContain('SEED=1 replays it');
    const again = new Fuzzer({ ...terms, seed: 1 });
    for (let place = 0; place <= found!.place; place++) await again.step();
    expect(again.found.map(({ request: { body } }) => body)).toEqual([found!.request.body]);
  });
});
