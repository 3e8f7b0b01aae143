import { sql } from 'kysely';
import type { Locale } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

type NewPerson = {
  id: string;
  wrapped_key: Uint8Array;
  name_sealed: Uint8Array;
  locale: Locale;
  branch: string | null;
};

const insert = statement<NewPerson & { now: number }>()((db, p) =>
  db
    .insertInto('person')
    .values({
      id: p('id'),
      wrapped_key: p('wrapped_key'),
      name_sealed: p('name_sealed'),
      locale: p('locale'),
      branch: p('branch'),
      demo: sql.lit(0),
      imported_mac: null,
      imported_position: null,
      created_at: p('now'),
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

/** Somebody without any right yet. `false`: the id is taken. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<boolean> {
  return (await tx.run(insert, { ...person, now: tx.now })) > 0;
}

const list = statement<{ limit: number }>()((db, p) =>
  db
    .selectFrom('role_grant as g')
    .innerJoin('person', 'person.id', 'g.person')
    .select(['g.id as grant', 'g.role', 'g.branch', 'g.counsellor', 'g.partner'])
    .select(['person.id', 'person.name_sealed', 'person.wrapped_key', 'person.disabled_at', 'person.last_seen_at'])
    .select((select) => [
      select
        .selectFrom('sign_in as s')
        .select((s) => s.fn.max('s.last_seen_at').as('at'))
        .whereRef('s.person', '=', 'person.id')
        .where('s.screen', 'is', null)
        .as('seen'),
      select
        .selectFrom('authenticator as a')
        .select((a) => a.fn.countAll<number>().as('n'))
        .whereRef('a.person', '=', 'person.id')
        .where('a.confirmed_at', 'is not', null)
        .as('authenticators'),
      select
        .selectFrom('passkey as k')
        .select((k) => k.fn.countAll<number>().as('n'))
        .whereRef('k.person', '=', 'person.id')
        .as('passkeys'),
      select
        .selectFrom('password as w')
        .select((w) => w.fn.countAll<number>().as('n'))
        .whereRef('w.person', '=', 'person.id')
        .as('passwords'),
      select
        .selectFrom('outside_identity as o')
        .select((o) => o.fn.countAll<number>().as('n'))
        .whereRef('o.person', '=', 'person.id')
        .as('outside'),
    ])
    .where('g.revoked_at', 'is', null)
    .where('g.role', '<>', sql.lit('patron'))
    .orderBy('g.granted_at')
    .orderBy('g.id')
    .limit(p('limit')),
);

export type StaffRow = NonNullable<NonNullable<(typeof list)['types']>['row']>;

/** One row for each living right of whoever works here, oldest first. */
export async function staffRows(reader: Reader, limit: number): Promise<StaffRow[]> {
  return reader.rows(list, { limit });
}

const disable = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('person')
    .set({ disabled_at: p('now') })
    .where('id', '=', p('person'))
    .where('disabled_at', 'is', null),
);

/** `false`: they were. */
export async function markDisabled(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(disable, { person, now: tx.now })) > 0;
}

const enable = statement<{ person: string }>()((db, p) =>
  db
    .updateTable('person')
    .set({ disabled_at: null })
    .where('id', '=', p('person'))
    .where('disabled_at', 'is not', null),
);

export async function markEnabled(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(enable, { person })) > 0;
}

const state = statement<{ person: string }>()((db, p) =>
  db.selectFrom('person').select('disabled_at').where('id', '=', p('person')),
);

export async function isDisabled(reader: Reader, person: string): Promise<boolean> {
  return ((await reader.first(state, { person }))?.disabled_at ?? null) !== null;
}

const keepSeen = statement<{ now: number }>()((db, p) =>
  db
    .updateTable('person')
    .set((set) => ({
      last_seen_at: sql<number | null>`coalesce(${set
        .selectFrom('sign_in as s')
        .select((s) => s.fn.max('s.last_seen_at').as('at'))
        .whereRef('s.person', '=', 'person.id')
        .where('s.screen', 'is', null)}, last_seen_at)`,
    }))
    .where('id', 'in', (select) =>
      select.selectFrom('sign_in').select('sign_in.person').where('expires_at', '<=', p('now')),
    )
    .where('id', 'in', (select) =>
      select.selectFrom('role_grant as g').select('g.person').where('g.role', '<>', sql.lit('patron')),
    ),
);

/** Before sign-ins that ran out are swept: when their people were last here. Of patrons nothing is kept. */
export async function keepLastSeen(tx: Tx): Promise<void> {
  await tx.run(keepSeen, { now: tx.now });
}

const ended = statement<{ person: string; id: string }>()((db, p) =>
  db
    .selectFrom('role_grant')
    .select('branch')
    .where('id', '=', p('id'))
    .where('person', '=', p('person'))
    .where('revoked_at', 'is not', null),
);

/** A right that the person had. */
export async function findEndedGrant(reader: Reader, person: string, id: string) {
  return reader.first(ended, { person, id });
}
