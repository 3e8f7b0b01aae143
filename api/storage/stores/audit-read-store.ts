import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';

type Params = {
  from: number;
  until: number;
  /** Of the last line that was read: what is older follows. */
  at: number;
  id: string;
  /** Empty: any. */
  action: string;
  /** JSON lists: of branches that may be seen, or empty for all; of words that an action begins with, or empty for any. */
  branches: string;
  beginnings: string;
  limit: number;
};

const PAGE = statement<Params>()((db, p, engine) => {
  const items = (list: string) =>
    engine === 'postgres' ? sql`json_array_elements_text(${list}::json) as one(value)` : sql`json_each(${list}) as one`;
  const branch = sql<string | null>`coalesce(booking.branch, audit.branch)`;
  return (
    db
      .selectFrom('audit')
      .leftJoin('booking', 'booking.id', 'audit.subject')
      .leftJoin('person', 'person.id', 'audit.actor')
      .select(['audit.id', 'audit.at', 'audit.action', 'audit.role', 'audit.actor'])
      .select(branch.as('branch'))
      // A patron's name is not even read.
      .select(
        sql<Uint8Array | null>`case when audit.role = 'patron' or audit.role = 'link' then null else person.name_sealed end`.as(
          'name_sealed',
        ),
      )
      .select('person.wrapped_key')
      .where('audit.at', '>=', p('from'))
      .where('audit.at', '<', p('until'))
      .where((eb) =>
        eb.or([eb('audit.at', '<', p('at')), eb.and([eb('audit.at', '=', p('at')), eb('audit.id', '<', p('id'))])]),
      )
      .where(sql<boolean>`(${p('action')} = '' or audit.action = ${p('action')})`)
      .where(sql<boolean>`(${p('branches')} = '[]' or ${branch} in (select one.value from ${items(p('branches'))}))`)
      .where(
        sql<boolean>`(${p('beginnings')} = '[]' or exists (select 1 from ${items(p('beginnings'))} where substr(audit.action, 1, length(one.value)) = one.value))`,
      )
      .orderBy('audit.at', 'desc')
      .orderBy('audit.id', 'desc')
      .limit(p('limit'))
  );
});

export interface AuditQuestion {
  from: Instant;
  until: Instant;
  before: { at: Instant; id: string } | undefined;
  action: string | undefined;
  beginnings: readonly string[];
  /** undefined: every branch, and what is the network's. */
  branches: readonly string[] | undefined;
  limit: number;
}

/** Newest first. */
export async function auditRows(reader: Reader, asked: AuditQuestion) {
  const { from, until, before, action = '', beginnings, branches = [], limit } = asked;
  return reader.rows(PAGE, {
    from,
    until,
    at: before?.at ?? until,
    id: before?.id ?? '',
    action,
    branches: JSON.stringify(branches),
    beginnings: JSON.stringify(beginnings),
    limit,
  });
}
