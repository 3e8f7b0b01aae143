import type { HeldBooking } from '#contract/account/own-data.ts';
import { stateAt } from '#domain/booking/booking-policy.ts';
import type { Quote } from '#domain/price/quote.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import type { Branch } from '#domain/network.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { listFamilyBookings, type BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import { findRetired } from '../../storage/stores/bookings/retired-item-store.ts';
import { openNote } from '../../storage/stores/day/booking-note-store.ts';
import { reasonContext } from '../../storage/stores/day/check-in-store.ts';
import { visitsHeld, type HeldVisit } from '../../storage/stores/own-data/held-visit-store.ts';
import type { ItemNames } from './item-names.ts';
import { when } from './own-account.ts';

const FROM_THE_NEWEST = { start: Number.MAX_SAFE_INTEGER, id: '' };

/** Y1, Y2: every booking of theirs and their children's, a page at a time, newest start first; however many there are. */
export async function* ownBookingPages(
  ctx: ReadCtx,
  names: ItemNames,
  children: ReadonlyMap<string, string>,
): AsyncGenerator<HeldBooking[]> {
  const patrons = [ctx.actor.person, ...children.keys()];
  let from: typeof FROM_THE_NEWEST | undefined = FROM_THE_NEWEST;
  while (from) {
    const { page, hasMore } = await listFamilyBookings(ctx.reader, patrons, from);
    const visitOf = await visitsHeld(
      ctx.reader,
      page.map(({ id }) => id),
    );
    const told: HeldBooking[] = [];
    for (const row of page) told.push(await bookingTold(ctx, names, row, visitOf(row.id), children.get(row.patron)));
    yield told;
    const last = hasMore ? page.at(-1) : undefined;
    from = last && { start: last.session.startsAt, id: last.id };
  }
}

async function bookingTold(
  ctx: ReadCtx,
  names: ItemNames,
  row: BookingRow,
  visit: HeldVisit,
  child: string | undefined,
): Promise<HeldBooking> {
  const { session } = row;
  const branch =
    ctx.world.network.branches.get(session.branch) ?? (await findRetired<Branch>(ctx.reader, 'branch', session.branch));
  const room = await names.ifAny('room', session.room);
  const { consent_version: version, consent_locale: locale, consent_at: at, created_at } = visit.made;
  return {
    number: row.id,
    ...(child !== undefined && { child }),
    state: stateAt(row, ctx.now),
    service: await names.of('service', session.service),
    library: await names.of('branch', session.branch),
    ...(room !== undefined && { room }),
    counsellor: await names.of('counsellor', session.counsellor),
    mode: session.mode,
    localStart: localTimeOf(branch.timeZone, session.startsAt),
    startsAt: toWire(session.startsAt),
    endsAt: toWire(session.endsAt),
    people: row.people,
    alias: row.alias,
    roomFeatures: JSON.parse(row.features) as string[],
    preparations: JSON.parse(row.preparations) as string[],
    messages: row.messages,
    price: await priceTold(names, row),
    ...(row.ticketCode !== null && { code: row.ticketCode }),
    ...(version !== null && at !== null && { agreedTo: { version, locale: locale ?? '', at: toWire(at) } }),
    madeAt: toWire(created_at),
    ...when('confirmedAt', row.confirmedAt),
    ...when('endedAt', row.endedAt),
    ...(row.absence !== null && { absence: row.absence }),
    ...visitTold(ctx, row, visit),
  };
}

async function priceTold(names: ItemNames, row: BookingRow): Promise<HeldBooking['price']> {
  const { currency, minorDigits } = row;
  const money = (amount: number) => ({ amount, currency, minorDigits });
  const { lines } = JSON.parse(row.quote) as Pick<Quote, 'lines'>;
  const discounts = [];
  for (const { discount, amountMinor } of lines) {
    discounts.push({ name: await names.of('discount', discount), amount: money(amountMinor) });
  }
  return { list: money(row.listMinor), discounts, total: money(row.totalMinor) };
}

type Visit = Pick<HeldBooking, 'note' | 'toldOfVisit' | 'payments' | 'messagesSent' | 'links' | 'calledOff'>;

function visitTold({ keys }: ReadCtx, row: BookingRow, visit: HeldVisit): Visit {
  const { wrappedKey, minorDigits } = row;
  const { note } = visit;
  return {
    ...(note && {
      note: { text: openNote(keys, wrappedKey, note), writtenAt: toWire(note.written_at), role: note.role },
    }),
    toldOfVisit: visit.told.map((one) => ({
      what: one.event,
      at: toWire(one.occurred_at),
      role: one.side,
      ...(one.reason_sealed && { reason: keys.open(wrappedKey, reasonContext(one.id), one.reason_sealed) }),
    })),
    payments: visit.paid.map((one) => ({
      receipt: one.number,
      how: one.method,
      amount: { amount: one.amount_minor, currency: one.currency, minorDigits },
      at: toWire(one.occurred_at),
    })),
    messagesSent: visit.messages.map((one) => ({
      kind: one.kind,
      askedAt: toWire(one.asked_at),
      ...when('sentAt', one.sent_at),
      ...when('givenUpAt', one.given_up_at),
    })),
    links: visit.links.map((one) => ({ madeAt: toWire(one.created_at), ...when('revokedAt', one.revoked_at) })),
    calledOff: visit.calledOff.map((one) => ({
      at: toWire(one.called_off_at),
      by: one.side,
      ...when('broughtBackAt', one.brought_back_at),
    })),
  };
}
