import type { OwnSignIns } from '#contract/account/own-sign-ins.ts';
import { assertCan } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { livingSignIns } from '../../storage/stores/accounts/own-sign-in-store.ts';

/** Nobody has so many devices; a script that signs in all day is not listed for ever. */
const MOST = 100;

/** F1: where this person is signed in, what was used last first. @throws Refusal `forbidden` */
export async function listOwnSignIns(ctx: ReadCtx, current: Uint8Array): Promise<OwnSignIns> {
  const { actor, reader, keys, now } = ctx;
  assertCan(actor, 'account.sign_ins');

  const rows = await livingSignIns(reader, keys, { person: actor.person, now, most: MOST });
  const signIns = rows.map(({ id, tokenHash, method, device, begunAt, lastSeenAt, sharedDevice }) => ({
    id,
    method,
    ...(device && { device }),
    begunAt: toWire(begunAt),
    lastSeenAt: toWire(lastSeenAt),
    sharedDevice,
    current: Buffer.from(current).equals(tokenHash),
  }));
  return { signIns, asOf: toWire(now) };
}
