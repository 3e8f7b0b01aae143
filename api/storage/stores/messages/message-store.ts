import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import { firstLook } from '#domain/message/decide-sending.ts';
import type { MessageKind } from '#domain/message/message-kind.ts';
import { RETENTION } from '#domain/rights/retention-kinds.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Messages that wait (M6, M7). One that is neither sent nor given up waits. */
export interface WaitingMessage {
  id: string;
  booking: string;
  kind: MessageKind;
  askedAt: Instant;
  /** How often it was tried in vain. */
  tries: number;
}

type AskParams = { id: string; booking: string; kind: MessageKind; now: number; due: number };

const ASK = statement<AskParams>()((db, p) =>
  db
    .insertInto('message')
    .values({ id: p('id'), booking: p('booking'), kind: p('kind'), asked_at: p('now'), due_at: p('due'), tries: 0 })
    .onConflict((conflict) =>
      conflict.columns(['booking', 'kind']).doUpdateSet({
        // Whoever is sending the former one cannot settle this one by it.
        id: sql`excluded.id`,
        asked_at: sql`excluded.asked_at`,
        due_at: sql`excluded.due_at`,
        tries: 0,
        sent_at: null,
        given_up_at: null,
      }),
    ),
);

const IS_WAITING = statement<{ booking: string; kind: MessageKind }>()((db, p) =>
  db
    .selectFrom('message')
    .select('id')
    .where('booking', '=', p('booking'))
    .where('kind', '=', p('kind'))
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null),
);

/** M6: asked for once more, it is to be told once more. A change of what is yet to be told as booked is told by that. */
export async function askMessage(
  tx: Tx,
  { id, booking, kind, startsAt }: { id: string; booking: string; kind: MessageKind; startsAt: Instant },
): Promise<void> {
  const isNews = kind === 'changed' && (await tx.first(IS_WAITING, { booking, kind: 'booked' })) !== undefined;
  const asked = { kind: isNews ? 'booked' : kind, askedAt: tx.now } as const;
  await tx.run(ASK, { id, booking, kind: asked.kind, now: tx.now, due: firstLook(asked, startsAt) });
}

/** M7: whoever has claimed a message and is not heard of again leaves it to the others. */
export const CLAIM_MS = 300_000;

/** Each is looked at and sent before the next are: a pass ends soon. */
const MOST_AT_ONCE = 20;

const ANY_DUE = statement<{ now: number }>()((db, p) =>
  db
    .selectFrom('message')
    .select('id')
    .where('due_at', '<=', p('now'))
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .limit(sql.lit(1)),
);

/** Asked without a transaction: most of the time there is nothing. */
export async function isAnyDue(reader: Reader, now: Instant): Promise<boolean> {
  return (await reader.first(ANY_DUE, { now })) !== undefined;
}

const BACKLOG = statement<{ now: number }>()((db, p) =>
  db
    .selectFrom('message')
    .select([sql<number>`count(*)`.as('waiting'), sql<number | null>`min(due_at)`.as('oldest')])
    .where('due_at', '<=', p('now'))
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null),
);

/** What is due and was not taken up yet: of a process that sends, next to nothing. */
export async function waitingMessages(
  reader: Reader,
  now: Instant,
): Promise<{ waiting: number; oldestDueAt: Instant | undefined }> {
  const row = await reader.first(BACKLOG, { now });
  return { waiting: row?.waiting ?? 0, oldestDueAt: row?.oldest ?? undefined };
}

const DUE = statement<{ now: number }>()((db, p, engine) => {
  const query = db
    .selectFrom('message')
    .select(['id', 'booking', 'kind', 'asked_at', 'tries'])
    .where('due_at', '<=', p('now'))
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .orderBy('due_at')
    .limit(sql.lit(MOST_AT_ONCE));
  return engine === 'postgres' ? query.forUpdate().skipLocked() : query;
});

/** On PostgreSQL those that another process is looking at just now are left out. */
export async function dueMessages(tx: Tx): Promise<{ due: WaitingMessage[]; mayBeMore: boolean }> {
  const rows = await tx.rows(DUE, { now: tx.now });
  const due = rows.map(({ asked_at, ...row }) => ({ ...row, askedAt: asked_at, tries: row.tries }));
  return { due, mayBeMore: rows.length === MOST_AT_ONCE };
}

const WAIT = statement<{ id: string; until: number; tries: number }>()((db, p) =>
  db
    .updateTable('message')
    .set({ due_at: p('until'), tries: p('tries') })
    .where('id', '=', p('id')),
);

/** Nobody looks at it before. */
export async function waitWithMessage(
  tx: Tx,
  { id, tries }: Pick<WaitingMessage, 'id' | 'tries'>,
  until: Instant,
): Promise<void> {
  await tx.run(WAIT, { id, until, tries });
}

const LOOK_AGAIN = statement<{ patron: string; now: number; claimed: number }>()((db, p) =>
  db
    .updateTable('message')
    .set({ due_at: p('now') })
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('due_at', '>', p('claimed'))
    .where('booking', 'in', (eb) =>
      eb.selectFrom('booking').select('booking.id').where('booking.patron', '=', p('patron')),
    ),
);

/** Other quiet hours: another time may be right. What is being sent just now is left alone, and is looked at soon anyway. */
export async function lookAgainAtMessages(tx: Tx, patron: string): Promise<void> {
  await tx.run(LOOK_AGAIN, { patron, now: tx.now, claimed: tx.now + CLAIM_MS });
}

const SENT = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('message')
    .set({ sent_at: p('now') })
    .where('id', '=', p('id')),
);

export async function settleSent(tx: Tx, id: string): Promise<void> {
  await tx.run(SENT, { id, now: tx.now });
}

const GIVEN_UP = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('message')
    .set({ given_up_at: p('now') })
    .where('id', '=', p('id')),
);

export async function giveUpMessage(tx: Tx, id: string): Promise<void> {
  await tx.run(GIVEN_UP, { id, now: tx.now });
}

const KEPT_MS = RETENTION.messages.days * 86_400_000;

const SWEEP = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('message').where((eb) => eb.or([eb('sent_at', '<', p('before')), eb('given_up_at', '<', p('before'))])),
);

/** M7: what was sent or given up is of no use for long. */
export async function sweepMessages(tx: Tx): Promise<void> {
  await tx.run(SWEEP, { before: tx.now - KEPT_MS });
}
