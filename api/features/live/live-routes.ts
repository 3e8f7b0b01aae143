import { createRoute, z } from '@hono/zod-openapi';
import { answers, may, signedIn, unattended } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import type { LiveHub } from './live-hub.ts';

const follow = createRoute({
  ...signedIn,
  ...may('live.follow'),
  ...unattended,
  method: 'get',
  path: '/api/live',
  operationId: 'followChanges',
  tags: ['Live'],
  summary: 'Be told when something has changed',
  description:
    'Server-sent events. `change` says that something has changed which the asker may see (own bookings; own sessions and ' +
    'time; what happens at the branch), and nothing of what: ask again for what is on the screen. `ended`: the sign-in is ' +
    'over. Nothing is repeated, so ask again after each opening too. A comment comes every 15 seconds. An open stream does ' +
    'not keep a sign-in from running out. Beyond four streams of one sign-in the oldest is closed.',
  responses: {
    ...answers({}, ['forbidden', 'too_many_tries', 'cannot_write']),
    200: {
      description: 'A stream of events.',
      content: { 'text/event-stream': { schema: z.string(), example: 'event: change\ndata: {}\n\n' } },
    },
  },
});

export function liveRoutes(http: Http, hub: LiveHub) {
  const app = http.app();
  app.openapi(follow, (c) => http.events(c, (signIn, stream) => hub.open(signIn, stream)));
  return app;
}
