import { randomUUID } from 'node:crypto';
import type { Quote } from '#domain/price/quote.ts';
import type { Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import type { Schema } from '../schema.ts';
import { noteChange } from '../stores/change-store.ts';
import { moveFromBooking, moveFromSession, moveTold } from './move-rows.ts';
import { NOBODY } from './nobody.ts';
import { putRow } from './put-row.ts';

/**
 * A booking loses its person. It is written anew under a random id, because the record knows by id who made it, and so is
 * the session that was for it alone: what is left are time, place, state, people and sums. When it was made and ended is
 * known by the day only, since the record has the instant.
 */

type Booking = Schema['booking'];
type Session = Schema['session'];

const BOOKING = statement<{ id: string }>()((db, p) => db.selectFrom('booking').selectAll().where('id', '=', p('id')));
const SESSION = statement<{ id: string }>()((db, p) => db.selectFrom('session').selectAll().where('id', '=', p('id')));

/** Of a booking that is over, or was cancelled. */
export async function detachBooking(tx: Tx, id: string): Promise<void> {
  const booking = await tx.first(BOOKING, { id });
  if (!booking || booking.patron === NOBODY) return;
  const session = (await tx.first(SESSION, { id: booking.session }))!;
  const to = randomUUID();
  await putRow(tx, 'booking', withoutPerson(booking, to));
  await moveTold(tx, id, to);
  await moveFromBooking(tx, id, to, session);

  await noteChange(tx, 'session', session.id);
  if (session.series === null) await renew(tx, session);
}

async function renew(tx: Tx, session: Session): Promise<void> {
  const to = randomUUID();
  await putRow(tx, 'session', { ...session, id: to, created_at: dayOf(session.created_at) });
  await moveFromSession(tx, session, to);
  await noteChange(tx, 'session', to);
}

const DAY_MS = 86_400_000;
const dayOf = (at: number) => at - (at % DAY_MS);
const dayOrNull = (at: number | null) => (at === null ? null : dayOf(at));

/** Enough to tell two receipts of a day apart. */
const ALIAS_SIGNS = 8;

/** Column by column: one that is new has to be decided on. */
function withoutPerson(row: Booking, id: string): Booking {
  const { session, branch, local_on, starts_at, people, state, held_until } = row;
  const { list_minor, total_minor, currency, minor_digits } = row;
  const { arrived_at, started_at, absence, absence_confirmed_at } = row;
  return {
    id,
    patron: NOBODY,
    alias: id.slice(0, ALIAS_SIGNS),
    session,
    branch,
    local_on,
    starts_at,
    people,
    state,
    held_until,
    list_minor,
    total_minor,
    currency,
    minor_digits,
    arrived_at,
    started_at,
    absence,
    absence_confirmed_at,
    quote: JSON.stringify(pricesOf(row.quote)),
    created_at: dayOf(row.created_at),
    confirmed_at: dayOrNull(row.confirmed_at),
    ended_at: dayOrNull(row.ended_at),
    extended: 0,
    version: 1,
    features: '[]',
    preparations: '[]',
    messages: 'none',
    consent_version: null,
    consent_locale: null,
    consent_at: null,
    ticket_code: null,
    ticket_index: null,
    ticket_sealed: null,
    retakes: null,
    follows: null,
  };
}

/** What each discount came to; neither until when it was theirs nor what codes they had besides. */
function pricesOf(quote: string): Pick<Quote, 'lines' | 'unused'> {
  const { lines } = JSON.parse(quote) as Quote;
  const bare = lines.map(({ discount, amountMinor, currency }) => ({ discount, amountMinor, currency }));
  return { lines: bare, unused: [] };
}
