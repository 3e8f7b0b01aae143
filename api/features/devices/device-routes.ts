import { createRoute } from '@hono/zod-openapi';
import { emptyInput } from '#contract/bookings.ts';
import { checkInResults, sealedCheckInsInput } from '#contract/check-ins.ts';
import { device, deviceInput } from '#contract/devices.ts';
import { answers, anyone, jsonBody, may, signedIn } from '../../http/answers.ts';
import type { Http } from '../../http/http.ts';
import { faultFields, type Log } from '../../http/log.ts';
import { cleanTexts, parseJson } from '../../http/request/safe-json.ts';
import type { Services } from '../../storage/context.ts';
import { deliverSealed, type RecordCheckIns } from './deliver-sealed.ts';
import { grantDevice } from './grant-device.ts';
import { revokeDevices } from './revoke-devices.ts';

const BODY_LIMIT = 262_144;
const SEALED_PATH = '/api/check-ins/sealed';
const tags = ['Devices'];

const grant = createRoute({
  ...signedIn,
  ...may('device.grant'),
  method: 'post',
  path: '/api/devices',
  operationId: 'grantDevice',
  tags,
  summary: 'Let this device deliver later what is done on it',
  description:
    'For staff. The device makes a key pair for ECDSA on P-256 that cannot be read out, and names its public half. It signs ' +
    'what it keeps with it, and seals it to `serverKey`. The grant outlives the sign-in, so that what is unsent still ' +
    'arrives; it ends by itself, when it is revoked, and with the person’s account. The same key again is the same grant.',
  request: { body: jsonBody(deviceInput) },
  responses: answers({ 201: device }, ['forbidden', 'too_many_tries', 'cannot_write']),
});

const revoke = createRoute({
  ...signedIn,
  ...may('device.grant'),
  method: 'post',
  path: '/api/devices/revoke',
  operationId: 'revokeDevices',
  tags,
  summary: 'Take nothing more from any of one’s own devices',
  description: 'For a device that was lost. What it has not delivered by now is refused.',
  request: { body: jsonBody(emptyInput) },
  responses: answers({ 204: null }, ['forbidden', 'cannot_write']),
});

const deliver = createRoute({
  ...anyone,
  'x-body-limit': BODY_LIMIT,
  method: 'post',
  path: SEALED_PATH,
  operationId: 'deliverSealedCheckIns',
  tags,
  summary: 'Deliver what was kept under seal',
  description:
    'Needs no cookie: each item is signed by its grant, and is recorded in the name of the grant’s person, judged by when it ' +
    'happened; whether the grant still stands is judged now. Answered item by item as `recordCheckIns`. What cannot be ' +
    'opened or verified is `refused`, `grant_ended`, with an empty id. `sealed` is version 1, the ephemeral public key ' +
    '(65 bytes), iv (12) and AES-256-GCM of the item’s JSON, key HKDF-SHA256(ECDH, 32 zero bytes, "quietroom item v1 " + ' +
    'grant), the grant as additional data; `signature` is ECDSA-SHA256 (r‖s) over those bytes.',
  request: { body: jsonBody(sealedCheckInsInput) },
  responses: answers({ 200: checkInResults }, ['too_many_tries', 'cannot_write']),
});

/** Grants of devices, and what they deliver under them. `record` is the verb that a sign-in's check-ins go to as well. */
export function deviceRoutes(http: Http, services: Services, { record, log }: { record: RecordCheckIns; log: Log }) {
  const app = http.app();

  app.openapi(grant, async (c) => {
    const from = { signIn: c.get('signIn')!.tokenHash, serverKey: services.deliveryKey };
    return http.answer(c, await http.change(c, (ctx) => grantDevice(ctx, c.req.valid('json'), from)), 201);
  });
  app.openapi(revoke, async (c) => {
    await http.change(c, revokeDevices);
    return c.body(null, 204);
  });
  app.openapi(deliver, async (c) => {
    const answer = await deliverSealed(services, c.req.valid('json').items, {
      address: http.address(c),
      readPlain: (bytes) => cleanTexts(parseJson(bytes)),
      record,
      as: (actor, verb) => http.changeAs(c, actor, verb),
      report: (fault) => log({ level: 'error', event: 'internal', route: SEALED_PATH, ...faultFields(fault) }),
    });
    return http.answer(c, answer);
  });
  return app;
}
