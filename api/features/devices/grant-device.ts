import type { Device, DeviceInput } from '#contract/devices.ts';
import { MINUTE } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../storage/context.ts';
import { isSigningKey, type DeliveryKey } from '../../storage/sealing/delivery-key.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { grantsOfSignIn, insertGrant } from '../../storage/stores/device-grant-store.ts';

const DAY = 24 * 60 * MINUTE;
/** A device asks once for each sign-in; again only where it lost its keys. */
const MAX_OF_SIGN_IN = 10;
const RETRY_SEC = 3600;

/**
 * V4: the device may deliver what is done on it under this person's name, also after the sign-in has ended. The same key again
 * is the same grant. @throws Refusal `forbidden`, `invalid` (key), `too_many_tries`
 */
export async function grantDevice(
  ctx: Ctx,
  input: DeviceInput,
  from: { signIn: Uint8Array; serverKey: Pick<DeliveryKey, 'publicKey'> },
): Promise<Device> {
  const { actor, tx, now } = ctx;
  assertCan(actor, 'device.grant');
  const publicKey = Buffer.from(input.key, 'base64url');
  if (!isSigningKey(publicKey)) throw new Refusal('invalid', {}, [{ path: 'key', code: 'wrong_format' }]);

  const made = await grantsOfSignIn(tx, actor.person, from.signIn, now);
  const same = made.find((grant) => publicKey.equals(grant.publicKey));
  if (!same && made.length >= MAX_OF_SIGN_IN) throw new Refusal('too_many_tries', { retryAfterSec: RETRY_SEC });

  const expiresAt = now + ctx.settings.deviceGrantDays * DAY;
  const grant = same ?? { id: ctx.newId(), person: actor.person, publicKey, expiresAt };
  if (!same) {
    await insertGrant(tx, grant, from.signIn);
    await recordAudit(ctx, 'device.granted', grant.id);
  }
  return {
    grant: grant.id,
    serverKey: from.serverKey.publicKey,
    expiresAt: toWire(grant.expiresAt),
    asOf: toWire(now),
  };
}
