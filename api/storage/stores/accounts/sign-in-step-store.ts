import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

/** Steps of signing in that wait for the next. Each belongs to the browser whose cookie hashes to `token_hash`. */

export type StepKind = Schema['sign_in_step']['kind'];

export interface NewStep {
  tokenHash: Uint8Array;
  kind: StepKind;
  person: string | null;
  subject: Uint8Array | null;
  codeHash: Uint8Array | null;
  /** JSON. */
  state: string;
  expiresAt: Instant;
}

type InsertParams = {
  token: Uint8Array;
  kind: StepKind;
  person: string | null;
  subject: Uint8Array | null;
  code: Uint8Array | null;
  state: string;
  now: number;
  expires: number;
};

const INSERT = statement<InsertParams>()((db, p) =>
  db.insertInto('sign_in_step').values({
    token_hash: p('token'),
    kind: p('kind'),
    person: p('person'),
    subject: p('subject'),
    code_hash: p('code'),
    state: p('state'),
    tries: 0,
    created_at: p('now'),
    expires_at: p('expires'),
    used_at: null,
  }),
);

export async function insertStep(tx: Tx, step: NewStep): Promise<void> {
  await tx.run(INSERT, {
    token: step.tokenHash,
    kind: step.kind,
    person: step.person,
    subject: step.subject,
    code: step.codeHash,
    state: step.state,
    now: tx.now,
    expires: step.expiresAt,
  });
}

export interface Step {
  person: string | null;
  subject: Uint8Array | null;
  codeHash: Uint8Array | null;
  state: string;
  createdAt: Instant;
}

const COLUMNS = ['person', 'subject', 'code_hash', 'state', 'created_at'] as const;

const FIND = statement<{ token: Uint8Array; kind: StepKind; now: number }>()((db, p) =>
  db
    .selectFrom('sign_in_step')
    .select(COLUMNS)
    .where('token_hash', '=', p('token'))
    .where('kind', '=', p('kind'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', p('now')),
);

/** The step that waits in this browser, if it is alive. */
export async function findStep(
  reader: Reader,
  asked: { tokenHash: Uint8Array; kind: StepKind; now: Instant },
): Promise<Step | undefined> {
  return stepOf(await reader.first(FIND, { token: asked.tokenHash, kind: asked.kind, now: asked.now }));
}

const TRY = statement<{ token: Uint8Array; kind: StepKind; now: number; most: number }>()((db, p) =>
  db
    .updateTable('sign_in_step')
    .set((set) => ({ tries: set('tries', '+', 1) }))
    .where('token_hash', '=', p('token'))
    .where('kind', '=', p('kind'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', p('now'))
    .where('tries', '<', p('most'))
    .returning(COLUMNS),
);

/** Counts a try and locks the step: of many at once each is counted, and one alone can use it. Undefined: none is left. */
export async function tryStep(
  tx: Tx,
  asked: { tokenHash: Uint8Array; kind: StepKind; mostTries: number },
): Promise<Step | undefined> {
  const { tokenHash: token, kind, mostTries: most } = asked;
  return stepOf(await tx.first(TRY, { token, kind, now: tx.now, most }));
}

type Row = {
  person: string | null;
  subject: Uint8Array | null;
  code_hash: Uint8Array | null;
  state: string;
  created_at: number;
};

function stepOf(row: Row | undefined): Step | undefined {
  if (!row) return undefined;
  const { person, subject, code_hash, state, created_at } = row;
  return { person, subject, codeHash: code_hash, state, createdAt: created_at };
}

const SPEND = statement<{ token: Uint8Array; now: number }>()((db, p) =>
  db
    .updateTable('sign_in_step')
    .set({ used_at: p('now') })
    .where('token_hash', '=', p('token'))
    .where('used_at', 'is', null),
);

/** Whether it was unused until now. */
export async function spendStep(tx: Tx, tokenHash: Uint8Array): Promise<boolean> {
  return (await tx.run(SPEND, { token: tokenHash, now: tx.now })) > 0;
}

const SWEEP = statement<{ now: number }>()((db, p) =>
  db.deleteFrom('sign_in_step').where('expires_at', '<=', p('now')),
);

export async function sweepSteps(tx: Tx): Promise<void> {
  await tx.run(SWEEP, { now: tx.now });
}
