import { statement } from '../engine/statement.ts';
import type { Reader } from '../engine/database.ts';
import { textIn, textList } from '../engine/value-list.ts';

/** Whom a changed session or block concerns. */
export interface Concerned {
  branch: string;
  counsellor: string | null;
  /** Of a session: one of its bookings, and what its patron can see of it. */
  booking?: { id: string; patron: string; view: string };
}

const SEEN = [
  'booking.id as booking',
  'booking.patron',
  'booking.version',
  'booking.state',
  'session.counsellor',
  'session.branch',
  'session.room',
  'session.mode',
  'session.starts_at',
  'session.ends_at',
] as const;

interface SeenRow {
  booking: string | null;
  patron: string | null;
  version: number | null;
  state: string | null;
  counsellor: string;
  branch: string;
  room: string | null;
  mode: string;
  starts_at: number;
  ends_at: number;
}

const ofSessions = statement<{ ids: string }>()((db, p, engine) =>
  db
    .selectFrom('session')
    .leftJoin('booking', 'booking.session', 'session.id')
    .select(SEEN)
    .where(textIn(engine, 'session.id', p('ids'))),
);

const ofBlocks = statement<{ ids: string }>()((db, p, engine) =>
  db
    .selectFrom('block')
    .select(['branch', 'counsellor'])
    .where(textIn(engine, 'block.id', p('ids'))),
);

const ofPatron = statement<{ patron: string; since: number }>()((db, p) =>
  db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session')
    .select(SEEN)
    .where('booking.patron', '=', p('patron'))
    .where('booking.starts_at', '>=', p('since')),
);

/** One question for all the sessions that changed, one for all the blocks. */
export async function concernedBy(
  reader: Reader,
  { sessions, blocks }: { sessions: string[]; blocks: string[] },
): Promise<Concerned[]> {
  const concerned: Concerned[] = [];
  if (sessions.length > 0) {
    for (const row of await reader.rows(ofSessions, { ids: textList(sessions) })) concerned.push(concernedOf(row));
  }
  if (blocks.length > 0) concerned.push(...(await reader.rows(ofBlocks, { ids: textList(blocks) })));
  return concerned;
}

/** What a patron can see of each of their bookings from that start on, by booking. */
export async function viewsOf(reader: Reader, patron: string, since: number): Promise<Map<string, string>> {
  const rows = await reader.rows(ofPatron, { patron, since });
  return new Map(rows.map((row) => [row.booking, viewOf(row)]));
}

function concernedOf(row: SeenRow): Concerned {
  const { branch, counsellor, booking, patron } = row;
  if (booking === null || patron === null) return { branch, counsellor };
  return { branch, counsellor, booking: { id: booking, patron, view: viewOf(row) } };
}

/** A group's places are taken by others: that is none of this patron's business, and so it is not in here. */
function viewOf({ version, state, counsellor, room, mode, starts_at, ends_at }: SeenRow): string {
  return [version, state, counsellor, room, mode, starts_at, ends_at].join(' ');
}
