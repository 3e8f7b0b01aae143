import type { SignedIn } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../storage/context.ts';
import { CannotWrite } from '../../storage/engine/database.ts';
import { verifySecret } from '../../storage/sealing/secret-hash.ts';
import { findActor, type Credential } from '../../storage/stores/person-store.ts';
import { isKnownDevice } from '../../storage/stores/sign-in-store.ts';
import { makeSignIn, type Browser, type Made } from './make-sign-in.ts';
import { beginTry, giveTryBack, slowDown, type CountedTry } from './sign-in-throttle.ts';

/** Who says to be whom, by which secret. */
export interface SignInTry {
  /** What was typed, folded, with its kind: `card 29000001`. Need not exist. */
  account: string;
  find: () => Promise<Credential | undefined>;
  secret: string;
  method: 'card' | 'password';
}

/** Said of every card alike, also of one that does not exist: a one-time code, or a word at the desk. */
const CARD_ELSE = ['code', 'desk'];

/**
 * Whatever is wrong, the answer and the work are the same: the hash is computed for accounts that do not exist, too.
 * @throws Refusal `sign_in_failed`, `too_many_tries`
 */
export async function beginSignIn(services: Services, asked: SignInTry, browser: Browser): Promise<Made> {
  const { database, keys } = services;
  const subject = keys.index('throttle', `device of ${asked.account}`);
  const device = browser.deviceToken === undefined ? undefined : keys.index('device', browser.deviceToken);
  const knownDevice = device && (await isKnownDevice(database.reader, device, subject)) ? device : undefined;

  const account = knownDevice ? `${asked.account} ${browser.deviceToken}` : asked.account;
  return inTurn(account, async () => {
    const from = { account: asked.account, knownDevice, address: browser.address };
    const counted = await beginTry(services, { ...from, ...(asked.method === 'card' && { instead: CARD_ELSE }) });
    await slowDown(counted);
    const lane = Buffer.from(knownDevice ?? browser.address).toString('base64url');
    const actor = await prove(services, asked, { counted, lane });
    if (!actor) throw new Refusal('sign_in_failed');
    return database.write(async (tx) => {
      await giveTryBack(tx, counted);
      return makeSignIn(tx, services, { actor, method: asked.method, subject }, browser);
    });
  });
}

const turns = new Map<string, Promise<unknown>>();

/**
 * Tries of one account go one after the other. Each counts as a failure until it is proven: many good ones at once would
 * else look like an attack, and an attack of many at once would fill the queue for hashing.
 */
async function inTurn<T>(account: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(account) ?? Promise.resolve()).then(work, work);
  turns.set(account, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(account) === turn) turns.delete(account);
  }
}

async function prove(
  services: Services,
  asked: SignInTry,
  { counted, lane }: { counted: CountedTry; lane: string },
): Promise<SignedIn | undefined> {
  const { database, keys } = services;
  const credential = await asked.find();
  try {
    const right = await verifySecret(keys, asked.secret, credential?.secretHash, lane);
    return right && credential ? await findActor(database.reader, credential.person) : undefined;
  } catch (fault) {
    if (fault instanceof CannotWrite) await database.write((tx) => giveTryBack(tx, counted));
    throw fault;
  }
}
