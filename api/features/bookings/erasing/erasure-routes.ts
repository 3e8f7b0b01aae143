import { createRoute } from '@hono/zod-openapi';
import { erased, erasurePreview } from '#contract/account/erasure.ts';
import { emptyInput } from '#contract/bookings.ts';
import { answers, idempotent, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { dropSignInCookie } from '../../../http/sign-in-cookie.ts';
import { eraseSelf, previewErasure } from './erase-self.ts';

const tags = ['Account'];
const KEPT = { payments: 2, until: '2032-12-31', country: 'FI', law: 'Kirjanpitolaki 1336/1997, 2:10 §' };

const preview = createRoute({
  ...signedIn,
  ...may('me.erasure'),
  method: 'get',
  path: '/api/me/erasure',
  operationId: 'previewErasure',
  tags,
  summary: 'What would happen if I were erased',
  description: 'Nothing is written. `kept` is what the law of accounts keeps of what was paid, without a name.',
  responses: answers({ 200: { schema: erasurePreview, example: { appointmentsAhead: 1, children: 0, kept: KEPT } } }, [
    'forbidden',
    'roles_first',
    'visit_under_way',
  ]),
});

const erase = createRoute({
  ...idempotent,
  ...may('me.erasure'),
  method: 'post',
  path: '/api/me/erasure',
  operationId: 'eraseSelf',
  tags,
  summary: 'Erase me',
  description:
    'At once, for ever, with the children who have no other guardian. Appointments ahead are cancelled. Every sign-in and every ' +
    'device of the person is over, so that the same key asked again is `not_signed_in`: that says it is done. On a shared ' +
    'device the sign-in must be less than 15 minutes old.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: { schema: erased, example: { appointmentsCancelled: 1, kept: KEPT } } }, [
    'forbidden',
    'roles_first',
    'sign_in_again',
    'visit_under_way',
    'cannot_write',
  ]),
});

/** @param kept puts the list outside the database in line, before anybody is told that they are erased */
export function erasureRoutes(http: Http, kept: () => Promise<void> = async () => {}) {
  const app = http.app();
  app.openapi(preview, async (c) => http.answer(c, await http.read(c, previewErasure)));
  app.openapi(erase, async (c) => {
    // Without a stored answer: nothing of them would be left to seal it with.
    const done = await http.change(c, (ctx) => eraseSelf(ctx, c.get('signIn')!));
    await kept();
    dropSignInCookie(c, http.options);
    return c.json(done, 200);
  });
  return app;
}
