import { createRoute } from '@hono/zod-openapi';
import { ownReach, reachInput } from '#contract/account/reach.ts';
import { answers, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { changeReach } from './change-reach.ts';
import { readReach } from './read-reach.ts';

const shared = { ...signedIn, path: '/api/me/reach', tags: ['Account'] };

const DISCREET = 'You have an update from the library.';
const TIME = 'Wednesday 25 November, 10:00';
const PLACE = `${TIME}, Kuhmo Library, Room 2`;
const textsOf = (about: string) => ({
  reminder: `Reminder: ${about}.`,
  booked: `Booked: ${about}.`,
  changed: `Changed: ${about}.`,
  called_off: `Called off: ${about}.`,
});
const EXAMPLE = {
  reach: {
    level: 'discreet',
    contact: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
    quiet: { from: '21:00', until: '08:00' },
    locale: 'en',
  },
  contacts: [{ id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11', kind: 'phone', masked: '+358 ••• 67', opens: true }],
  preview: {
    localStart: '2026-11-25T10:00',
    isExample: false,
    subject: DISCREET,
    texts: {
      discreet: { reminder: DISCREET, booked: DISCREET, changed: DISCREET, called_off: DISCREET },
      time: textsOf(TIME),
      place: textsOf(PLACE),
    },
  },
};

const read = createRoute({
  ...may('me.reach'),
  ...shared,
  method: 'get',
  operationId: 'readReach',
  summary: 'How I may be reached, and the very messages that would come',
  responses: answers({ 200: { schema: ownReach, example: EXAMPLE } }, ['forbidden']),
});

const change = createRoute({
  ...may('me.reach'),
  ...shared,
  method: 'put',
  operationId: 'changeReach',
  summary: 'Choose how much a message says, where it goes, when it is quiet, and its language',
  description:
    'What is left out stays. It holds at once, also for what is booked. The same again changes nothing more.',
  request: { body: jsonBody(reachInput, { level: 'time', quiet: { from: '20:00', until: '09:30' } }) },
  responses: answers({ 200: { schema: ownReach, example: EXAMPLE } }, ['forbidden', 'cannot_write']),
});

export function reachRoutes(http: Http) {
  const app = http.app();
  app.openapi(read, async (c) => http.answer(c, await http.read(c, readReach)));
  app.openapi(change, async (c) => {
    const input = c.req.valid('json');
    return http.answer(c, await http.change(c, (ctx) => changeReach(ctx, input)));
  });
  return app;
}
