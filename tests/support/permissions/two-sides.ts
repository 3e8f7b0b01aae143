import type { BlockAnswer } from '#contract/blocks.ts';
import type { Outcome } from '#contract/blocks.ts';
import type { MadeCodes } from '#contract/oversight/partner.ts';
import type { NetworkFile } from '#domain/network.ts';
import { insertContact, wrappedKeyOf } from '../../../api/storage/stores/accounts/contact-store.ts';
import { bookingNetwork, rowsOf, WEDNESDAY_10, WEDNESDAY_9, type Library } from '../booking-library.ts';
import { addChild, guardianLink } from '../family-steps.ts';
import type { Things } from './guarded-library.ts';

export const STAFF_PASSWORD = 'demo-staff-of-the-test';

/** A branch with its people, and one of everything that can be asked about. */
interface Side {
  branch: string;
  /** Whose booking is asked about: a patron who owns it may cancel it. */
  patron: number;
  /** Whose session is asked about. */
  other: number;
  /** Has a library card, and was merged with a code card. */
  merged: number;
  counsellor: { person: string; id: string };
  desk: string;
  startsAt: [string, string];
  /** In use, and out of use on a day. */
  rooms: [string, string];
  partner: { person: string; id: string; programme: string };
}

export const HERE: Side = {
  branch: 'main',
  patron: 1,
  other: 6,
  merged: 10,
  counsellor: { person: 'counsellor-1', id: 'ana' },
  desk: 'desk-1',
  startsAt: [WEDNESDAY_9, WEDNESDAY_10],
  rooms: ['room-b', 'room-a'],
  partner: { person: 'partner-1', id: 'clinic', programme: 'clinic-code' },
};

export const THERE: Side = {
  branch: 'far',
  patron: 2,
  other: 7,
  merged: 11,
  counsellor: { person: 'counsellor-far', id: 'cyrus' },
  desk: 'desk-far',
  startsAt: ['2026-11-25T09:30:00Z', '2026-11-25T10:30:00Z'],
  rooms: ['far-b', 'far-a'],
  partner: { person: 'partner-far', id: 'refuge', programme: 'refuge-code' },
};

export function twoSidedNetwork(): NetworkFile {
  const file = bookingNetwork();
  const rooms = file.rooms.map((room) => ({ ...room, id: room.id.replace('room', 'far'), branch: 'far' }));
  file.rooms.push(...rooms);
  for (const { branch, partner } of [HERE, THERE]) {
    file.partners.push({ id: partner.id, name: { en: `Partner ${partner.id}` }, concessions: [] });
    const lowered = { services: ['talk'], branches: [branch], stacks: false, percent: 5 };
    const code = { id: partner.programme, name: { en: `Codes of ${partner.id}` }, code: true, partner: partner.id };
    file.discounts.push({ ...lowered, ...code });
  }

  const circle = file.services.find(({ id }) => id === 'circle')!;
  circle.branches = ['main', 'far'];
  circle.price = { EUR: 500, IRR: 200_000 };
  for (const {
    branch,
    counsellor,
    rooms: [room],
  } of [HERE, THERE]) {
    file.counsellors.find(({ id }) => id === counsellor.id)!.services.push('circle');
    const series = { service: 'circle', counsellor: counsellor.id, branch, room, places: 3 };
    file.groups.push({ ...series, id: `${branch}-by-desk`, startsAt: '2026-12-02T10:00' });
    file.groups.push({ ...series, id: `${branch}-by-owner`, startsAt: '2026-12-03T10:00' });
  }

  const named = (id: string) => ({ id, name: { en: `Test ${id}` }, locale: 'en' });
  file.people.push(
    { ...named('counsellor-far'), role: 'counsellor', counsellor: 'cyrus', branch: 'far' },
    { ...named('admin-main'), role: 'admin', branch: 'main' },
    { ...named('colleague-main'), role: 'desk', branch: 'main' },
    { ...named('colleague-far'), role: 'desk', branch: 'far' },
    { ...named('partner-1'), role: 'partner', partner: HERE.partner.id },
    { ...named('partner-far'), role: 'partner', partner: THERE.partner.id },
    { ...named('auditor-1'), role: 'auditor', branch: 'main' },
  );
  for (const person of file.people) {
    if (person.role !== 'patron') person.password = STAFF_PASSWORD;
    if (/^visitor-1[0-2]$/.test(person.id)) {
      person.card = cardOf(Number(person.id.slice('visitor-'.length)));
      person.pin = '4821';
    }
  }
  return file;
}

export const cardOf = (visitor: number) => `290001${visitor}`;

/** Makes the things of one side, as its own people would. */
export async function thingsOn(library: Library, side: Side): Promise<Omit<Things, 'contact' | 'signIn' | 'passkey'>> {
  const { branch, counsellor, startsAt, rooms } = side;
  const [room, closed] = rooms;
  const { id: booking } = await (await library.patron(side.patron)).book(startsAt[0], { branch });
  const { id: kept } = await (await library.patron(side.other)).book(startsAt[1], { branch });
  const first = async (sql: string) => (await rowsOf<{ id: string }>(library.api, sql))[0]!.id;

  const desk = await library.person(side.desk);
  const owner = await library.person(counsellor.person);
  const made = async (by: typeof desk, path: string, json: object) => {
    const answer = await by.post(path, json);
    if (answer.status !== 201) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
    return JSON.parse(answer.text) as unknown;
  };
  const blocked = async (by: typeof desk, path: string, json: object, day: string, outcomes: Outcome[] = []) => {
    const range = { from: `${day}T09:00`, until: `${day}T12:00`, outcomes };
    return ((await made(by, path, { ...json, ...range })) as BlockAnswer).block.id;
  };
  const callOff = async (by: 'desk' | 'owner', day: string) => {
    const session = await first(`select id from session where series = '${branch}-by-${by}'`);
    const outcomes: Outcome[] = [{ session, do: 'cancel' }];
    if (by === 'desk') await blocked(desk, '/api/desk/room-closures', { room }, day, outcomes);
    else await blocked(owner, '/api/counsellor/blocks', { branch, kind: 'block' }, day, outcomes);
    return first(`select id from call_off where session = '${session}'`);
  };
  const guest = async () =>
    ((await made(desk, '/api/desk/patrons', { branch })) as { patron: { patron: string } }).patron.patron;
  const merge = async (codeCardPatron: string) => {
    const wish = { branch, codeCardPatron, patron: `visitor-${side.merged}` };
    return ((await made(desk, '/api/desk/merges', wish)) as { merge: { id: string } }).merge.id;
  };
  // Whoever asks about the other side holds a link that has ended.
  const family = async () => {
    const guardian = await library.patron(side.patron);
    const { id, guardians } = await addChild(guardian);
    const token = await guardianLink(guardian, id);
    await guardian.post(`/api/me/children/${id}/link/revoke`);
    return { child: id, guardianship: guardians[0]!.id, guardianLink: token };
  };
  const colleague = `colleague-${branch}`;
  const invite = async () => {
    const wish = { role: 'desk', branch, name: { en: 'Test' }, locale: 'en' };
    return ((await made(await library.person('admin-1'), '/api/staff/invitations', wish)) as { id: string }).id;
  };

  const codes = { programme: side.partner.programme, count: 2 };
  const issued = (await made(await library.person(side.partner.person), '/api/partner/codes', codes)) as MadeCodes;

  return {
    branch,
    room,
    counsellor: counsellor.id,
    patron: `visitor-${side.patron}`,
    booking,
    session: await first(`select session as id from booking where id = '${kept}'`),
    block: await blocked(owner, '/api/counsellor/blocks', { branch, kind: 'block' }, '2026-12-07'),
    closure: await blocked(desk, '/api/desk/room-closures', { room: closed }, '2026-12-08'),
    deskBlock: await blocked(desk, '/api/desk/counsellor-blocks', { branch, counsellor: counsellor.id }, '2026-12-14'),
    calledOff: { byDesk: await callOff('desk', '2026-12-02'), byOwner: await callOff('owner', '2026-12-03') },
    guest: await guest(),
    merge: await merge(await guest()),
    colleague: { person: colleague, grant: await first(`select id from role_grant where person = '${colleague}'`) },
    invitation: await invite(),
    programme: side.partner.programme,
    batch: issued.batch.id,
    ...(await family()),
  };
}

/** A new one each time: whoever may remove it does. */
export async function contactOf({ api }: Library, person: string, value = `${person}@home.example`): Promise<string> {
  const { database, keys, newId } = api.services;
  const id = newId();
  const contact = { kind: 'email', value } as const;
  const wrappedKey = (await wrappedKeyOf(database.reader, person))!;
  await database.write((tx) => insertContact(tx, keys, { id, person, wrappedKey, contact, opens: false }));
  return id;
}
