import { hashToken } from '../../api/storage/sealing/token-hash.ts';
import { insertSignIn } from '../../api/storage/stores/sign-in-store.ts';
import type { OpenServices } from '../../api/services.ts';
import { raw } from './raw-statement.ts';

const DAY = 24 * 3_600_000;

export interface SignInTerms {
  /** Narrowed to a screen that stands in the open. */
  screen?: 'kiosk' | 'door';
  branch?: string;
  /** Of a door sign. */
  room?: string;
  idleMin?: number;
  sharedDevice?: boolean;
}

/** A living sign-in of anybody's, without a secret: `cookie` for requests, `tokenHash` as the database knows it, `id` as its owner does. */
export async function signInAs({ services }: { services: OpenServices }, person: string, terms: SignInTerms = {}) {
  const token = services.token(32);
  const tokenHash = hashToken(token);
  const { screen, branch, room, idleMin = null, sharedDevice = false } = terms;
  const id = services.newId();
  await services.database.write(async (tx) => {
    const expiresAt = tx.now + 60 * DAY;
    const made = { id, method: 'password', sharedDevice } as const;
    await insertSignIn(tx, { ...made, tokenHash, person, expiresAt, idleMin });
    if (!screen) return;
    const sql = tx.engine === 'sqlite' ? 'where token_hash = ?' : 'where token_hash = $1';
    const place = `screen_branch = '${branch}', screen_room = ${room === undefined ? 'null' : `'${room}'`}`;
    await tx.run(raw(`update sign_in set screen = '${screen}', ${place} ${sql}`, [tokenHash]), {});
  });
  return { id, cookie: `quietroom=${token}`, token, tokenHash };
}
