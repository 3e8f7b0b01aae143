import type { NetworkFile } from '#domain/network.ts';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { insertContact, wrappedKeyOf } from '../../../api/storage/stores/accounts/contact-store.ts';
import { itemOf, tell } from '../check-in-items.ts';
import type { KeptLetters } from '../kept-letters.ts';
import { addChild } from '../family-steps.ts';
import { raw } from '../raw-statement.ts';
import type { GuardedLibrary } from './guarded-library.ts';
import { twoSidedNetwork } from './two-sides.ts';

/** Of whom the words are: a patron whom the callers know, and one who is nobody's of theirs. */
const SIDES = ['Own', 'Foreign'] as const;

/** One word for every field that can hold text about a person, none of which stands anywhere else. */
function wordsOf(side: (typeof SIDES)[number]) {
  return {
    legalName: `Canary${side}legalname`,
    phone: side === 'Own' ? '+38640777001' : '+38640777002',
    email: `canary-${side.toLowerCase()}-mail@home.example`,
    invitee: `Canary${side}invitee`,
    consent: `canary-${side.toLowerCase()}-consent`,
    card: side === 'Own' ? '29087700001' : '29087700002',
    pin: side === 'Own' ? '48217701' : '48217702',
    alias: `Canary${side}alias`,
    childName: `Canary${side}childname`,
    note: `canary-${side.toLowerCase()}-note`,
    reason: `canary-${side.toLowerCase()}-reason`,
    agent: `Canary${side}agent`,
    service: `canary-${side.toLowerCase()}-service`,
    discount: `canary-${side.toLowerCase()}-discount`,
  };
}

export const OWN_WORDS = wordsOf('Own');
export const FOREIGN_WORDS = wordsOf('Foreign');
export type Field = keyof typeof OWN_WORDS | keyof Secrets;

/** What is drawn, and known only now. */
export interface Secrets {
  /** A partner's. */
  code: string;
  oneTimeCode: string;
  linkToken: string;
  invitationToken: string;
}

const PEOPLE = { Own: 'visitor-1', Foreign: 'visitor-2' };
/** The same wall clock at both branches would be half an hour off: each has a time of its own. */
const STARTS = { Own: '2026-11-25T10:00:00Z', Foreign: '2026-11-25T07:30:00Z' };

export function plantedNetwork(): NetworkFile {
  const file = twoSidedNetwork();
  const talk = file.services.find(({ id }) => id === 'talk')!;
  for (const side of SIDES) {
    const words = wordsOf(side);
    file.services.push({ ...talk, id: words.service, maxOpenPerPatron: 9 });
    for (const { services } of file.counsellors) services.push(words.service);
    const name = { en: words.discount };
    file.discounts.push({
      id: words.discount,
      name,
      services: [words.service],
      stacks: false,
      code: true,
      percent: 10,
    });
    const person = file.people.find(({ id }) => id === PEOPLE[side])!;
    Object.assign(person, { name: { en: words.legalName }, card: words.card, pin: words.pin });
  }
  return file;
}

export interface Planted {
  /** The booking that holds the words of one's own. */
  booking: string;
  own: Secrets;
  foreign: Secrets;
}

/** Fills every field as people would: by the API where it takes the field, else as a store would. */
export async function plantWords(guarded: GuardedLibrary, kept: KeptLetters): Promise<Planted> {
  const own = await plantSide(guarded, kept, { side: 'Own', branch: 'main', desk: 'desk-1' });
  const foreign = await plantSide(guarded, kept, { side: 'Foreign', branch: 'far', desk: 'desk-far' });
  return { booking: own.booking, own: own.secrets, foreign: foreign.secrets };
}

interface Sown {
  side: (typeof SIDES)[number];
  branch: string;
  desk: string;
}

async function plantSide({ opened: library }: GuardedLibrary, kept: KeptLetters, { side, branch, desk }: Sown) {
  const { api } = library;
  const words = wordsOf(side);
  const person = PEOPLE[side];
  const { database, keys, newId } = api.services;
  const wrappedKey = (await wrappedKeyOf(database.reader, person))!;
  await database.write(async (tx) => {
    await tx.run(raw(`update patron set alias = '${words.alias}' where person = '${person}'`), {});
    const consent = `'${person}', '${words.consent}', 'en', ${tx.now}`;
    await tx.run(raw(`insert into consent (person, version, locale, given_at) values (${consent})`), {});
    for (const contact of [
      { kind: 'phone', value: words.phone },
      { kind: 'email', value: words.email },
    ] as const)
      await insertContact(tx, keys, { id: newId(), person, wrappedKey, contact, opens: true });
  });
  const send = async (path: string, json: object, more: object = {}) => {
    const answer = await api.request(path, { json, ...more });
    if (answer.status >= 300) throw new Error(`${path} of ${side} was answered ${answer.status}`);
    return answer;
  };

  const headers = { 'user-agent': `Mozilla/5.0 ${words.agent} Firefox/140.0` };
  await send('/api/sign-in/card', { card: words.card, pin: words.pin }, { headers });
  for (const contact of [words.phone, words.email]) await send('/api/sign-in/code', { contact, locale: 'en' });

  await addChild(await library.person(person), words.childName);
  const [code] = await issueCodes(api.services, words.discount, 1);
  const wish = { branch, service: words.service, codes: [code] };
  const patron = await library.person(person);
  const { id } = await patron.book(STARTS[side], wish);
  const link = JSON.parse((await patron.post(`/api/bookings/${id}/link`)).text) as { token: string };
  const invited = { role: 'desk', branch, name: { en: words.invitee }, locale: 'en' };
  const admin = await library.person('admin-1');
  const invitation = JSON.parse((await admin.post('/api/staff/invitations', invited)).text) as { token: string };

  const before = library.clock.now;
  const now = Date.parse(STARTS[side]) - 60_000;
  library.clock.now = now;
  const items = [itemOf(id, 'note', now, { text: words.note }), itemOf(id, 'arrived', now, { reason: words.reason })];
  const { said } = await tell(await library.person(desk), ...items);
  library.clock.now = before;
  if (said.some((outcome) => outcome !== 'applied')) throw new Error(`${side}: ${said.join(', ')}`);

  const oneTimeCode = kept.codeTo(words.email);
  const secrets = { code: code!, oneTimeCode, linkToken: link.token, invitationToken: invitation.token };
  return { booking: id, secrets };
}
