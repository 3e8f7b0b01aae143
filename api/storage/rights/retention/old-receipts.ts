import { sql } from 'kysely';
import type { LocalDate } from '#domain/ids.ts';
import type { Branch } from '#domain/network.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';
import type { Due } from './swept-rows.ts';

/** Receipts that no law asks for any more. */

const BRANCHES = statement<Record<never, never>>()((db) => db.selectFrom('branch').select(['id', 'definition']));

/** The time zones of branches, retired ones too: money may have changed hands there. */
export async function zonesOfBranches(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.rows(BRANCHES, {});
  return new Map(rows.map(({ id, definition }) => [id, (JSON.parse(definition) as Branch).timeZone]));
}

type Till = { branches: string; on: string };

/** A branch's last receipt stays: the next one is numbered on from it (D14). */
const NOT_THE_LAST = sql<boolean>`payment.number < (select max(last.number) from payment as last where last.branch = payment.branch)`;

const RECEIPTS = statement<Till>()((db, p, engine) =>
  db
    .selectFrom('payment')
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.min('local_on').as('oldest')])
    .where(textIn(engine, 'branch', p('branches')))
    .where('local_on', '<=', p('on'))
    .where(NOT_THE_LAST),
);
const END_RECEIPTS = statement<Till>()((db, p, engine) =>
  db
    .deleteFrom('payment')
    .where(textIn(engine, 'branch', p('branches')))
    .where('local_on', '<=', p('on'))
    .where(NOT_THE_LAST),
);
/** What a device told of money, where no receipt rests on it any more. */
const END_TOLD = statement<Till & { before: number }>()((db, p, engine) =>
  db
    .deleteFrom('check_in')
    .where('event', '=', sql.lit('paid' as const))
    .where('received_at', '<', p('before'))
    .where(
      'booking',
      'in',
      db
        .selectFrom('booking')
        .select('booking.id')
        .where(textIn(engine, 'booking.branch', p('branches'))),
    )
    .where('id', 'not in', db.selectFrom('payment').select('payment.id')),
);

/** What is asked of one country’s branches: receipts of this date and before. */
export interface OldReceipts {
  branches: readonly string[];
  on: LocalDate;
}

export async function oldReceiptsDue(reader: Reader, { branches, on }: OldReceipts): Promise<Due> {
  const row = await reader.first(RECEIPTS, { branches: textList(branches), on });
  const oldest = row?.oldest;
  return { rows: Number(row?.rows ?? 0), oldest: oldest == null ? null : Date.parse(`${oldest}T00:00:00Z`) };
}

export async function deleteOldReceipts(tx: Tx, { branches, on }: OldReceipts): Promise<number> {
  const till = { branches: textList(branches), on };
  const gone = await tx.run(END_RECEIPTS, till);
  await tx.run(END_TOLD, { ...till, before: Date.parse(`${on}T00:00:00Z`) });
  return gone;
}
