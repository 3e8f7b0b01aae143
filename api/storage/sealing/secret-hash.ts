import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { FairQueue } from './fair-queue.ts';
import type { HashingCost, Keyring } from './keyring.ts';

const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Two at once leave a core to everybody else; 33 people at one door wait a second at most, and nobody ten. */
const queue = new FairQueue({ running: 2, waiting: 256, waitMs: 10_000 });

const PHC = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** For accounts that do not exist: the same work, and no secret has this hash. */
const nobody = (cost: HashingCost) => phc(cost, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

const hash = promisify(argon2);

/** A PHC string of argon2id over HMAC(pepper, secret). @throws CannotWrite when too many wait already. */
export async function hashSecret(keys: Keyring, secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const how = { nonce: salt, cost: keys.hashing, tagLength: HASH_BYTES, lane: '' };
  return phc(keys.hashing, salt, await derive(keys, secret, how));
}

/**
 * Whether the secret is the stored one. `undefined` stands for an account that does not exist: it costs the same time and
 * is never right. `lane`: who asks, among whom turns are taken. @throws CannotWrite when too many wait already, or for too long.
 */
export async function verifySecret(
  keys: Keyring,
  secret: string,
  stored: string | undefined,
  lane = '',
): Promise<boolean> {
  const [, memory, passes, lanes, salt = '', expected = ''] = PHC.exec(stored ?? nobody(keys.hashing)) ?? [];
  if (memory === undefined) throw new Error('a stored hash is not argon2id');

  const cost = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const wanted = Buffer.from(expected, 'base64');
  const how = { nonce: Buffer.from(salt, 'base64'), cost, tagLength: wanted.length, lane };
  const digest = await derive(keys, secret, how);

  return timingSafeEqual(digest, wanted) && stored !== undefined;
}

interface Derivation {
  nonce: Uint8Array;
  cost: HashingCost;
  tagLength: number;
  lane: string;
}

async function derive(keys: Keyring, secret: string, { nonce, cost, tagLength, lane }: Derivation): Promise<Buffer> {
  const message = keys.pepper(secret.normalize('NFC'));
  const { lanes: parallelism, memory, passes } = cost;
  return queue.run(lane, () => hash('argon2id', { message, nonce, parallelism, tagLength, memory, passes }));
}

function phc({ memory, passes, lanes }: HashingCost, salt: Uint8Array, digest: Uint8Array): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${base64(salt)}$${base64(digest)}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
