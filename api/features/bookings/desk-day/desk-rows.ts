import { createHmac } from 'node:crypto';
import type { DeskRow } from '#contract/desk.ts';
import { deskRowOf } from '#domain/check-in/desk-row.ts';
import { MINUTE, type LocalDate } from '#domain/ids.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { openNote, ownDeskNotes } from '../../../storage/stores/day/booking-note-store.ts';
import { paidFor, type VisitRow } from '../../../storage/stores/desk/visit-store.ts';
import { ticketContext } from '../booking-answer.ts';
import { termsOf } from '../booking-terms.ts';

type Day = { branch: string; date: LocalDate };

/** Rows as the desk sees them after it changed something, in the order of the bookings. */
export async function deskRowsOf(ctx: ReadCtx, bookings: readonly BookingRow[]): Promise<DeskRow[]> {
  const rows: DeskRow[] = [];
  for (const row of bookings) {
    const visit = { ...row, paidMinor: await paidFor(ctx.reader, row.id) };
    rows.push(deskRowOf(visit, await termsOf(ctx, row.session), ctx.now));
  }
  return rows;
}

/** D12: what the codes of a branch and a day are hashed under, base64url. The digits are found by it, never read. */
export function codeKeyOf({ keys }: Pick<ReadCtx, 'keys'>, { branch, date }: Day): string {
  return Buffer.from(keys.index('desk-code', `${branch} ${date}`)).toString('base64url');
}

/** The rows of one branch and day, with one's own notes and what their tickets are found by. */
export async function dayRowsOf(ctx: ReadCtx, day: Day, visits: readonly VisitRow[]): Promise<DeskRow[]> {
  const since = ctx.now - ctx.settings.deskNoteMin * MINUTE;
  const asked = { branch: day.branch, localOn: day.date, person: ctx.actor.person, since };
  const notes = await ownDeskNotes(ctx.reader, asked);
  const key = Buffer.from(codeKeyOf(ctx, day), 'base64url');

  const rows: DeskRow[] = [];
  for (const visit of visits) {
    const sealed = notes.get(visit.id);
    const note = sealed && openNote(ctx.keys, visit.wrappedKey, { booking: visit.id, text_sealed: sealed });
    const row = deskRowOf(visit, await termsOf(ctx, visit.session), ctx.now);
    rows.push({ ...row, ...(note && { note }), ...macsOf(ctx, key, visit) });
  }
  return rows;
}

function macsOf({ keys }: ReadCtx, key: Uint8Array, visit: VisitRow): Pick<DeskRow, 'codeMac' | 'tokenMac'> {
  const { id, ticketCode, ticketSealed, wrappedKey } = visit;
  if (ticketCode === null || ticketSealed === null) return {};

  const mac = (text: string) => createHmac('sha256', key).update(text, 'utf8').digest('base64url');
  return { codeMac: mac(ticketCode), tokenMac: mac(keys.open(wrappedKey, ticketContext(id), ticketSealed)) };
}
