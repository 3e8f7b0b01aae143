import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';

/** What hangs on bookings, for the person whose they are. Each is asked of a page of them at once. */

type Of = { bookings: string };

const AGREED = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('booking')
    .select(['id as booking', 'consent_version', 'consent_locale', 'consent_at', 'created_at'])
    .where(textIn(engine, 'id', p('bookings'))),
);

const TOLD = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('check_in')
    .select(['id', 'booking', 'event', 'occurred_at', 'side', 'reason_sealed'])
    .where(textIn(engine, 'booking', p('bookings')))
    .orderBy('occurred_at')
    .orderBy('id'),
);

const PAID = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('payment')
    .select(['booking', 'number', 'method', 'amount_minor', 'currency', 'occurred_at'])
    .where(textIn(engine, 'booking', p('bookings')))
    .orderBy('number'),
);

const NOTES = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('booking_note')
    .select(['booking', 'text_sealed', 'role', 'written_at'])
    .where(textIn(engine, 'booking', p('bookings'))),
);

const MESSAGES = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('message')
    .select(['booking', 'kind', 'asked_at', 'sent_at', 'given_up_at'])
    .where(textIn(engine, 'booking', p('bookings')))
    .orderBy('asked_at'),
);

const LINKS = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('ticket_link')
    .select(['booking', 'created_at', 'revoked_at'])
    .where(textIn(engine, 'booking', p('bookings')))
    .orderBy('created_at'),
);

const CALLED_OFF = statement<Of>()((db, p, engine) =>
  db
    .selectFrom('call_off_place as place')
    .innerJoin('call_off', 'call_off.id', 'place.call_off')
    .select(['place.booking', 'call_off.side', 'call_off.called_off_at', 'call_off.brought_back_at'])
    .where(textIn(engine, 'place.booking', p('bookings')))
    .orderBy('call_off.called_off_at'),
);

export async function visitsHeld(reader: Reader, ids: readonly string[]) {
  const bookings = textList(ids);
  const [agreed, told, paid, notes, messages, links, calledOff] = [
    await reader.rows(AGREED, { bookings }),
    await reader.rows(TOLD, { bookings }),
    await reader.rows(PAID, { bookings }),
    await reader.rows(NOTES, { bookings }),
    await reader.rows(MESSAGES, { bookings }),
    await reader.rows(LINKS, { bookings }),
    await reader.rows(CALLED_OFF, { bookings }),
  ];
  const of = <Row extends { booking: string }>(rows: Row[], id: string) => rows.filter((row) => row.booking === id);
  return (id: string) => ({
    made: of(agreed, id)[0]!,
    told: of(told, id),
    paid: of(paid, id),
    note: of(notes, id)[0],
    messages: of(messages, id),
    links: of(links, id),
    calledOff: of(calledOff, id),
  });
}

export type HeldVisit = ReturnType<Awaited<ReturnType<typeof visitsHeld>>>;
