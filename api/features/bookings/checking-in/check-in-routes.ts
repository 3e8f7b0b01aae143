import { createRoute } from '@hono/zod-openapi';
import { checkInResults, checkInsInput } from '#contract/check-ins.ts';
import { kioskAnswer, kioskInput } from '#contract/desk.ts';
import { toWire } from '#domain/wire-instant.ts';
import { answers, jsonBody, may, signedIn } from '../../../http/answers.ts';
import type { Http } from '../../../http/http.ts';
import { checkInByCode } from './check-in-by-code.ts';
import { recordCheckIns } from './record-check-ins.ts';

const BODY_LIMIT = 262_144;

const record = createRoute({
  ...signedIn,
  ...may('check_in.record'),
  'x-body-limit': BODY_LIMIT,
  method: 'post',
  path: '/api/check-ins',
  operationId: 'recordCheckIns',
  tags: ['Check-in'],
  summary: 'Tell what happened, now or later',
  description:
    'At most 100 items, each judged by when it happened and answered by itself in the same order. `applied`: it changed ' +
    'where the visit stands. `already`: it counts, or another has said so, and nothing more is to do. `refused`, with why: ' +
    'it changed nothing; sent again, it is judged again. An id has one effect, however often it is sent.',
  request: { body: jsonBody(checkInsInput) },
  responses: answers({ 200: checkInResults }, ['forbidden', 'cannot_write']),
});

const byCode = createRoute({
  ...signedIn,
  ...may('kiosk.check_in'),
  method: 'post',
  path: '/api/kiosk/check-in',
  operationId: 'checkInByCode',
  tags: ['Check-in'],
  summary: 'Check in by the code of the ticket, at a kiosk',
  description:
    'Six digits, Persian ones too, or the QR code’s token. No names; a code that is not known here today is answered ' +
    '`see_desk`, like everything that needs a word.',
  request: { body: jsonBody(kioskInput, { code: '۱۲۳۴۵۶' }) },
  responses: answers({ 200: kioskAnswer }, ['forbidden', 'not_found', 'too_many_tries', 'cannot_write']),
});

export function checkInRoutes(http: Http) {
  const app = http.app();
  app.openapi(record, async (c) => {
    const { items } = c.req.valid('json');
    const answer = await http.change(c, async (ctx) => {
      return { results: await recordCheckIns(ctx, items), asOf: toWire(ctx.now) };
    });
    return http.answer(c, answer);
  });
  app.openapi(byCode, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.change(c, (ctx) => checkInByCode(ctx, input)));
  });
  return app;
}
