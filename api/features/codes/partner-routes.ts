import { createRoute, z } from '@hono/zod-openapi';
import { emptyInput } from '#contract/bookings.ts';
import { codesInput, madeCodes, partnerView } from '#contract/oversight/partner.ts';
import { id } from '#contract/primitives.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { issueBatch } from './issue-batch.ts';
import { readProgrammes } from './read-programmes.ts';
import { withdrawCodes } from './withdraw-codes.ts';

const tags = ['Partners'];
const BATCH = {
  id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
  programme: 'relief-code-40',
  count: 2,
  issuedAt: '2026-11-24T06:30:00Z',
};
const VIEW = {
  partners: [{ id: 'relief-committee-ilam', name: { en: 'Relief Committee, Ilam office' } }],
  programmes: [
    {
      id: 'relief-free-ilam',
      partner: 'relief-committee-ilam',
      name: { en: 'Clients of the Relief Committee, free' },
      until: '2027-03-20',
      budgets: [{ budget: { amount: 720_000_000, currency: 'IRR', minorDigits: 0 }, tenthsLeft: 9 }],
      weeks: [{ from: '2026-11-07', to: '2026-11-20', visits: 7, currency: 'IRR' }],
    },
  ],
  batches: [BATCH],
  asOf: '2026-11-24T06:30:00Z',
};

const read = createRoute({
  ...signedIn,
  ...may('partner.programmes'),
  method: 'get',
  path: '/api/partner',
  operationId: 'readProgrammes',
  tags,
  summary: 'What a partner gives, and what became of it',
  description:
    'Programmes that the asker’s organisation pays for or hands out codes of. Weeks are joined until five people came in them; ' +
    'what is later than the last of them is in no figure, nor in what is left of a budget.',
  responses: answers({ 200: { schema: partnerView, example: VIEW } }, ['forbidden']),
});

const issue = createRoute({
  ...idempotent,
  ...may('partner.codes'),
  method: 'post',
  path: '/api/partner/codes',
  operationId: 'issueCodes',
  tags,
  summary: 'New codes for people whom the partner vouches for',
  description:
    'The codes are told this once; hashes are kept. `invalid` with `too_many`: `facts.left` says how many more there may be. ' +
    'Twenty batches a day.',
  request: { body: jsonBody(codesInput, { programme: 'relief-code-40', count: 2 }) },
  responses: answers(
    { 201: { schema: madeCodes, example: { batch: BATCH, codes: ['K7QM-2XVP-9HTD', 'R3WD-8FJN-C5ZK'] } } },
    ['forbidden', 'not_found', 'too_many_tries'],
  ),
});

const withdraw = createRoute({
  ...signedIn,
  ...may('partner.codes'),
  method: 'post',
  path: '/api/partner/codes/{batch}/withdraw',
  operationId: 'withdrawCodes',
  tags,
  summary: 'Take back the codes of a batch that nobody has used',
  description: 'Appointments that were made with one keep it. How many those are is not said.',
  request: { params: z.object({ batch: id }), body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'not_found', 'cannot_write']),
});

export function partnerRoutes(http: Http) {
  const app = http.app();

  app.openapi(read, async (c) => http.answer(c, await http.read(c, readProgrammes)));
  app.openapi(issue, (c) => {
    const wish = c.req.valid('json');
    return http.write(c, { route: 'issueCodes', status: 201 }, wish, (ctx) => issueBatch(ctx, wish));
  });
  app.openapi(withdraw, async (c) => {
    await http.change(c, (ctx) => withdrawCodes(ctx, c.req.valid('param').batch));
    return c.body(null, 204);
  });
  return app;
}
