import { sql } from 'kysely';
import type { LocalDate } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { insertGrant } from '../import/import-people-store.ts';

/** A patron as the desk may know one: no name, no contact. */
export interface DeskPatronRow {
  patron: string;
  alias: string | null;
  locale: string;
  hasCard: boolean;
}

const FIND = statement<{ patron: string }>()((db, p) =>
  db
    .selectFrom('patron')
    .innerJoin('person', 'person.id', 'patron.person')
    .select(['patron.alias', 'person.locale'])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('card').select(sql.lit(1).as('one')).whereRef('card.person', '=', 'person.id'))
        .as('card'),
    )
    .where('patron.person', '=', p('patron'))
    .where('person.disabled_at', 'is', null),
);

export async function findDeskPatron(reader: Reader, patron: string): Promise<DeskPatronRow | undefined> {
  const row = await reader.first(FIND, { patron });
  return row && { patron, alias: row.alias, locale: row.locale, hasCard: Boolean(row.card) };
}

type DatesParams = { branch: string; from: LocalDate; to: LocalDate };

const NAMES = statement<DatesParams>()((db, p) =>
  db
    .selectFrom('booking')
    .select(['patron', 'alias', 'ticket_code'])
    .where('branch', '=', p('branch'))
    .where('local_on', '>=', p('from'))
    .where('local_on', '<=', p('to'))
    .where('confirmed_at', 'is not', null)
    .orderBy('starts_at')
    .orderBy('id'),
);

/** What people are called by, and their six digits, at a branch on the dates `from` … `to`, both included. */
export async function namesOn(
  reader: Reader,
  asked: DatesParams,
): Promise<{ patron: string; alias: string; code: string | null }[]> {
  const rows = await reader.rows(NAMES, asked);
  return rows.map((row) => ({ patron: row.patron, alias: row.alias, code: row.ticket_code }));
}

const OF_TICKET = statement<DatesParams & { ticketIndex: Uint8Array }>()((db, p) =>
  db
    .selectFrom('booking')
    .select('patron')
    .where('ticket_index', '=', p('ticketIndex'))
    .where('branch', '=', p('branch'))
    .where('local_on', '>=', p('from'))
    .where('local_on', '<=', p('to')),
);

/** Whose ticket it is, if it is one of the branch and the dates. */
export async function patronOfTicket(
  reader: Reader,
  ticketIndex: Uint8Array,
  dates: DatesParams,
): Promise<string | undefined> {
  return (await reader.first(OF_TICKET, { ...dates, ticketIndex }))?.patron;
}

type NewPerson = { id: string; wrappedKey: Uint8Array; locale: string; branch: string };

const PERSON = statement<NewPerson & { now: number }>()((db, p) =>
  db.insertInto('person').values({
    id: p('id'),
    wrapped_key: p('wrappedKey'),
    name_sealed: null,
    locale: p('locale'),
    branch: p('branch'),
    demo: sql.lit(0 as const),
    created_at: p('now'),
  }),
);

const PATRON = statement<{ id: string; alias: string | null; now: number }>()((db, p) =>
  db.insertInto('patron').values({
    person: p('id'),
    alias: p('alias'),
    messages: sql.lit('discreet'),
    created_at: p('now'),
  }),
);

/** A person without a name, with the rights of a patron under the grant's id. */
export async function insertNamelessPatron(
  tx: Tx,
  { alias, grant, ...person }: NewPerson & { alias: string | null; grant: string },
): Promise<void> {
  await tx.run(PERSON, { ...person, now: tx.now });
  await tx.run(PATRON, { id: person.id, alias, now: tx.now });
  await insertGrant(tx, person.id, { id: grant, role: 'patron', branch: null, counsellor: null, partner: null });
}
