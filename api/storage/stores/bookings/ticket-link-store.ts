import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Links with which somebody else may move or cancel one booking. A booking has one at most that is not revoked. */

const INSERT = statement<{ index: Uint8Array; booking: string; now: number }>()((db, p) =>
  db
    .insertInto('ticket_link')
    .values({ token_index: p('index'), booking: p('booking'), created_at: p('now'), revoked_at: null }),
);

const REVOKE = statement<{ booking: string; now: number }>()((db, p) =>
  db
    .updateTable('ticket_link')
    .set({ revoked_at: p('now') })
    .where('booking', '=', p('booking'))
    .where('revoked_at', 'is', null),
);

const REVOKE_OF_PATRON = statement<{ patron: string; now: number }>()((db, p) =>
  db
    .updateTable('ticket_link')
    .set({ revoked_at: p('now') })
    .where('booking', 'in', db.selectFrom('booking').select('id').where('patron', '=', p('patron')))
    .where('revoked_at', 'is', null),
);

const CARRY = statement<{ from: string; to: string }>()((db, p) =>
  db
    .updateTable('ticket_link')
    .set({ booking: p('to') })
    .where('booking', '=', p('from'))
    .where('revoked_at', 'is', null),
);

const OF_BOOKING = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('ticket_link').select('created_at').where('booking', '=', p('booking')).where('revoked_at', 'is', null),
);

const BY_TOKEN = statement<{ index: Uint8Array }>()((db, p) =>
  db.selectFrom('ticket_link').select('booking').where('token_index', '=', p('index')).where('revoked_at', 'is', null),
);

const BY_TOKEN_TO_WRITE = statement<{ index: Uint8Array }>()((db, p, engine) => {
  const query = db
    .selectFrom('ticket_link')
    .select('booking')
    .where('token_index', '=', p('index'))
    .where('revoked_at', 'is', null);
  return engine === 'postgres' ? query.forUpdate() : query;
});

const SWEEP = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('ticket_link').where((where) =>
    where.or([
      where('revoked_at', '<=', p('before')),
      where(
        'booking',
        'in',
        db
          .selectFrom('booking')
          .innerJoin('session', 'session.id', 'booking.session')
          .select('booking.id')
          .where((of) => of.or([of('session.ends_at', '<=', p('before')), of('booking.ended_at', '<=', p('before'))])),
      ),
    ]),
  ),
);

export async function insertTicketLink(tx: Tx, link: { index: Uint8Array; booking: string }): Promise<void> {
  await tx.run(INSERT, { ...link, now: tx.now });
}

/** Whether there was one. */
export async function revokeTicketLink(tx: Tx, booking: string): Promise<boolean> {
  return (await tx.run(REVOKE, { booking, now: tx.now })) > 0;
}

/** Those of all of a patron's bookings. */
export async function revokeTicketLinksOf(tx: Tx, patron: string): Promise<void> {
  await tx.run(REVOKE_OF_PATRON, { patron, now: tx.now });
}

/** A booking that takes up a cancelled one takes its link too. */
export async function carryTicketLink(tx: Tx, from: string, to: string): Promise<void> {
  await tx.run(CARRY, { from, to });
}

/** Since when the booking has a link. */
export async function ticketLinkSince(reader: Reader, booking: string): Promise<Instant | undefined> {
  return (await reader.first(OF_BOOKING, { booking }))?.created_at;
}

/** The booking of a link that stands. */
export async function linkedBookingId(reader: Reader, index: Uint8Array): Promise<string | undefined> {
  return (await reader.first(BY_TOKEN, { index }))?.booking;
}

/** As `linkedBookingId`; nobody revokes the link until the transaction ends. */
export async function linkedBookingIdToWrite(tx: Tx, index: Uint8Array): Promise<string | undefined> {
  return (await tx.first(BY_TOKEN_TO_WRITE, { index }))?.booking;
}

const DAY_MS = 86_400_000;

/** G4: what opens nothing any more is forgotten, as `linkEndsAt` has it. */
export async function sweepTicketLinks(tx: Tx): Promise<void> {
  await tx.run(SWEEP, { before: tx.now - DAY_MS });
}
