import { sql } from 'kysely';
import { OPEN_STATES } from '#domain/booking/booking-states.ts';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** What a hold asks about its patron. */
export interface PatronForHold {
  /** The name the patron chose to be called by, if any. */
  alias: string | null;
  messages: string;
  /** Held and confirmed bookings of the service that have not begun (B9). */
  open: number;
  /** Of the patron's last booking of the service, and of the last one in a room of the branch. */
  lastCounsellor: string | null;
  lastRoom: string | null;
}

const LOCK = statement<{ patron: string }>()((db, p) =>
  db.selectFrom('patron').select('person').where('person', '=', p('patron')).forNoKeyUpdate(),
);

/** One at a time changes what a patron has; on SQLite one transaction writes at a time anyway. */
export async function lockPatron(tx: Tx, patron: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.rows(LOCK, { patron });
}

const SET_ALIAS = statement<{ patron: string; alias: string | null }>()((db, p) =>
  db
    .updateTable('patron')
    .set({ alias: p('alias') })
    .where('person', '=', p('patron')),
);

/** Whether there is such a patron. */
export async function setAlias(tx: Tx, patron: string, alias: string | null): Promise<boolean> {
  return (await tx.run(SET_ALIAS, { patron, alias })) > 0;
}

type HoldParams = { patron: string; service: string; branch: string; now: number };

const FOR_HOLD = statement<HoldParams>()((db, p) => {
  const bookings = db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session')
    .where('booking.patron', '=', p('patron'))
    .where('session.service', '=', p('service'));
  const past = bookings
    .where('booking.state', 'not in', [sql.lit('cancelled' as const), sql.lit('expired' as const)])
    .orderBy('booking.starts_at', 'desc')
    .limit(sql.lit(1));

  return db
    .selectFrom('patron')
    .innerJoin('person', 'person.id', 'patron.person')
    .where('patron.person', '=', p('patron'))
    .where('person.disabled_at', 'is', null)
    .select([
      'patron.alias',
      'patron.messages',
      bookings
        .where(
          'booking.state',
          'in',
          OPEN_STATES.map((state) => sql.lit(state)),
        )
        .where('booking.starts_at', '>', p('now'))
        .where((eb) => eb(eb.fn.coalesce('booking.held_until', eb.ref('booking.starts_at')), '>', p('now')))
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .as('open'),
      past.select('session.counsellor').as('last_counsellor'),
      past
        .where('session.branch', '=', p('branch'))
        .where('session.room', 'is not', null)
        .select('session.room')
        .as('last_room'),
    ]);
});

/**
 * Locks the patron on PostgreSQL, so that two holds of one patron cannot both find the last open place; on SQLite one
 * transaction writes at a time anyway. Undefined for somebody who is no patron (any more: the desk
 * may have merged the account with another while this waited for the lock).
 */
export async function patronForHold(tx: Tx, asked: HoldParams): Promise<PatronForHold | undefined> {
  await lockPatron(tx, asked.patron);

  const row = await tx.first(FOR_HOLD, asked);
  if (!row) return undefined;
  return {
    alias: row.alias,
    messages: row.messages,
    open: Number(row.open),
    lastCounsellor: row.last_counsellor,
    lastRoom: row.last_room,
  };
}
