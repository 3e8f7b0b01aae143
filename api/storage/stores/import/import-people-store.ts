import { sql } from 'kysely';
import type { FilePerson } from '#domain/network.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

export type ImportedPerson = Pick<
  Schema['person'],
  | 'id'
  | 'wrapped_key'
  | 'name_sealed'
  | 'locale'
  | 'branch'
  | 'demo'
  | 'imported_mac'
  | 'imported_position'
  | 'disabled_at'
>;

const READ = statement<Record<never, never>>()((db) =>
  db
    .selectFrom('person')
    .select(['id', 'wrapped_key', 'name_sealed', 'locale', 'branch', 'demo', 'imported_mac'])
    .select(['imported_position', 'disabled_at'])
    .where('demo', '=', sql.lit(1))
    .orderBy('imported_position')
    .orderBy('id'),
);

/** Demonstration accounts in file order, disabled ones too. */
export async function readImportedPeople(reader: Reader): Promise<ImportedPerson[]> {
  return reader.rows(READ, {});
}

const FIND = statement<{ id: string }>()((db, p) =>
  db.selectFrom('person').select('id').where('id', '=', p('id')).where('demo', '=', sql.lit(0)),
);

/** Whether an id belongs to somebody whom no import may touch. */
export async function isRealPerson(reader: Reader, id: string): Promise<boolean> {
  return (await reader.first(FIND, { id })) !== undefined;
}

type Put = {
  id: string;
  wrapped_key: Uint8Array;
  name_sealed: Uint8Array;
  locale: string;
  branch: string | null;
  imported_mac: Uint8Array;
  imported_position: number;
  now: number;
};

const PUT = statement<Put>()((db, p) =>
  db
    .insertInto('person')
    .values({
      id: p('id'),
      wrapped_key: p('wrapped_key'),
      name_sealed: p('name_sealed'),
      locale: p('locale'),
      branch: p('branch'),
      demo: sql.lit(1),
      imported_mac: p('imported_mac'),
      imported_position: p('imported_position'),
      created_at: p('now'),
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        name_sealed: sql.ref('excluded.name_sealed'),
        locale: sql.ref('excluded.locale'),
        branch: sql.ref('excluded.branch'),
        imported_mac: sql.ref('excluded.imported_mac'),
        imported_position: sql.ref('excluded.imported_position'),
        disabled_at: sql.lit(null),
      }),
    ),
);

/** `wrapped_key` counts for a new person only: what is sealed under the old key stays readable. */
export async function putPerson(tx: Tx, person: Omit<Put, 'now'>): Promise<void> {
  await tx.run(PUT, { ...person, now: tx.now });
}

const MOVE = statement<{ id: string; position: number }>()((db, p) =>
  db
    .updateTable('person')
    .set({ imported_position: p('position') })
    .where('id', '=', p('id')),
);

export async function movePerson(tx: Tx, id: string, position: number): Promise<void> {
  await tx.run(MOVE, { id, position });
}

const DISABLE = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('person')
    .set({ disabled_at: p('now'), imported_mac: null })
    .where('id', '=', p('id')),
);

export async function disablePerson(tx: Tx, id: string): Promise<void> {
  await tx.run(DISABLE, { id, now: tx.now });
}

export interface LivingGrant {
  id: string;
  role: string;
  branch: string | null;
  counsellor: string | null;
  partner: string | null;
}

const GRANTS = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('role_grant')
    .select(['id', 'role', 'branch', 'counsellor', 'partner'])
    .where('person', '=', p('person'))
    .where('revoked_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id'),
);

export async function readGrants(reader: Reader, person: string): Promise<LivingGrant[]> {
  return reader.rows(GRANTS, { person });
}

const REVOKE = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('role_grant')
    .set({ revoked_at: p('now') })
    .where('id', '=', p('id')),
);

export async function revokeGrant(tx: Tx, id: string): Promise<void> {
  await tx.run(REVOKE, { id, now: tx.now });
}

const GRANT = statement<{ [K in keyof LivingGrant]: LivingGrant[K] } & { person: string; now: number }>()((db, p) =>
  db.insertInto('role_grant').values({
    id: p('id'),
    person: p('person'),
    role: p('role'),
    branch: p('branch'),
    counsellor: p('counsellor'),
    partner: p('partner'),
    granted_at: p('now'),
  }),
);

export async function insertGrant(tx: Tx, person: string, grant: LivingGrant): Promise<void> {
  await tx.run(GRANT, { ...grant, person, now: tx.now });
}

const PROFILE = statement<{ person: string; now: number }>()((db, p) =>
  db
    .insertInto('patron')
    .values({ person: p('person'), alias: null, messages: sql.lit('discreet'), created_at: p('now') })
    .onConflict((conflict) => conflict.column('person').doNothing()),
);

/** A booking belongs to it. */
export async function ensurePatron(tx: Tx, person: string): Promise<void> {
  await tx.run(PROFILE, { person, now: tx.now });
}

/** The role's grant as the file words it: a patron's and an administrator's do not end at a branch. */
export function grantOf(person: FilePerson): Omit<LivingGrant, 'id'> {
  return {
    role: person.role,
    branch: person.role === 'patron' ? null : (person.branch ?? null),
    counsellor: person.counsellor ?? null,
    partner: person.partner ?? null,
  };
}
