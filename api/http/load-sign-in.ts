import { MINUTE } from '#domain/ids.ts';
import { CannotWrite } from '../storage/engine/database.ts';
import type { Services } from '../storage/context.ts';
import { findSignIn, touchSignIn, type SignInRow } from '../storage/stores/sign-in-store.ts';
import type { HttpContext, HttpOptions } from './http.ts';
import { hashToken } from '../storage/sealing/token-hash.ts';
import { readSignInToken } from './sign-in-cookie.ts';

/**
 * The living sign-in of a request's cookie, asked of the database each time: a sign-out in another process counts at once.
 * That it was seen is written at most once a minute, where the request `counts` as somebody being there; a database that
 * cannot be written does not sign anybody out.
 */
export async function loadSignIn(
  c: HttpContext,
  services: Services,
  options: HttpOptions,
  counts = true,
): Promise<SignInRow | undefined> {
  const token = readSignInToken(c, options);
  if (token === undefined) return undefined;

  const { database } = services;
  const tokenHash = hashToken(token);
  const now = await database.now();
  const signIn = await findSignIn(database.reader, tokenHash, now);
  if (!signIn) return undefined;

  if (counts && now - signIn.lastSeenAt >= MINUTE) {
    try {
      await database.write((tx) => touchSignIn(tx, tokenHash));
    } catch (fault) {
      if (!(fault instanceof CannotWrite)) throw fault;
    }
  }

  c.set('signIn', signIn);
  return signIn;
}
