import { sql } from 'kysely';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Where wrapped data keys stand: with each person, and in steps of signing in that a code is waited for. */

const PEOPLE = statement<{ prefix: Uint8Array; length: number; after: string; limit: number }>()((db, p) =>
  db
    .selectFrom('person')
    .select(['id', 'wrapped_key'])
    .where('id', '>', p('after'))
    // A key of a few bytes is nobody's.
    .where(sql<boolean>`substr(wrapped_key, 1, ${p('length')}) <> ${p('prefix')} and length(wrapped_key) > 40`)
    .orderBy('id')
    .limit(p('limit')),
);

export interface WrappedKey {
  id: string;
  wrapped_key: Uint8Array;
}

/** Those whose key is wrapped otherwise, in order of their ids. */
export function peopleNotUnder(
  reader: Reader,
  prefix: Uint8Array,
  after: string,
  limit: number,
): Promise<WrappedKey[]> {
  return reader.rows(PEOPLE, { prefix, length: prefix.length, after, limit });
}

const REPLACE = statement<{ id: string; before: Uint8Array; after: Uint8Array }>()((db, p) =>
  db
    .updateTable('person')
    .set({ wrapped_key: p('after') })
    .where('id', '=', p('id'))
    .where('wrapped_key', '=', p('before')),
);

export async function replaceWrappedKey(tx: Tx, id: string, before: Uint8Array, after: Uint8Array): Promise<void> {
  await tx.run(REPLACE, { id, before, after });
}

const STEPS = statement<Record<never, never>>()((db) =>
  db
    .selectFrom('sign_in_step')
    .select(['token_hash', 'state'])
    .where('kind', 'in', [sql.lit('code' as const), sql.lit('contact' as const)])
    .where('used_at', 'is', null),
);
const REPLACE_STATE = statement<{ token: Uint8Array; before: string; after: string }>()((db, p) =>
  db
    .updateTable('sign_in_step')
    .set({ state: p('after') })
    .where('token_hash', '=', p('token'))
    .where('state', '=', p('before')),
);

export function waitingSteps(reader: Reader): Promise<{ token_hash: Uint8Array; state: string }[]> {
  return reader.rows(STEPS, {});
}

export async function replaceStepState(tx: Tx, token: Uint8Array, before: string, after: string): Promise<void> {
  await tx.run(REPLACE_STATE, { token, before, after });
}
