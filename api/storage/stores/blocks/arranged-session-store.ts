import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** What staff change of a session that stands. Each names what it expects; cells are the caller's. */

type RoomParams = { id: string; from: string; room: string; roomUntil: number; now: number };

const ROOM = statement<RoomParams>()((db, p) =>
  db
    .updateTable('session')
    .set({ room: p('room'), room_until: p('roomUntil'), arranged_at: p('now') })
    .where('id', '=', p('id'))
    .where('room', '=', p('from'))
    .where('gone_at', 'is', null),
);

/** False where the session is gone, or no longer in that room. */
export async function changeRoom(
  tx: Tx,
  change: { id: string; from: string; room: string; roomUntil: Instant },
): Promise<boolean> {
  return (await tx.run(ROOM, { ...change, now: tx.now })) === 1;
}

type CounsellorParams = { id: string; from: string; counsellor: string; now: number };

const COUNSELLOR = statement<CounsellorParams>()((db, p) =>
  db
    .updateTable('session')
    .set({ counsellor: p('counsellor'), arranged_at: p('now') })
    .where('id', '=', p('id'))
    .where('counsellor', '=', p('from'))
    .where('gone_at', 'is', null),
);

/** False where the session is gone, or no longer that counsellor's. */
export async function changeCounsellor(
  tx: Tx,
  change: { id: string; from: string; counsellor: string },
): Promise<boolean> {
  return (await tx.run(COUNSELLOR, { ...change, now: tx.now })) === 1;
}

const CALL_OFF = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('session')
    .set({ gone_at: p('now'), arranged_at: p('now'), taken: sql.lit(0) })
    .where('id', '=', p('id'))
    .where('gone_at', 'is', null),
);

/** A dated session that does not take place. False where it is gone. */
export async function callOffSession(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(CALL_OFF, { id, now: tx.now })) === 1;
}
