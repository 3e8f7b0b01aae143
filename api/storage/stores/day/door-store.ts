import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

const MOST = 50;

const TAKEN = statement<{ room: string; from: number; until: number }>()((db, p) =>
  db
    .selectFrom('session')
    .select(['session.starts_at', 'session.ends_at'])
    .where('session.room', '=', p('room'))
    .where('session.gone_at', 'is', null)
    .where('session.ends_at', '>', p('from'))
    .where('session.starts_at', '<', p('until'))
    .where((eb) =>
      eb.or([
        eb('session.series', 'is not', null),
        eb.exists(
          eb
            .selectFrom('booking')
            .select(sql.lit(1).as('one'))
            .whereRef('booking.session', '=', 'session.id')
            .where((on) =>
              on.or([
                on('booking.state', 'in', ['confirmed', 'arrived', 'in_session']),
                on.and([on('booking.state', '=', 'held'), on('booking.held_until', '>', p('from'))]),
              ]),
            ),
        ),
      ]),
    )
    .unionAll(
      db
        .selectFrom('block')
        .select(['block.starts_at', 'block.ends_at'])
        .where('block.room', '=', p('room'))
        .where('block.gone_at', 'is', null)
        .where('block.ends_at', '>', p('from'))
        .where('block.starts_at', '<', p('until')),
    )
    .orderBy('starts_at')
    .limit(sql.lit(MOST)),
);

/** When a room is wanted in `[from, until)`, by start: talks that are still to be had, and times out of use. */
export async function roomTimes(
  reader: Reader,
  asked: { room: string; from: Instant; until: Instant },
): Promise<{ startsAt: Instant; endsAt: Instant }[]> {
  const rows = await reader.rows(TAKEN, asked);
  return rows.map((row) => ({ startsAt: row.starts_at, endsAt: row.ends_at }));
}
