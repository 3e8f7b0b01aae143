import { sql } from 'kysely';
import { OPEN_STATES } from '#domain/booking/booking-states.ts';
import type { Guardianship } from '#domain/guardian/guardian-policy.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';

type Pair = { guardian: string; child: string };

const LIVING = ['id', 'guardian', 'child', 'accepted_at', 'created_at'] as const;
type Row = { id: string; guardian: string; child: string; accepted_at: number | null; created_at: number };

function guardianshipOf({ id, guardian, child, accepted_at, created_at }: Row): Guardianship {
  return { id, guardian, child, since: accepted_at ?? created_at };
}

const IS = statement<Pair>()((db, p) =>
  db
    .selectFrom('guardian')
    .select('id')
    .where('guardian', '=', p('guardian'))
    .where('child', '=', p('child'))
    .where('ended_at', 'is', null),
);
const IS_TO_WRITE = statement<Pair>()((db, p, engine) => {
  const query = db
    .selectFrom('guardian')
    .select('id')
    .where('guardian', '=', p('guardian'))
    .where('child', '=', p('child'))
    .where('ended_at', 'is', null);
  return engine === 'postgres' ? query.forShare() : query;
});

export async function isGuardian(reader: Reader, pair: Pair): Promise<boolean> {
  return (await reader.first(IS, pair)) !== undefined;
}

/** As `isGuardian`; it stays so until the transaction ends. */
export async function isGuardianToWrite(tx: Tx, pair: Pair): Promise<boolean> {
  return (await tx.first(IS_TO_WRITE, pair)) !== undefined;
}

const OF_CHILDREN = statement<{ children: string }>()((db, p, engine) =>
  db
    .selectFrom('guardian')
    .select(LIVING)
    .where(textIn(engine, 'child', p('children')))
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id'),
);

/** Who acts for these children now. On PostgreSQL a caller that decides by it has locked the child (`lockPatron`). */
export async function guardiansOf(reader: Reader, children: Iterable<string>): Promise<Guardianship[]> {
  return (await reader.rows(OF_CHILDREN, { children: textList(children) })).map(guardianshipOf);
}

export interface ChildRow {
  child: string;
  initials: string;
}

const CHILDREN = statement<{ guardian: string }>()((db, p) =>
  db
    .selectFrom('guardian')
    .innerJoin('patron', 'patron.person', 'guardian.child')
    .select(['guardian.child', 'patron.alias'])
    .where('guardian.guardian', '=', p('guardian'))
    .where('guardian.ended_at', 'is', null)
    .orderBy('guardian.created_at')
    .orderBy('guardian.id'),
);

export async function childrenOf(reader: Reader, guardian: string): Promise<ChildRow[]> {
  return (await reader.rows(CHILDREN, { guardian })).map(({ child, alias }) => ({ child, initials: alias ?? '' }));
}

const INITIALS = statement<{ child: string }>()((db, p) =>
  db.selectFrom('patron').select('alias').where('person', '=', p('child')),
);

export async function initialsOf(reader: Reader, child: string): Promise<string> {
  return (await reader.first(INITIALS, { child }))?.alias ?? '';
}

const EVER = statement<{ child: string }>()((db, p) =>
  db.selectFrom('guardian').select('id').where('child', '=', p('child')).limit(sql.lit(1)),
);

/** Whether somebody was added as a child, whoever is left to act for them. */
export async function isChild(reader: Reader, person: string): Promise<boolean> {
  return (await reader.first(EVER, { child: person })) !== undefined;
}

const COUNTED = statement<{ guardian: string; since: number }>()((db, p) =>
  db
    .selectFrom('guardian')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('guardian', '=', p('guardian'))
    .where('named_by', 'is', null)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('created_at', '>', p('since'))])),
);

/** How many children somebody has added: those they still have, and those since then. */
export async function countAdded(reader: Reader, asked: { guardian: string; since: Instant }): Promise<number> {
  return Number((await reader.first(COUNTED, asked))?.n ?? 0);
}

type OpenParams = { children: string; now: number };
const OPEN = statement<OpenParams>()((db, p, engine) =>
  db
    .selectFrom('booking')
    .select('patron')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(textIn(engine, 'patron', p('children')))
    .where(
      'state',
      'in',
      OPEN_STATES.map((state) => sql.lit(state)),
    )
    .where('starts_at', '>', p('now'))
    .where((eb) => eb(eb.fn.coalesce('held_until', eb.ref('starts_at')), '>', p('now')))
    .groupBy('patron'),
);

/** How many bookings of each lie ahead. */
export async function openBookingsOf(
  reader: Reader,
  children: Iterable<string>,
  now: Instant,
): Promise<Map<string, number>> {
  const rows = await reader.rows(OPEN, { children: textList(children), now });
  return new Map(rows.map(({ patron, n }) => [patron, Number(n)]));
}

type NewChild = { id: string; wrappedKey: Uint8Array; nameSealed: Uint8Array; locale: string; branch: string | null };
const PERSON = statement<NewChild & { now: number }>()((db, p) =>
  db.insertInto('person').values({
    id: p('id'),
    wrapped_key: p('wrappedKey'),
    name_sealed: p('nameSealed'),
    locale: p('locale'),
    branch: p('branch'),
    demo: sql.lit(0 as const),
    created_at: p('now'),
  }),
);

const LEVEL = statement<{ guardian: string }>()((db, p) =>
  db.selectFrom('patron').select('messages').where('person', '=', p('guardian')),
);
const PROFILE = statement<{ id: string; alias: string; messages: string; now: number }>()((db, p) =>
  db.insertInto('patron').values({ person: p('id'), alias: p('alias'), messages: p('messages'), created_at: p('now') }),
);

/** A patron who cannot sign in: no card, no contact, no role. Who wants no messages wants none about the child either. */
export async function insertChild(
  tx: Tx,
  { initials, guardian, ...person }: NewChild & { initials: string; guardian: string },
): Promise<void> {
  await tx.run(PERSON, { ...person, now: tx.now });
  const { messages } = (await tx.first(LEVEL, { guardian }))!;
  await tx.run(PROFILE, { id: person.id, alias: initials, messages, now: tx.now });
}

const NAME = statement<Pair & { id: string; namedBy: string | null; now: number }>()((db, p) =>
  db.insertInto('guardian').values({
    id: p('id'),
    guardian: p('guardian'),
    child: p('child'),
    named_by: p('namedBy'),
    created_at: p('now'),
    accepted_at: p('now'),
    ended_at: null,
  }),
);

/** `namedBy`: null for who added the child. Undefined, by the database's own word, for who is a guardian of the child already. */
export async function insertGuardian(
  tx: Tx,
  row: Pair & { id: string; namedBy: string | null },
): Promise<Guardianship | undefined> {
  const done = await tx.attempt(() => tx.run(NAME, { ...row, now: tx.now }));
  return done === undefined ? undefined : { ...row, since: tx.now };
}

const END = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('guardian')
    .set({ ended_at: p('now') })
    .where('id', '=', p('id'))
    .where('ended_at', 'is', null),
);

/** `false`: it had ended. */
export async function endGuardian(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(END, { id, now: tx.now })) > 0;
}
