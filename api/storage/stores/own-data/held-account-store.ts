import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** All rows that are held of one person by their id, table by table. Sealed columns stay sealed: whoever tells them opens them. */

type Of = { person: string };

const PERSON = statement<Of>()((db, p) =>
  db
    .selectFrom('person')
    .leftJoin('patron', 'patron.person', 'person.id')
    .select(['person.id', 'name_sealed', 'wrapped_key', 'locale', 'branch', 'person.created_at', 'alias', 'messages'])
    .where('person.id', '=', p('person')),
);
const ROLES = statement<Of>()((db, p) =>
  db
    .selectFrom('role_grant')
    .select(['role', 'branch', 'granted_at', 'revoked_at'])
    .where('person', '=', p('person'))
    .orderBy('granted_at'),
);
const CARDS = statement<Of>()((db, p) =>
  db.selectFrom('card').select(['card_sealed', 'created_at']).where('person', '=', p('person')).orderBy('created_at'),
);
const PASSWORD = statement<Of>()((db, p) =>
  db.selectFrom('password').select('changed_at').where('person', '=', p('person')),
);
const GENERATOR = statement<Of>()((db, p) =>
  db.selectFrom('authenticator').select('confirmed_at').where('person', '=', p('person')),
);
const RECOVERY = statement<Of>()((db, p) =>
  db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('person', '=', p('person'))
    .where('used_at', 'is', null),
);
const PROVIDERS = statement<Of>()((db, p) =>
  db.selectFrom('outside_identity').select(['issuer', 'created_at']).where('person', '=', p('person')),
);
const INVITATIONS = statement<Of>()((db, p) =>
  db
    .selectFrom('invitation')
    .select(['role', 'branch', 'created_at', 'used_at'])
    .where('person', '=', p('person'))
    .orderBy('created_at'),
);
const SIGN_INS = statement<Of>()((db, p) =>
  db
    .selectFrom('sign_in')
    .select(['id', 'method', 'device_sealed', 'created_at', 'last_seen_at', 'ended_at', 'shared_device'])
    .where('person', '=', p('person'))
    .orderBy('created_at', 'desc'),
);
const DEVICES = statement<Of>()((db, p) =>
  db
    .selectFrom('device_grant')
    .select(['created_at', 'expires_at', 'revoked_at'])
    .where('person', '=', p('person'))
    .orderBy('created_at', 'desc'),
);
const CONTACTS = statement<Of>()((db, p) =>
  db
    .selectFrom('contact')
    .select(['id', 'kind', 'contact_sealed', 'created_at', 'opens'])
    .where('person', '=', p('person'))
    .orderBy('created_at')
    .orderBy('id'),
);
const REACH = statement<Of>()((db, p) =>
  db.selectFrom('reach').select(['contact', 'quiet_from', 'quiet_until']).where('person', '=', p('person')),
);
const CONSENTS = statement<Of>()((db, p) =>
  db
    .selectFrom('consent')
    .select(['version', 'locale', 'given_at', 'withdrawn_at'])
    .where('person', '=', p('person'))
    .orderBy('given_at'),
);
const CHILDREN = statement<Of>()((db, p) =>
  db
    .selectFrom('guardian')
    .innerJoin('person', 'person.id', 'guardian.child')
    .innerJoin('patron', 'patron.person', 'guardian.child')
    .select(['guardian.child', 'guardian.created_at', 'guardian.accepted_at', 'patron.alias'])
    .select(['person.name_sealed', 'person.wrapped_key'])
    .where('guardian.guardian', '=', p('person'))
    // G11: of whom somebody is guardian no longer, they are told nothing.
    .where('guardian.ended_at', 'is', null)
    .orderBy('guardian.created_at')
    .orderBy('guardian.id'),
);
const CHILD_LINKS = statement<Of>()((db, p) =>
  db
    .selectFrom('guardian_link')
    .select(['child', 'created_at', 'expires_at', 'used_at', 'revoked_at'])
    .where('made_by', '=', p('person'))
    .orderBy('created_at'),
);
const MERGES = statement<Of>()((db, p) =>
  db
    .selectFrom('patron_merge')
    .select(['branch', 'merged_at', 'undone_at'])
    .where((eb) => eb.or([eb('kept', '=', p('person')), eb('gone', '=', p('person'))]))
    .orderBy('merged_at'),
);

export async function accountHeld(reader: Reader, of: Of) {
  const person = await reader.first(PERSON, of);
  if (!person) return undefined;
  return {
    person,
    roles: await reader.rows(ROLES, of),
    cards: await reader.rows(CARDS, of),
    password: await reader.first(PASSWORD, of),
    generator: await reader.first(GENERATOR, of),
    recoveryCodesLeft: Number((await reader.first(RECOVERY, of))?.left ?? 0),
    providers: await reader.rows(PROVIDERS, of),
    invitations: await reader.rows(INVITATIONS, of),
    signIns: await reader.rows(SIGN_INS, of),
    devices: await reader.rows(DEVICES, of),
    contacts: await reader.rows(CONTACTS, of),
    reach: await reader.first(REACH, of),
    consents: await reader.rows(CONSENTS, of),
    children: await reader.rows(CHILDREN, of),
    childLinks: await reader.rows(CHILD_LINKS, of),
    merges: await reader.rows(MERGES, of),
  };
}

export type HeldAccount = NonNullable<Awaited<ReturnType<typeof accountHeld>>>;

const USES = statement<{ index: Uint8Array; discount: string }>()((db, p) =>
  db
    .selectFrom('patron_tally')
    .select('uses')
    .where('patron_index', '=', p('index'))
    .where('discount', '=', p('discount')),
);

/** How often somebody has used a discount (ARCHITECTURE.md, 7). */
export async function usesHeld(reader: Reader, asked: { index: Uint8Array; discount: string }): Promise<number> {
  return (await reader.first(USES, asked))?.uses ?? 0;
}
