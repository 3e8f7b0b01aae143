import { createPublicKey, verify } from 'node:crypto';
import { checkInItem, type CheckInItem, type CheckInResult, type SealedItem } from '#contract/check-ins.ts';
import type { DeliveryKey } from '../../storage/sealing/delivery-key.ts';
import type { DeviceGrant } from '../../storage/stores/device-grant-store.ts';

/** What a sealed item turned out to be: an item of its grant's person, or the answer to it. */
export type OpenedItem = { grant: DeviceGrant; item: CheckInItem } | { answer: CheckInResult };

/** JSON as requests bring it: read strictly, and its texts cleaned. @throws Refusal */
export type ReadPlain = (bytes: Uint8Array) => unknown;

const ENDED: OpenedItem = { answer: { id: '', outcome: 'refused', code: 'grant_ended' } };
const MAX_ID = 80;

/** V5: the signature is the grant's over the sealed bytes, and the seal is the grant's too; otherwise nothing is said of it. */
export function openItem(
  { sealed, signature }: SealedItem,
  grant: DeviceGrant | undefined,
  key: DeliveryKey,
  readPlain: ReadPlain,
): OpenedItem {
  if (!grant) return ENDED;
  const bytes = Buffer.from(sealed, 'base64url');
  if (!isSignedBy(grant, bytes, signature)) return ENDED;

  let plain: unknown;
  try {
    plain = readPlain(key.open(bytes, grant.id));
  } catch {
    return ENDED;
  }
  const item = checkInItem.safeParse(plain);
  return item.success ? { grant, item: item.data } : { answer: wrongFields(plain) };
}

function isSignedBy({ publicKey }: DeviceGrant, bytes: Uint8Array, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

/** Its own device made it, so it may know which of its items it was. */
function wrongFields(plain: unknown): CheckInResult {
  const { id } = (plain ?? {}) as { id?: unknown };
  const known = typeof id === 'string' && id.length <= MAX_ID ? id : '';
  return { id: known, outcome: 'refused', code: 'fields_wrong' };
}
