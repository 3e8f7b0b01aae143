import { sql } from 'kysely';
import { CELL, DAY_CELLS, type Instant } from '#domain/ids.ts';
import type { Reader } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { NOBODY } from '../rights/nobody.ts';

/**
 * The key that refuses double bookings, held against the sessions that it stands for: a cell that is lost would let somebody in. Each question is one
 * statement, and so one snapshot, while others book.
 */

const DAY = CELL * DAY_CELLS;
const cell = sql.lit(CELL);
const dayCells = sql.lit(DAY_CELLS);

/** Sessions whose counsellor, room and patrons do not have exactly their cells, and cells that are of no session and no block. */
const SESSIONS = statement<{ from: number; until: number; day: number; untilDay: number }>()((db, p) => {
  // The ends, too, for which there is an index.
  const isAmong = sql`session.ends_at >= ${p('from')} and session.starts_at >= ${p('from')} and session.ends_at < ${p('until')}`;
  return {
    compile: () =>
      sql<{ id: string }>`with needed as materialized (
        select id, 'c:' || counsellor as resource, starts_at, counsellor_until as until from session
          where gone_at is null and ${isAmong}
        union all select id, 'r:' || room, starts_at, room_until from session
          where gone_at is null and room is not null and ${isAmong}
        union all select session.id, 'p:' || booking.patron, session.starts_at, session.ends_at
          from session join booking on booking.session = session.id
          where ${isAmong} and booking.patron <> ${sql.lit(NOBODY)}
            and booking.state not in ('expired', 'cancelled')),
      found as materialized (
        select session, resource, count(*) as cells, min(day * ${dayCells} + cell) as first,
          max(day * ${dayCells} + cell) as last
        from occupancy where day >= ${p('day')} and day <= ${p('untilDay')} group by session, resource)
      select needed.id from needed left join found on found.session = needed.id and found.resource = needed.resource
        where found.cells is null or found.first <> needed.starts_at / ${cell}
          or found.last + 1 <> (needed.until + ${cell} - 1) / ${cell} or found.cells <> found.last + 1 - found.first
      union select found.session from found
        left join session on session.id = found.session left join block on block.id = found.session
        left join needed on needed.id = found.session and needed.resource = found.resource
        where block.id is null and needed.id is null and (session.id is null or (${isAmong}))`.compile(db),
  };
});

/** Blocks that somebody could book into. */
const BLOCKS = statement<{ from: number }>()((db, p, engine) => {
  const from = engine === 'sqlite' ? sql`max(starts_at, ${p('from')})` : sql`greatest(starts_at, ${p('from')})`;
  return {
    compile: () =>
      sql<{ id: string }>`select id from block where gone_at is null and ends_at > ${p('from')}
        and (select count(*) from occupancy where resource = coalesce('c:' || block.counsellor, 'r:' || block.room)
          and (day, cell) >= (${from} / ${sql.lit(DAY)}, ${from} % ${sql.lit(DAY)} / ${cell})
          and (day, cell) < (block.ends_at / ${sql.lit(DAY)}, block.ends_at % ${sql.lit(DAY)} / ${cell})
        ) <> (block.ends_at - ${from}) / ${cell}`.compile(db),
  };
});

/** Of what began yesterday or later and ends before `until`: cells of days before are swept. Ids of sessions and blocks. */
export async function cellFaults(reader: Reader, now: Instant, until = Number.MAX_SAFE_INTEGER): Promise<string[]> {
  const day = Math.floor(now / DAY) - 1;
  const from = day * DAY;
  const sessions = await reader.rows(SESSIONS, { from, until, day, untilDay: Math.ceil(until / DAY) });
  const blocks = await reader.rows(BLOCKS, { from });
  return [...sessions, ...blocks].map(({ id }) => id);
}
