import type { LocalDate } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Cards, passwords and entitlements of demonstration accounts. */

const DROP_CARDS = statement<{ person: string }>()((db, p) => db.deleteFrom('card').where('person', '=', p('person')));

export async function dropCards(tx: Tx, person: string): Promise<void> {
  await tx.run(DROP_CARDS, { person });
}

type Card = { card_index: Uint8Array; person: string; card_sealed: Uint8Array; pin_hash: string };

const INSERT_CARD = statement<Card & { now: number }>()((db, p) =>
  db.insertInto('card').values({
    card_index: p('card_index'),
    person: p('person'),
    card_sealed: p('card_sealed'),
    pin_hash: p('pin_hash'),
    created_at: p('now'),
  }),
);

/** @throws Conflict when it is somebody else's card. */
export async function insertCard(tx: Tx, card: Card): Promise<void> {
  await tx.run(INSERT_CARD, { ...card, now: tx.now });
}

const DROP_PASSWORD = statement<{ person: string }>()((db, p) =>
  db.deleteFrom('password').where('person', '=', p('person')),
);

export async function dropPassword(tx: Tx, person: string): Promise<void> {
  await tx.run(DROP_PASSWORD, { person });
}

const PUT_PASSWORD = statement<{ person: string; hash: string; now: number }>()((db, p) =>
  db
    .insertInto('password')
    .values({ person: p('person'), hash: p('hash'), changed_at: p('now') })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ hash: p('hash'), changed_at: p('now') })),
);

export async function putPassword(tx: Tx, person: string, hash: string): Promise<void> {
  await tx.run(PUT_PASSWORD, { person, hash, now: tx.now });
}

export interface LivingEntitlement {
  id: string;
  concession: string;
}

const LIVING = statement<{ patron: string }>()((db, p) =>
  db
    .selectFrom('entitlement')
    .innerJoin('concession', 'concession.id', 'entitlement.concession')
    .select(['entitlement.id', 'entitlement.concession'])
    .where('entitlement.patron', '=', p('patron'))
    .where('entitlement.ended_at', 'is', null)
    .orderBy('concession.position'),
);

/** In the order in which the file lists concessions. */
export async function readEntitlements(reader: Reader, patron: string): Promise<LivingEntitlement[]> {
  return reader.rows(LIVING, { patron });
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

type Entitlement = {
  id: string;
  patron: string;
  concession: string;
  from_on: LocalDate;
  until_on: LocalDate;
  evidence: string;
};

const INSERT = statement<Entitlement & { now: number }>()((db, p) =>
  db.insertInto('entitlement').values({
    id: p('id'),
    patron: p('patron'),
    concession: p('concession'),
    from_on: p('from_on'),
    until_on: p('until_on'),
    evidence: p('evidence'),
    created_at: p('now'),
  }),
);

export async function insertEntitlement(tx: Tx, entitlement: Entitlement): Promise<void> {
  await tx.run(INSERT, { ...entitlement, now: tx.now });
}
