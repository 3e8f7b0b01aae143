import { sql } from 'kysely';
import type { IndexedBlock } from '#domain/availability/occupancy-index.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';
import { counsellorResource, roomResource } from '../occupancy-store.ts';

/** Time taken away from a counsellor or from a room: exactly one of the two. Instants are on the grid of cells. */
export interface Block {
  id: string;
  kind: Schema['block']['kind'];
  counsellor: string | null;
  room: string | null;
  branch: string;
  startsAt: Instant;
  endsAt: Instant;
  goneAt: Instant | null;
  /** The front desk made it, in the counsellor's name. */
  byDesk?: boolean;
}

function blockOf(row: Schema['block']): Block {
  const { id, kind, counsellor, room, branch, starts_at: startsAt, ends_at: endsAt, gone_at: goneAt } = row;
  return { id, kind, counsellor, room, branch, startsAt, endsAt, goneAt, byDesk: row.by_desk === 1 };
}

/** What the block takes: the resource of its cells. */
export function resourceOfBlock({ counsellor, room }: Pick<Block, 'counsellor' | 'room'>): string {
  return counsellor === null ? roomResource(room ?? '') : counsellorResource(counsellor);
}

const LOCK_COUNSELLOR = statement<{ id: string }>()((db, p) =>
  db.selectFrom('counsellor').select('id').where('id', '=', p('id')).forNoKeyUpdate(),
);

const LOCK_ROOM = statement<{ id: string }>()((db, p) =>
  db.selectFrom('room').select('id').where('id', '=', p('id')).forNoKeyUpdate(),
);

/**
 * Nobody else makes or ends a block of the same counsellor or room until the transaction ends: of two that overlap, each
 * must see the other, since they share their cells.
 */
export async function lockForBlocks(tx: Tx, { counsellor, room }: Pick<Block, 'counsellor' | 'room'>): Promise<void> {
  if (tx.engine === 'sqlite') return;
  await tx.rows(counsellor === null ? LOCK_ROOM : LOCK_COUNSELLOR, { id: counsellor ?? room ?? '' });
}

const INSERT = statement<Omit<Schema['block'], 'gone_at'>>()((db, p) =>
  db.insertInto('block').values({
    id: p('id'),
    kind: p('kind'),
    counsellor: p('counsellor'),
    room: p('room'),
    branch: p('branch'),
    starts_at: p('starts_at'),
    ends_at: p('ends_at'),
    made_by: p('made_by'),
    created_at: p('created_at'),
    by_desk: p('by_desk'),
  }),
);

/** Its cells are claimed by the caller. */
export async function insertBlock(tx: Tx, { goneAt: _, byDesk, ...block }: Block, madeBy: string): Promise<void> {
  const { startsAt, endsAt, ...kept } = block;
  const times = { starts_at: startsAt, ends_at: endsAt, created_at: tx.now };
  await tx.run(INSERT, { ...kept, ...times, made_by: madeBy, by_desk: byDesk ? 1 : 0 });
}

const FIND = statement<{ id: string }>()((db, p) => db.selectFrom('block').selectAll().where('id', '=', p('id')));

/** Gone ones too. */
export async function findBlock(reader: Reader, id: string): Promise<Block | undefined> {
  const row = await reader.first(FIND, { id });
  return row && blockOf(row);
}

const SHORTEN = statement<{ id: string; ends_at: number }>()((db, p) =>
  db
    .updateTable('block')
    .set({ ends_at: p('ends_at') })
    .where('id', '=', p('id'))
    .where('gone_at', 'is', null)
    .where('ends_at', '>', p('ends_at')),
);

const REMOVE = statement<{ id: string; gone_at: number }>()((db, p) =>
  db
    .updateTable('block')
    .set({ gone_at: p('gone_at') })
    .where('id', '=', p('id'))
    .where('gone_at', 'is', null),
);

/** It ends sooner. False where it is gone, or over by then. Its cells are freed by the caller. */
export async function shortenBlock(tx: Tx, id: string, endsAt: Instant): Promise<boolean> {
  return (await tx.run(SHORTEN, { id, ends_at: endsAt })) === 1;
}

/** As if it had never been meant. False where it is gone. Its cells are freed by the caller. */
export async function removeBlock(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(REMOVE, { id, gone_at: tx.now })) === 1;
}

type Range = { from: number; until: number };

const OF_COUNSELLOR = statement<Range & { counsellor: string }>()((db, p) =>
  db
    .selectFrom('block')
    .selectAll()
    .where('counsellor', '=', p('counsellor'))
    .where('gone_at', 'is', null)
    .where('ends_at', '>', p('from'))
    .where('starts_at', '<', p('until'))
    .orderBy('starts_at'),
);

/** Those of a counsellor that stand and overlap `[from, until)`, by start. */
export async function blocksOfCounsellor(
  reader: Reader,
  asked: { counsellor: string; from: Instant; until: Instant },
): Promise<Block[]> {
  return (await reader.rows(OF_COUNSELLOR, asked)).map(blockOf);
}

const OF_ROOM = statement<Range & { room: string }>()((db, p) =>
  db
    .selectFrom('block')
    .selectAll()
    .where('room', '=', p('room'))
    .where('gone_at', 'is', null)
    .where('ends_at', '>', p('from'))
    .where('starts_at', '<', p('until'))
    .orderBy('starts_at'),
);

/** Those on the same counsellor or room that stand and overlap `[from, until)`, by start. */
export async function blocksOnResource(
  reader: Reader,
  { counsellor, room }: Pick<Block, 'counsellor' | 'room'>,
  range: { from: Instant; until: Instant },
): Promise<Block[]> {
  if (counsellor !== null) return blocksOfCounsellor(reader, { counsellor, ...range });
  return (await reader.rows(OF_ROOM, { room: room ?? '', ...range })).map(blockOf);
}

const CLOSURES = statement<Range & { branch: string }>()((db, p) =>
  db
    .selectFrom('block')
    .selectAll()
    .where('branch', '=', p('branch'))
    .where('room', 'is not', null)
    .where('gone_at', 'is', null)
    .where('ends_at', '>', p('from'))
    .where('starts_at', '<', p('until'))
    .orderBy('starts_at')
    .orderBy('room'),
);

/** Rooms of a branch that are out of use at some time of `[from, until)`, by start, then room. */
export async function roomClosuresOn(
  reader: Reader,
  asked: { branch: string; from: Instant; until: Instant },
): Promise<(Block & { room: string })[]> {
  return (await reader.rows(CLOSURES, asked)).map((row) => ({ ...blockOf(row), room: row.room ?? '' }));
}

const BY_DESK = statement<{ branch: string; from: number }>()((db, p) =>
  db
    .selectFrom('block')
    .selectAll()
    .where('branch', '=', p('branch'))
    .where('counsellor', 'is not', null)
    .where('by_desk', '=', sql.lit(1 as const))
    .where('gone_at', 'is', null)
    .where('ends_at', '>', p('from'))
    .orderBy('starts_at')
    .orderBy('counsellor'),
);

/** Counsellors whose time the desk of a branch took away until later than `from`, by start, then counsellor. */
export async function deskBlocksFrom(
  reader: Reader,
  asked: { branch: string; from: Instant },
): Promise<(Block & { counsellor: string })[]> {
  return (await reader.rows(BY_DESK, asked)).map((row) => ({ ...blockOf(row), counsellor: row.counsellor ?? '' }));
}

const SINCE = statement<{ since: number }>()((db, p) =>
  db.selectFrom('block').selectAll().where('ends_at', '>=', p('since')).where('gone_at', 'is', null),
);

/** Every block that ends from then on, as the index wants it. */
export async function loadBlocks(reader: Reader, from: Instant): Promise<IndexedBlock[]> {
  return (await reader.rows(SINCE, { since: from })).map((row) => indexedBlock(blockOf(row)));
}

/** As it is now; undefined once it is gone. */
export async function findIndexedBlock(reader: Reader, id: string): Promise<IndexedBlock | undefined> {
  const block = await findBlock(reader, id);
  return block && block.goneAt === null ? indexedBlock(block) : undefined;
}

function indexedBlock(block: Block): IndexedBlock {
  const { id, startsAt, endsAt } = block;
  return { id, resource: resourceOfBlock(block), startsAt, endsAt };
}
