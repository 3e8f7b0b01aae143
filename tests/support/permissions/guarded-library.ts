import type { ActingRole } from '#domain/actor.ts';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { insertPasskey } from '../../../api/storage/stores/accounts/passkey-store.ts';
import { findProfile } from '../../../api/storage/stores/person-store.ts';
import type { ApiOptions } from '../api.ts';
import { openLibrary, type Library } from '../booking-library.ts';
import { addChild, guardianLink } from '../family-steps.ts';
import { signInAs } from '../sign-in-as.ts';
import { contactOf, HERE, THERE, thingsOn, twoSidedNetwork } from './two-sides.ts';

/** Everybody who may ask, and nobody. `acts` is the role by which the table of permissions knows them. */
export const CALLERS: readonly Caller[] = [
  { name: 'nobody' },
  { name: 'patron', person: 'visitor-1', acts: 'patron' },
  { name: 'counsellor', person: 'counsellor-1', acts: 'counsellor' },
  { name: 'desk', person: 'desk-1', acts: 'desk' },
  { name: 'branch admin', person: 'admin-main', acts: 'admin' },
  { name: 'network admin', person: 'admin-1', acts: 'admin', isEverywhere: true },
  { name: 'partner', person: 'partner-1', acts: 'partner' },
  { name: 'auditor', person: 'auditor-1', acts: 'auditor' },
  { name: 'kiosk', person: 'desk-1', acts: 'kiosk' },
  { name: 'door', person: 'desk-1', acts: 'door' },
];

export interface Caller {
  name: string;
  person?: string;
  acts?: ActingRole;
  /** Every branch is theirs. */
  isEverywhere?: true;
}

/** One of each thing that an operation can be asked about, all of them on the same side. */
export interface Things {
  branch: string;
  room: string;
  patron: string;
  booking: string;
  session: string;
  block: string;
  closure: string;
  counsellor: string;
  /** Time that the desk took away in the counsellor's name. */
  deskBlock: string;
  /** Dated sessions that the desk, and that the counsellor, called off. */
  calledOff: { byDesk: string; byOwner: string };
  /** Somebody with a code card only, and a merge of somebody else like that. */
  guest: string;
  merge: string;
  /** The patron's. */
  contact: string;
  signIn: string;
  passkey: string;
  /** A child of the patron's, who acts for it, and a link for a second guardian that can be taken up. */
  child: string;
  guardianship: string;
  guardianLink: string;
  /** Somebody else who works at the branch, their role, and an invitation to it. */
  colleague: { person: string; grant: string };
  invitation: string;
  /** A partner's programme, and codes of it that were handed out. */
  programme: string;
  batch: string;
}

export const WHOSE = ['own', 'foreign', 'absent'] as const;
export type Whose = (typeof WHOSE)[number];

/** Each adds one child, for there is a most of them. */
const lastGuardian = new WeakMap<Library, number>();

export interface GuardedLibrary {
  opened: Library;
  /** What is the caller's; what is another patron's, counsellor's and branch's; what does not exist. */
  thingsFor(caller: Caller): Promise<Record<Whose, Things>>;
  /** A sign-in for this one request: some operations end it. */
  cookieOf(caller: Caller): Promise<string | undefined>;
}

const ABSENT_ID = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e99';
const ABSENT: Things = {
  branch: 'nowhere',
  room: 'no-room',
  patron: 'no-patron',
  booking: ABSENT_ID,
  session: ABSENT_ID,
  block: ABSENT_ID,
  closure: ABSENT_ID,
  counsellor: 'no-counsellor',
  deskBlock: ABSENT_ID,
  calledOff: { byDesk: ABSENT_ID, byOwner: ABSENT_ID },
  guest: 'no-patron',
  merge: ABSENT_ID,
  contact: ABSENT_ID,
  signIn: ABSENT_ID,
  passkey: 'absent',
  child: ABSENT_ID,
  guardianship: ABSENT_ID,
  guardianLink: 'A'.repeat(43),
  colleague: { person: 'nobody', grant: ABSENT_ID },
  invitation: ABSENT_ID,
  programme: 'no-programme',
  batch: 'no-batch',
};

/** Two branches with one of everything, and people of every role at one of them. */
export async function openGuardedLibrary(
  engine: Engine,
  file = twoSidedNetwork(),
  app: ApiOptions['app'] = {},
): Promise<GuardedLibrary> {
  const library = await openLibrary(engine, { file, app });
  const here = await thingsOn(library, HERE);
  const there = await thingsOn(library, THERE);
  const signInOf = async (person: string) => (await signInAs(library.api, person)).id;

  const accountOf = async (person: string) => ({
    signIn: await signInOf(person),
    passkey: await passkeyOf(library, person),
  });

  return {
    opened: library,
    thingsFor: async ({ person }) => ({
      own: {
        ...here,
        contact: await contactOf(library, here.patron),
        guardianLink: await linkOfAnother(library),
        ...(person === here.patron && (await childOf(library, person))),
        ...(person === undefined ? { signIn: ABSENT_ID, passkey: 'absent' } : await accountOf(person)),
      },
      foreign: { ...there, contact: await contactOf(library, there.patron), ...(await accountOf('visitor-9')) },
      absent: ABSENT,
    }),
    cookieOf: async ({ person, acts }) => {
      if (person === undefined) return undefined;
      const isScreen = acts === 'kiosk' || acts === 'door';
      const terms = isScreen ? { screen: acts, branch: 'main', ...(acts === 'door' && { room: 'room-a' }) } : {};
      return (await signInAs(library.api, person, terms)).cookie;
    },
  };
}

/** A new one each time: a guardianship can be given up. */
async function childOf(library: Library, patron: string) {
  const { id, guardians: acting } = await addChild(await library.person(patron));
  return { child: id, guardianship: acting[0]!.id };
}

/** Of a child that a patron without anything else has added. */
async function linkOfAnother(library: Library): Promise<string> {
  const visitor = (lastGuardian.get(library) ?? 12) + 1;
  lastGuardian.set(library, visitor);
  const guardian = await library.person(`visitor-${visitor}`);
  return guardianLink(guardian, (await addChild(guardian)).id);
}

/** One that is in nobody's device: it can be listed, named and removed. */
export async function passkeyOf({ api }: Library, person: string): Promise<string> {
  const { database, keys, newId } = api.services;
  const id = newId();
  await database.write(async (tx) => {
    const wrappedKey = (await findProfile(tx, person))!.wrapped_key;
    const key = { publicKey: new Uint8Array(32), counter: 0, transports: [] };
    await insertPasskey(tx, keys, { ...key, id, person, wrappedKey, name: 'A phone' });
  });
  return id;
}
