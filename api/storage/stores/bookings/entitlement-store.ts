import type { LocalDate } from '#domain/ids.ts';
import type { Database, Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** Dated rights to concessions. Which one it is stands under the key of whose it is, bound to the row. */

const contextOf = (id: string) => `entitlement ${id}`;

interface SealedRow {
  id: string;
  concession_sealed: Uint8Array | null;
  wrapped_key: Uint8Array;
}

/** @throws Error for a row that was never sealed: none is left once the database is open. */
function concessionOf(keys: Keyring, { id, concession_sealed: sealed, wrapped_key: key }: SealedRow): string {
  if (!sealed) throw new Error(`the entitlement ${id} is not sealed`);
  return keys.open(key, contextOf(id), sealed);
}

const KEY = statement<{ patron: string }>()((db, p) =>
  db.selectFrom('person').select('wrapped_key').where('id', '=', p('patron')),
);

export interface NewEntitlement {
  id: string;
  patron: string;
  concession: string;
  /** Both inclusive. */
  from: LocalDate;
  until: LocalDate;
  evidence: string;
  /** null: an import. */
  recordedBy: string | null;
}

type Values = Omit<NewEntitlement, 'concession'> & { sealed: Uint8Array; now: number };

const INSERT = statement<Values>()((db, p) =>
  db.insertInto('entitlement').values({
    id: p('id'),
    patron: p('patron'),
    concession: null,
    concession_sealed: p('sealed'),
    from_on: p('from'),
    until_on: p('until'),
    evidence: p('evidence'),
    recorded_by: p('recordedBy'),
    created_at: p('now'),
  }),
);

export async function insertEntitlement(tx: Tx, keys: Keyring, { concession, ...row }: NewEntitlement): Promise<void> {
  const { wrapped_key } = (await tx.first(KEY, { patron: row.patron }))!;
  const sealed = keys.seal(wrapped_key, contextOf(row.id), concession);
  await tx.run(INSERT, { ...row, sealed, now: tx.now });
}

const HELD = statement<{ patron: string }>()((db, p) =>
  db
    .selectFrom('entitlement')
    .innerJoin('person', 'person.id', 'entitlement.patron')
    .select(['entitlement.id', 'concession_sealed', 'wrapped_key', 'from_on', 'until_on', 'evidence'])
    .select(['entitlement.created_at', 'ended_at'])
    .where('patron', '=', p('patron'))
    .orderBy('entitlement.created_at')
    .orderBy('entitlement.id'),
);

export interface Entitlement {
  id: string;
  concession: string;
  from: LocalDate;
  until: LocalDate;
  evidence: string;
  createdAt: number;
  endedAt: number | null;
}

/** All that are held of somebody, those that were ended too; the oldest first. */
export async function allEntitlements(reader: Reader, keys: Keyring, patron: string): Promise<Entitlement[]> {
  const rows = await reader.rows(HELD, { patron });
  return rows.map((row) => ({
    id: row.id,
    concession: concessionOf(keys, row),
    from: row.from_on,
    until: row.until_on,
    evidence: row.evidence,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }));
}

/** Those that were not ended early (T8). */
export async function entitlementsOf(reader: Reader, keys: Keyring, patron: string): Promise<Entitlement[]> {
  return (await allEntitlements(reader, keys, patron)).filter(({ endedAt }) => endedAt === null);
}

/** K6: those whose evidence a desk may see; what a partner vouches for is not the desk's to know. The first to end first. */
export async function entitlementsSeen(
  reader: Reader,
  keys: Keyring,
  { patron, today }: { patron: string; today: LocalDate },
): Promise<Entitlement[]> {
  return (await entitlementsOf(reader, keys, patron))
    .filter(({ evidence, until }) => evidence !== 'partner' && until >= today)
    .toSorted((a, b) => (a.until === b.until ? (a.id < b.id ? -1 : 1) : a.until < b.until ? -1 : 1));
}

const END = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('entitlement')
    .set({ ended_at: p('now') })
    .where('id', '=', p('id')),
);

export async function endEntitlement(tx: Tx, id: string): Promise<void> {
  await tx.run(END, { id, now: tx.now });
}

const SEALED = statement<{ patron: string }>()((db, p) =>
  db.selectFrom('entitlement').select(['id', 'concession_sealed']).where('patron', '=', p('patron')).orderBy('id'),
);
const HAND_OVER = statement<{ id: string; from: string; to: string; sealed: Uint8Array }>()((db, p) =>
  db
    .updateTable('entitlement')
    .set({ patron: p('to'), concession_sealed: p('sealed') })
    .where('id', '=', p('id'))
    .where('patron', '=', p('from')),
);

/** From one account of a person to the other, sealed anew. @param only undefined: all of them. @returns their ids */
export async function handOverEntitlements(
  tx: Tx,
  keys: Keyring,
  { from, to, fromKey, toKey }: { from: string; to: string; fromKey: Uint8Array; toKey: Uint8Array },
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const rows = (await tx.rows(SEALED, { patron: from })).filter(({ id }) => only?.has(id) ?? true);
  for (const { id, concession_sealed } of rows) {
    const concession = concessionOf(keys, { id, concession_sealed, wrapped_key: fromKey });
    await tx.run(HAND_OVER, { id, from, to, sealed: keys.seal(toKey, contextOf(id), concession) });
  }
  return rows.map(({ id }) => id);
}

const MOST_AT_ONCE = 500;
const UNSEALED = statement<{ limit: number }>()((db, p) =>
  db
    .selectFrom('entitlement')
    .innerJoin('person', 'person.id', 'entitlement.patron')
    .select(['entitlement.id', 'concession', 'wrapped_key'])
    .where('concession', 'is not', null)
    .limit(p('limit')),
);
const SEAL = statement<{ id: string; sealed: Uint8Array }>()((db, p) =>
  db
    .updateTable('entitlement')
    .set({ concession: null, concession_sealed: p('sealed') })
    .where('id', '=', p('id'))
    .where('concession', 'is not', null),
);

/** Of a database that an earlier release wrote: before anybody is served from it. Cut off, the next start goes on. */
export async function sealEntitlements(database: Database, keys: Keyring): Promise<void> {
  for (;;) {
    const found = await database.reader.rows(UNSEALED, { limit: MOST_AT_ONCE });
    if (found.length === 0) return;
    await database.write(async (tx) => {
      for (const { id, concession, wrapped_key } of found) {
        await tx.run(SEAL, { id, sealed: keys.seal(wrapped_key, contextOf(id), concession!) });
      }
    });
  }
}
