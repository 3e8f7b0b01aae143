import { closeCells, weekStart, type PartnerCell, type ProgrammeVisit } from '#domain/partner/partner-cells.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Branch, Discount, Partner } from '#domain/network.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { livingItems } from '../network-store.ts';

/** Visits of one programme that are looked at in one go: more wait for the next hour. */
const MOST_VISITS = 20_000;

const LAST = statement<{ discount: string; currency: string }>()((db, p) =>
  db
    .selectFrom('partner_cell')
    .select((eb) => eb.fn.max('to_on').as('to_on'))
    .where('discount', '=', p('discount'))
    .where('currency', '=', p('currency')),
);

const CURRENCIES = statement<{ discount: string }>()((db, p) =>
  db
    .selectFrom('redemption')
    .select('currency')
    .distinct()
    .where('discount', '=', p('discount'))
    .where('returned_at', 'is', null),
);

const VISITS = statement<{ discount: string; currency: string; from: string; limit: number }>()((db, p) =>
  db
    .selectFrom('redemption')
    .innerJoin('booking', 'booking.id', 'redemption.booking')
    .select(['booking.local_on', 'redemption.patron_index', 'redemption.amount_minor'])
    .where('redemption.discount', '=', p('discount'))
    .where('redemption.currency', '=', p('currency'))
    .where('redemption.returned_at', 'is', null)
    .where('booking.local_on', '>=', p('from'))
    .orderBy('booking.local_on')
    .limit(p('limit')),
);

const INSERT = statement<{
  discount: string;
  currency: string;
  from: string;
  to: string;
  visits: number;
  minor: number;
  now: number;
}>()((db, p) =>
  db
    .insertInto('partner_cell')
    .values({
      discount: p('discount'),
      currency: p('currency'),
      from_on: p('from'),
      to_on: p('to'),
      visits: p('visits'),
      minor: p('minor'),
      closed_at: p('now'),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

/** R2: counts the weeks of every partner's programme that have become countable. Two processes at once count the same. */
export async function closePartnerCells(tx: Tx): Promise<void> {
  const discounts = await livingItems<Discount>(tx, 'discount');
  const programmes = discounts.filter(({ sponsor, partner }) => sponsor !== undefined || partner !== undefined);
  if (programmes.length === 0) return;

  const branches = await livingItems<Branch>(tx, 'branch');
  const partners = await livingItems<Partner>(tx, 'partner');
  for (const programme of programmes) {
    const partner = partners.find(({ id }) => id === (programme.sponsor ?? programme.partner));
    const home = (programme.branches ?? partner?.branches ?? [])[0];
    const branch = branches.find(({ id }) => id === home) ?? branches[0];
    if (!branch) continue;
    for (const { currency } of await tx.rows(CURRENCIES, { discount: programme.id }))
      await closeProgramme(tx, { discount: programme.id, currency }, branch);
  }
}

async function closeProgramme(tx: Tx, key: { discount: string; currency: string }, branch: Branch): Promise<void> {
  const last = (await tx.first(LAST, key))?.to_on ?? null;
  const since = last === null ? '' : addDays(last, 1);
  const rows = await tx.rows(VISITS, { ...key, from: since, limit: MOST_VISITS });
  const [first] = rows;
  if (!first) return;

  const visits = rows.map((row): ProgrammeVisit => ({
    on: row.local_on,
    patron: Buffer.from(row.patron_index).toString('base64url'),
    minor: row.amount_minor,
  }));
  const today = localDateOf(branch.timeZone, tx.now);
  const from = last === null ? weekStart(first.local_on, branch.firstDay) : since;
  for (const cell of closeCells(visits, { from, today, firstDay: branch.firstDay }))
    await tx.run(INSERT, { ...key, ...cell, now: tx.now });
}

const CELLS = statement<{ discount: string }>()((db, p) =>
  db
    .selectFrom('partner_cell')
    .select(['currency', 'from_on', 'to_on', 'visits', 'minor'])
    .where('discount', '=', p('discount'))
    .orderBy('from_on', 'desc')
    .orderBy('currency'),
);

/** All that was counted of a programme, newest first: a few for each month that it lasts. */
export async function cellsOf(reader: Reader, discount: string): Promise<(PartnerCell & { currency: string })[]> {
  const rows = await reader.rows(CELLS, { discount });
  return rows.map(({ currency, from_on, to_on, visits, minor }) => ({
    currency,
    from: from_on as LocalDate,
    to: to_on as LocalDate,
    visits: Number(visits),
    minor: Number(minor),
  }));
}
