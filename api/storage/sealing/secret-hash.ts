import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CannotWrite } from '../engine/database.ts';
import type { HashingCost, Keyring } from './keyring.ts';

const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Two at once leave a core to everybody else; 33 people at one door wait a second at most. */
const MAX_RUNNING = 2;
const MAX_WAITING = 256;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** For accounts that do not exist: the same work, and no secret has this hash. */
const nobody = (cost: HashingCost) => phc(cost, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

const hash = promisify(argon2);

/** A PHC string of argon2id over HMAC(pepper, secret). @throws CannotWrite when too many wait already. */
export async function hashSecret(keys: Keyring, secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(keys.hashing, salt, await derive(keys, secret, salt, keys.hashing));
}

/**
 * Whether the secret is the stored one. `undefined` stands for an account that does not exist: it costs the same time and
 * is never right. @throws CannotWrite when too many wait already.
 */
export async function verifySecret(keys: Keyring, secret: string, stored: string | undefined): Promise<boolean> {
  const [, memory, passes, lanes, salt = '', expected = ''] = PHC.exec(stored ?? nobody(keys.hashing)) ?? [];
  if (memory === undefined) throw new Error('a stored hash is not argon2id');

  const cost = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const wanted = Buffer.from(expected, 'base64');
  const digest = await derive(keys, secret, Buffer.from(salt, 'base64'), cost, wanted.length);

  return timingSafeEqual(digest, wanted) && stored !== undefined;
}

async function derive(
  keys: Keyring,
  secret: string,
  nonce: Uint8Array,
  cost: HashingCost,
  tagLength = HASH_BYTES,
): Promise<Buffer> {
  const message = keys.pepper(secret.normalize('NFC'));
  return inTurn(() =>
    hash('argon2id', { message, nonce, parallelism: cost.lanes, tagLength, memory: cost.memory, passes: cost.passes }),
  );
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_RUNNING) {
    if (waiting.length >= MAX_WAITING) throw new CannotWrite('too many sign-ins at once');
    await new Promise<void>((next) => waiting.push(next));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    // The place is handed on, not freed: nobody can slip in between.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function phc({ memory, passes, lanes }: HashingCost, salt: Uint8Array, digest: Uint8Array): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${base64(salt)}$${base64(digest)}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
