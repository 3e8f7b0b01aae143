import type { Actor } from '#domain/actor.ts';
import type { Instant } from '#domain/ids.ts';
import type { Settings } from '#domain/settings.ts';
import type { Database, Reader, Tx } from './engine/database.ts';
import type { DeliveryKey } from './sealing/delivery-key.ts';
import type { Keyring } from './sealing/keyring.ts';
import type { LiveWorld, World } from './world/world.ts';

/** What one process opens at its start and shares among all requests. */
export interface Services {
  database: Database;
  world: LiveWorld;
  keys: Keyring;
  settings: Settings;
  deliveryKey: DeliveryKey;
  /** Whoever works here signs in with two factors. */
  requireSecondFactor: boolean;
  /** Of the library's own provider of sign-ins, where one is set up. */
  providerIssuer?: string | undefined;
  /** A new time-ordered UUID. */
  newId(): string;
  /** Random bytes, base64url. */
  token(bytes: number): string;
}

/** What a reading verb is handed. */
export interface ReadCtx {
  reader: Reader;
  now: Instant;
  actor: Actor;
  /** A keyed hash of the caller's address, for throttles. */
  address: Uint8Array;
  world: World;
  keys: Keyring;
  settings: Settings;
}

/** What a writing verb is handed: one transaction, one now, one actor. */
export interface Ctx extends ReadCtx {
  tx: Tx;
  newId(): string;
  token(bytes: number): string;
}
