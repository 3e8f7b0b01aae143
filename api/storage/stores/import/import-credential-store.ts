import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Cards and passwords of demonstration accounts. */

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
