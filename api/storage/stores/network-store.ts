import { sql } from 'kysely';
import { fillBranch, fillCounsellor, fillPartner, fillRoom, fillService } from '#domain/network-file/fill-defaults.ts';
import type {
  Branch,
  Concession,
  Counsellor,
  Discount,
  Network,
  NetworkHead,
  Partner,
  Room,
  Service,
} from '#domain/network.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { readItems, type ItemTable } from './import/network-item-store.ts';

const READ_HEAD = statement<Record<never, never>>()((db) => db.selectFrom('network').select(['definition', 'version']));

export interface StoredHead {
  head: NetworkHead;
  version: string;
}

/** Undefined before any import. */
export async function findNetworkHead(reader: Reader): Promise<StoredHead | undefined> {
  const row = await reader.first(READ_HEAD, {});
  return row && { head: JSON.parse(row.definition) as NetworkHead, version: row.version };
}

/** A number of our own; not the row of the network, since two first imports would find none to lock. */
const LOCK = statement<Record<never, never>>()((db) =>
  db.selectNoFrom(sql<string>`pg_advisory_xact_lock(5861683254204188756)`.as('locked')),
);

/** Of two imports at once the second waits here until the first has ended. */
export async function lockNetwork(tx: Tx): Promise<void> {
  if (tx.engine === 'postgres') await tx.rows(LOCK, {});
}

const CLEAR_HEAD = statement<Record<never, never>>()((db) => db.deleteFrom('network'));

const INSERT_HEAD = statement<{ id: string; definition: string; version: string }>()((db, p) =>
  db.insertInto('network').values({ id: p('id'), definition: p('definition'), version: p('version') }),
);

/** There is one network in a database: its row is replaced, even by one of another id. */
export async function writeNetworkHead(tx: Tx, { head, version }: StoredHead): Promise<void> {
  await tx.run(CLEAR_HEAD, {});
  await tx.run(INSERT_HEAD, { id: head.id, definition: JSON.stringify(head), version });
}

/** The living items in file order, or undefined before any import. */
export async function loadNetwork(reader: Reader): Promise<Network | undefined> {
  const found = await findNetworkHead(reader);
  if (!found) return undefined;

  const items = async <T extends { id: string }>(table: ItemTable, fill: (item: T) => T = (item) => item) =>
    new Map((await livingItems<T>(reader, table)).map((item) => [item.id, fill(item)]));

  return {
    head: found.head,
    branches: await items<Branch>('branch', fillBranch),
    rooms: await items<Room>('room', fillRoom),
    services: await items<Service>('service', fillService),
    counsellors: await items<Counsellor>('counsellor', fillCounsellor),
    concessions: await items<Concession>('concession'),
    discounts: await items<Discount>('discount'),
    partners: await items<Partner>('partner', fillPartner),
    version: found.version,
  };
}

/** As they were written, in file order. */
export async function livingItems<T>(reader: Reader, table: ItemTable): Promise<T[]> {
  const rows = await readItems(reader, table);
  return rows.filter((row) => row.retired_at === null).map((row) => JSON.parse(row.definition) as T);
}
