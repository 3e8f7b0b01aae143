import { createRoute, z } from '@hono/zod-openapi';
import { family, familyInput, familyQuery, nameGuardianInput } from '#contract/account/family.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { endAtDesk } from './end-at-desk.ts';
import { readFamily } from './family-at-desk.ts';
import { nameGuardian } from './name-guardian.ts';

const tags = ['Desk'];
const id = z.string().max(80).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e33' });
const params = z.object({ id });

const read = createRoute({
  ...signedIn,
  ...may('desk.family'),
  method: 'get',
  path: '/api/desk/patrons/{id}/family',
  operationId: 'readFamily',
  tags,
  summary: 'Who books for a child, and for whom somebody books',
  description: 'By alias and initials, and on record.',
  request: { params, query: familyQuery },
  responses: answers({ 200: family }, ['forbidden', 'not_found', 'cannot_write']),
});

const name = createRoute({
  ...idempotent,
  ...may('desk.family'),
  method: 'post',
  path: '/api/desk/patrons/{id}/guardians',
  operationId: 'nameGuardian',
  tags,
  summary: 'Another guardian of a child',
  description: 'Somebody whom the desk has looked up. A child has two at most.',
  request: { params, body: jsonBody(nameGuardianInput) },
  responses: answers({ 201: family }, ['forbidden', 'not_found', 'wrong_state']),
});

const end = createRoute({
  ...idempotent,
  ...may('desk.family'),
  method: 'post',
  path: '/api/desk/patrons/{id}/guardians/{guardianship}/end',
  operationId: 'endGuardianAtDesk',
  tags,
  summary: 'Somebody acts for a child no longer',
  description: 'The first guardian too. Links to the child’s appointments are dead; what is booked stays.',
  request: { params: params.extend({ guardianship: id }), body: jsonBody(familyInput) },
  responses: answers({ 200: family }, ['forbidden', 'not_found']),
});

/** Guardians, as the desk names and ends them. */
export function deskFamilyRoutes(http: Http) {
  const app = http.app();
  app.openapi(read, async (c) => {
    const input = { ...c.req.valid('query'), ...c.req.valid('param') };
    return http.answer(c, await http.change(c, (ctx) => readFamily(ctx, input)));
  });
  app.openapi(name, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'nameGuardian', status: 201 }, input, (ctx) => nameGuardian(ctx, input));
  });
  app.openapi(end, (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return http.write(c, { route: 'endGuardianAtDesk', status: 200 }, input, (ctx) => endAtDesk(ctx, input));
  });
  return app;
}
