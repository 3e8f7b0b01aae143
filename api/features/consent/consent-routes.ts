import { createRoute } from '@hono/zod-openapi';
import { consentText, ownConsent } from '#contract/account/consent.ts';
import { emptyInput } from '#contract/bookings.ts';
import { CONSENT_TEXT, CONSENT_VERSION } from '#domain/consent/consent-text.ts';
import { answers, anyone, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { readOwnConsent } from './read-own-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const tags = ['Account'];

const text = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/consent',
  operationId: 'readConsentText',
  tags,
  summary: 'What a patron agrees to, in five languages',
  responses: answers({ 200: { schema: consentText, example: { version: CONSENT_VERSION, text: CONSENT_TEXT } } }),
});

const read = createRoute({
  ...signedIn,
  ...may('me.consent'),
  method: 'get',
  path: '/api/me/consent',
  operationId: 'readOwnConsent',
  tags,
  summary: 'What I agreed to, and when',
  responses: answers({ 200: ownConsent }, ['forbidden']),
});

const withdraw = createRoute({
  ...signedIn,
  ...may('me.consent'),
  method: 'post',
  path: '/api/me/consent/withdraw',
  operationId: 'withdrawConsent',
  tags,
  summary: 'Agree to it no longer',
  description: 'Open bookings stay as they are. The next confirmation asks again, and is refused without.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 200: ownConsent }, ['forbidden', 'cannot_write']),
});

/** The text, and who agreed to it. It is agreed to when a booking is confirmed. */
export function consentRoutes(http: Http) {
  const app = http.app();
  app.openapi(text, (c) => http.answer(c, { version: CONSENT_VERSION, text: CONSENT_TEXT }));
  app.openapi(read, async (c) => http.answer(c, await http.read(c, readOwnConsent)));
  app.openapi(withdraw, async (c) => http.answer(c, await http.change(c, withdrawConsent)));
  return app;
}
