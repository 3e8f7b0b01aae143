import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import type { Schema } from '../schema.ts';
import {
  cellRuns,
  freeCellsOfResource,
  isCellOf,
  patronResource,
  resourcesOf,
  type CellRun,
} from '../stores/occupancy-store.ts';
import { NOBODYS_INDEX } from './nobody.ts';
import { putRow } from './put-row.ts';

/** What hangs on a booking, or on a session, goes over to its copy or goes altogether; then the old row goes. */

type Move = { from: string; to: string };
type Gone = { from: string };
type Session = Schema['session'];

const DELETED = [
  statement<Gone>()((db, p) => db.deleteFrom('ticket_link').where('booking', '=', p('from'))),
  statement<Gone>()((db, p) => db.deleteFrom('message').where('booking', '=', p('from'))),
  statement<Gone>()((db, p) => db.deleteFrom('booking_note').where('booking', '=', p('from'))),
  statement<Gone>()((db, p) => db.deleteFrom('call_off_place').where('booking', '=', p('from'))),
  statement<Gone>()((db, p) =>
    db.deleteFrom('patron_merge_part').where('kind', '=', sql.lit('booking')).where('subject', '=', p('from')),
  ),
  // What else the same person had: nothing of nobody’s names another booking.
  statement<Gone>()((db, p) => db.updateTable('booking').set({ retakes: null }).where('retakes', '=', p('from'))),
  statement<Gone>()((db, p) => db.updateTable('booking').set({ follows: null }).where('follows', '=', p('from'))),
];

const PATRON = statement<Gone>()((db, p) => db.selectFrom('booking').select('patron').where('id', '=', p('from')));
const CODES = statement<Move>()((db, p) =>
  db
    .updateTable('partner_code')
    .set({ taken_by: p('to') })
    .where('taken_by', '=', p('from')),
);

const DAY = sql.lit(86_400_000);
const USES = statement<Move & { nobody: Uint8Array }>()((db, p) =>
  db
    .updateTable('redemption')
    .set({
      booking: p('to'),
      patron_index: p('nobody'),
      taken_at: sql`taken_at - taken_at % ${DAY}`,
      returned_at: sql`returned_at - returned_at % ${DAY}`,
    })
    .where('booking', '=', p('from')),
);
const CELLS = statement<CellRun & { session: string; from: string; to: string | null }>()((db, p, engine) =>
  db
    .updateTable('occupancy')
    .set({ booking: p('to') })
    .where('session', '=', p('session'))
    .where('booking', '=', p('from'))
    .where(isCellOf(engine, p, resourcesOf(p('session')))),
);
const GONE = statement<Gone>()((db, p) => db.deleteFrom('booking').where('id', '=', p('from')));

const runsOf = ({ starts_at, counsellor_until, room_until }: Session) =>
  cellRuns(starts_at, Math.max(counsellor_until, room_until ?? 0));

/** The copy `to` is there by now. */
export async function moveFromBooking(tx: Tx, from: string, to: string, session: Session): Promise<void> {
  const { patron } = (await tx.first(PATRON, { from }))!;
  const time = { from: session.starts_at, to: session.ends_at };
  await freeCellsOfResource(tx, session.id, patronResource(patron), time);
  for (const run of runsOf(session)) await tx.run(CELLS, { from, to, session: session.id, ...run });
  for (const one of DELETED) await tx.run(one, { from });
  await tx.run(CODES, { from, to });
  await tx.run(USES, { from, to, nobody: NOBODYS_INDEX });
  await tx.run(GONE, { from });
}

const TOLD = statement<Gone>()((db, p) => db.selectFrom('check_in').selectAll().where('booking', '=', p('from')));
const PAYMENT = statement<{ id: string; booking: string } & Gone>()((db, p) =>
  db
    .updateTable('payment')
    .set({
      id: p('id'),
      booking: p('booking'),
      occurred_at: sql`occurred_at - occurred_at % ${HALF_HOUR}`,
      received_at: sql`received_at - received_at % ${HALF_HOUR}`,
    })
    .where('id', '=', p('from')),
);
/** The record has the instant; no zone's day begins within it. */
const HALF_HOUR = sql.lit(1_800_000);
const GONE_TOLD = statement<Gone>()((db, p) => db.deleteFrom('check_in').where('id', '=', p('from')));

/** What devices told of it, and money, under new ids: the record has theirs too. */
export async function moveTold(tx: Tx, from: string, booking: string): Promise<void> {
  for (const told of await tx.rows(TOLD, { from })) {
    const id = randomUUID();
    await putRow(tx, 'check_in', { ...told, id, booking, reason_sealed: null, body_hash: NOBODYS_INDEX });
    await tx.run(PAYMENT, { id, booking, from: told.id });
    await tx.run(GONE_TOLD, { from: told.id });
  }
}

const OF_SESSION = statement<Move>()((db, p) =>
  db
    .updateTable('booking')
    .set({ session: p('to') })
    .where('session', '=', p('from')),
);
const CALL_OFFS = statement<Move>()((db, p) =>
  db
    .updateTable('call_off')
    .set({ session: p('to') })
    .where('session', '=', p('from')),
);
const SESSION_CELLS = statement<CellRun & Move>()((db, p, engine) =>
  db
    .updateTable('occupancy')
    .set({ session: p('to') })
    .where('session', '=', p('from'))
    .where(isCellOf(engine, p, resourcesOf(p('from')))),
);
const GONE_SESSION = statement<Gone>()((db, p) => db.deleteFrom('session').where('id', '=', p('from')));

/** The copy `to` is there by now. */
export async function moveFromSession(tx: Tx, session: Session, to: string): Promise<void> {
  const from = session.id;
  // While its bookings are still there: they tell whose cells are among them.
  for (const run of runsOf(session)) await tx.run(SESSION_CELLS, { from, to, ...run });
  await tx.run(OF_SESSION, { from, to });
  await tx.run(CALL_OFFS, { from, to });
  await tx.run(GONE_SESSION, { from });
}
