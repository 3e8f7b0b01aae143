import type { Instant } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../storage/context.ts';
import type { Reader, Tx } from '../../storage/engine/database.ts';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import { countTry, retryAfterSec, returnTry, triesIn } from '../../storage/stores/throttle-store.ts';

/** One bound on failed tries: of an account, an address, or the whole site. */
interface Limit {
  subject: Uint8Array;
  windowMin: number;
  /** Failures after which the next try waits for the window's end; null: they only slow. */
  most: number | null;
  /** What else the person can do, once this bound is reached. */
  instead?: readonly string[] | undefined;
}

/** What a try is counted under. `account`: what was typed, whether it exists or not; undefined: the tries are bounded elsewhere. */
export interface TrySource {
  /** What is asked for, where it is counted apart from secrets that are tried. */
  counted?: 'passkey' | 'provider';
  account: string | undefined;
  /** A device that this account has signed in from before: counted apart, so that a stranger cannot lock anybody out. */
  knownDevice: Uint8Array | undefined;
  address: Uint8Array;
  /** Where strange devices have had their tries: the ways that are left to whoever it is. */
  instead?: readonly string[];
}

/** Of all devices that the account has not signed in from before, together: of 10,000 PINs they try one in a thousand a day. */
const STRANGE = [{ windowMin: 24 * 60, most: 10 }];
/** Of one that it has: nothing else counts there, so that no stranger can stand in its way. */
const KNOWN = [
  { windowMin: 15, most: 10 },
  { windowMin: 24 * 60, most: 50 },
];
/** A whole library stands behind one address. */
const ADDRESS = { windowMin: 10, most: 400 };
const SITE = { windowMin: 10, most: null };
const SITE_SLOW_FROM = 2_000;
const SITE_SLOW_MS = 1_500;

export interface CountedTry {
  limits: Limit[];
  at: Instant;
  slow: boolean;
}

/**
 * Counts a try before its secret is looked at, so that many at once cannot slip by; a good one is given back. Who is over a
 * limit costs one read, neither a write nor a hash.
 * @throws Refusal `too_many_tries` with `retryAfterSec`, and `instead` where another way is open
 */
export async function beginTry(services: Services, source: TrySource): Promise<CountedTry> {
  const { database, keys } = services;
  const limits = limitsOf(keys, source);
  await assertBelow(limits, database.reader, await database.now());
  return database.write((tx) => countAll(limits, tx));
}

/** The try was no failure: it counts for nobody. */
export async function giveTryBack(tx: Tx, { limits, at }: CountedTry): Promise<void> {
  for (const { subject, windowMin } of limits) await returnTry(tx, subject, windowMin, at);
}

export async function slowDown({ slow }: CountedTry): Promise<void> {
  if (slow) await new Promise((done) => setTimeout(done, SITE_SLOW_MS));
}

/** In the order in which rows are locked: own ones first, those that everybody shares last. */
function limitsOf(keys: Keyring, { counted, account, knownDevice, address, instead }: TrySource): Limit[] {
  const subject = (what: string) => keys.index('throttle', `${counted ?? 'sign-in'} ${what}`);
  const own = (from: string, { windowMin, most }: { windowMin: number; most: number }) => {
    return { windowMin, most, subject: subject(`account ${windowMin} ${from} ${account}`) };
  };
  if (knownDevice) return KNOWN.map((limit) => own(Buffer.from(knownDevice).toString('base64url'), limit));
  return [
    ...(account === undefined ? [] : STRANGE).map((limit) => ({ ...own('unknown', limit), instead })),
    { ...ADDRESS, subject: subject(`address ${Buffer.from(address).toString('base64url')}`) },
    { ...SITE, subject: subject('site') },
  ];
}

async function assertBelow(limits: Limit[], reader: Reader, now: Instant): Promise<void> {
  for (const limit of limits) {
    const { subject, windowMin, most } = limit;
    if (most !== null && (await triesIn(reader, subject, windowMin, now)) >= most) throw tooMany(now, limit);
  }
}

async function countAll(limits: Limit[], tx: Tx): Promise<CountedTry> {
  let slow = false;
  for (const limit of limits) {
    const { subject, windowMin, most } = limit;
    const tries = await countTry(tx, subject, windowMin);
    if (most === null) slow = tries > SITE_SLOW_FROM;
    else if (tries > most) throw tooMany(tx.now, limit);
  }
  return { limits, at: tx.now, slow };
}

function tooMany(now: Instant, { windowMin, instead }: Limit): Refusal {
  return new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(now, windowMin), ...(instead && { instead }) });
}
