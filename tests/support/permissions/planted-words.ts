import type { NetworkFile } from '#domain/network.ts';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { itemOf, tell } from '../check-in-items.ts';
import { raw } from '../raw-statement.ts';
import type { GuardedLibrary } from './guarded-library.ts';
import { twoSidedNetwork } from './two-sides.ts';

/** Of whom the words are: a patron whom the callers know, and one who is nobody's of theirs. */
const SIDES = ['Own', 'Foreign'] as const;

/** One word for every field that can hold text about a person, none of which stands anywhere else. */
function wordsOf(side: (typeof SIDES)[number]) {
  return {
    legalName: `Canary${side}legalname`,
    phone: `+386 40 ${side === 'Own' ? '777 001' : '777 002'}`,
    card: side === 'Own' ? '29087700001' : '29087700002',
    pin: side === 'Own' ? '48217701' : '48217702',
    alias: `Canary${side}alias`,
    note: `canary-${side.toLowerCase()}-note`,
    reason: `canary-${side.toLowerCase()}-reason`,
    agent: `Canary${side}agent`,
    service: `canary-${side.toLowerCase()}-service`,
    discount: `canary-${side.toLowerCase()}-discount`,
  };
}

export const OWN_WORDS = wordsOf('Own');
export const FOREIGN_WORDS = wordsOf('Foreign');
export type Field = keyof typeof OWN_WORDS | 'code';

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
  /** The booking that holds the words of one's own, and its codes: they are drawn, so they are known only now. */
  booking: string;
  codes: { own: string; foreign: string };
}

/** Fills every field as people would: by the API where it takes the field, else as a store would. */
export async function plantWords(guarded: GuardedLibrary): Promise<Planted> {
  const own = await plantSide(guarded, 'Own', 'main', 'desk-1');
  const foreign = await plantSide(guarded, 'Foreign', 'far', 'desk-far');
  return { booking: own.booking, codes: { own: own.code, foreign: foreign.code } };
}

async function plantSide(
  { opened: library }: GuardedLibrary,
  side: (typeof SIDES)[number],
  branch: string,
  desk: string,
) {
  const { api } = library;
  const words = wordsOf(side);
  const person = PEOPLE[side];
  const { database, keys, newId } = api.services;
  await database.write(async (tx) => {
    await tx.run(raw(`update patron set alias = '${words.alias}' where person = '${person}'`), {});
    const [row] = await tx.rows(
      raw<{ key: Uint8Array }>(`select wrapped_key as key from person where id = '${person}'`),
      {},
    );
    const hex = Buffer.from(keys.seal(row!.key, `contact ${person}`, words.phone)).toString('hex');
    const bytes = tx.engine === 'sqlite' ? `x'${hex}'` : `'\\x${hex}'`;
    const columns = 'id, person, kind, contact_index, contact_sealed, created_at';
    const values = `'${newId()}', '${person}', 'phone', ${bytes}, ${bytes}, 0`;
    await tx.run(raw(`insert into contact (${columns}) values (${values})`), {});
  });

  const signedIn = await api.request('/api/sign-in/card', {
    json: { card: words.card, pin: words.pin },
    headers: { 'user-agent': `Mozilla/5.0 ${words.agent} Firefox/140.0` },
  });
  if (signedIn.status !== 204) throw new Error(`the sign-in of ${side} was answered ${signedIn.status}`);

  const [code] = await issueCodes(api.services, words.discount, 1);
  const wish = { branch, service: words.service, codes: [code] };
  const { id } = await (await library.person(person)).book(STARTS[side], wish);
  const before = library.clock.now;
  const now = Date.parse(STARTS[side]) - 60_000;
  library.clock.now = now;
  const items = [itemOf(id, 'note', now, { text: words.note }), itemOf(id, 'arrived', now, { reason: words.reason })];
  const { said } = await tell(await library.person(desk), ...items);
  library.clock.now = before;
  if (said.some((outcome) => outcome !== 'applied')) throw new Error(`${side}: ${said.join(', ')}`);
  return { booking: id, code: code! };
}
