import {
  blockAnswer,
  blockPreview,
  type Affected,
  type BlockAnswer,
  type BlockPreview,
  type Outcome,
} from '#contract/blocks.ts';
import { expect } from 'vitest';
import { rowsOf, type Answer, type Caller, type Library } from './booking-library.ts';

/** What a test of blocks and closed rooms does again and again. */

export const json = <T>({ text }: Answer): T => JSON.parse(text) as T;

/** A time on Tuesday 2026-11-24 at the main branch, as the desk types it. */
export const tuesday = (clock: string) => `2026-11-24T${clock}`;
export const TUESDAY = { from: tuesday('08:00'), until: tuesday('18:00') };

export async function preview(caller: Caller, range: object): Promise<Affected[]> {
  const isRoom = 'room' in range;
  const path = isRoom ? '/api/desk/room-closures/preview' : '/api/counsellor/blocks/preview';
  const answer = await caller.post(path, isRoom ? range : { branch: 'main', kind: 'block', ...range });
  expect(answer.status, answer.text).toBe(200);
  return blockPreview.strict().parse(json<BlockPreview>(answer)).affected;
}

export function save(caller: Caller, range: object, outcomes: Outcome[] = [], key?: string): Promise<Answer> {
  return 'room' in range
    ? caller.post('/api/desk/room-closures', { ...range, outcomes }, key)
    : caller.post('/api/counsellor/blocks', { branch: 'main', kind: 'block', ...range, outcomes }, key);
}

/** @returns the answer of a block that must be had */
export async function saved(caller: Caller, range: object, outcomes: Outcome[] = []): Promise<BlockAnswer> {
  const answer = await save(caller, range, outcomes);
  expect(answer.status, answer.text).toBe(201);
  return blockAnswer.strict().parse(json<BlockAnswer>(answer));
}

/** The session of a booking, as the database has it. */
export async function sessionOf({ api }: Library, booking: string): Promise<string> {
  const rows = await rowsOf<{ session: string }>(api, `select session from booking where id = '${booking}'`);
  return rows[0]!.session;
}

/** Actions of the audit record since the last call, in order. */
export function auditOf({ api }: Library): () => Promise<string[]> {
  let seen = new Set<string>();
  return async () => {
    const rows = await rowsOf<{ id: string; action: string }>(api, 'select id, action from audit order by id');
    const fresh = rows.filter(({ id }) => !seen.has(id)).map(({ action }) => action);
    seen = new Set(rows.map(({ id }) => id));
    return fresh;
  };
}
