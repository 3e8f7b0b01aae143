import { createRoute, z } from '@hono/zod-openapi';
import { codeTry, contactWish, ownContactAnswer, ownContacts } from '#contract/sign-in.ts';
import { CODE_MIN } from '#domain/contact/one-time-code.ts';
import { answers, jsonBody, may, signedIn } from '../../../http/answers.ts';
import { callingBrowser } from '../../../http/calling-browser.ts';
import type { Http } from '../../../http/http.ts';
import type { Log } from '../../../http/log.ts';
import { dropStepCookie, readStepToken, setStepCookie } from '../../../http/sign-in-cookie.ts';
import type { Outlets } from '../../../outlets/outlet.ts';
import type { Services } from '../../../storage/context.ts';
import { letterSender, reachableBy } from '../by-code/send-letter.ts';
import { addContact } from './add-contact.ts';
import { beginContact } from './begin-contact.ts';
import { listContacts } from './list-contacts.ts';
import { removeContact } from './remove-contact.ts';

const shared = { ...signedIn, tags: ['Sign-in'] };
const params = z.object({ id: z.string().max(80).meta({ example: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11' }) });

const EXAMPLE = { id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11', kind: 'phone', masked: '+358 ••• 67', opens: true };

const list = createRoute({
  ...may('me.contacts'),
  ...shared,
  method: 'get',
  path: '/api/me/contacts',
  operationId: 'listContacts',
  summary: 'Own phone numbers and mail addresses, masked',
  responses: answers({ 200: { schema: ownContacts, example: { contacts: [EXAMPLE] } } }, ['forbidden']),
});

const begin = createRoute({
  ...may('me.contacts'),
  ...shared,
  method: 'post',
  path: '/api/me/contacts',
  operationId: 'beginContact',
  summary: 'A code to a contact that is to be added',
  description: 'As for signing in by a code: 204 and a cookie for this browser, whoever has the contact.',
  request: { body: jsonBody(contactWish, { contact: 'ada@home.example', locale: 'en' }) },
  responses: answers({ 204: null }, ['forbidden', 'sign_in_again', 'too_many_tries', 'not_found', 'cannot_write']),
});

const check = createRoute({
  ...may('me.contacts'),
  ...shared,
  method: 'post',
  path: '/api/me/contacts/check',
  operationId: 'addContact',
  summary: 'Add the contact that the code was sent to',
  description: '`opens` is false where somebody else signs in with the same one: then it is for messages only.',
  request: { body: jsonBody(codeTry) },
  responses: answers({ 201: { schema: ownContactAnswer, example: { contact: EXAMPLE } } }, [
    'forbidden',
    'sign_in_failed',
    'too_many_tries',
    'cannot_write',
  ]),
});

const remove = createRoute({
  ...may('me.contacts'),
  ...shared,
  method: 'delete',
  path: '/api/me/contacts/{id}',
  operationId: 'removeContact',
  summary: 'Remove a contact',
  description: 'The last way to sign in cannot be removed: `last_way_in`.',
  request: { params },
  responses: answers({ 204: null }, ['forbidden', 'sign_in_again', 'not_found', 'last_way_in', 'cannot_write']),
});

export function contactRoutes(http: Http, services: Services, { outlets, log }: { outlets: Outlets; log: Log }) {
  const app = http.app();
  const reachable = reachableBy(outlets);
  const send = letterSender(outlets, log);

  app.openapi(list, async (c) => http.answer(c, await http.read(c, listContacts)));

  app.openapi(begin, async (c) => {
    const network = await http.network();
    const source = { ...callingBrowser(c, http), stepToken: readStepToken(c, http.options) };
    const about = { signIn: c.get('signIn')!, network, reachable };
    const begun = await beginContact(services, about, c.req.valid('json'), source);
    setStepCookie(c, http.options, begun.token, CODE_MIN * 60);
    send(begun);
    return c.body(null, 204);
  });

  app.openapi(check, async (c) => {
    const { code } = c.req.valid('json');
    const asked = { code, stepToken: readStepToken(c, http.options), address: http.address(c) };
    const added = await addContact(services, c.get('signIn')!.actor, asked);
    dropStepCookie(c, http.options);
    return c.json(added, 201);
  });

  app.openapi(remove, async (c) => {
    await http.change(c, (ctx) => removeContact(ctx, c.get('signIn')!, c.req.valid('param').id));
    return c.body(null, 204);
  });

  return app;
}
