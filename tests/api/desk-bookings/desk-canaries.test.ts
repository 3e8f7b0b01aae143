import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskBooking, WalkInAnswer } from '#contract/desk.ts';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import {
  bookingNetwork,
  openLibrary,
  rowsOf,
  type Answer,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

/** What no answer to a desk may hold (K2), each in a word of its own. */
const PLANTED = {
  service: 'canary-service',
  serviceName: 'Canary Service Name',
  discount: 'canary-discount',
  discountName: 'Canary Discount Name',
  code: 'canary-code-discount',
  concession: 'canary-concession',
  concessionName: 'Canary Concession Name',
  partner: 'canary-partner',
  legalName: 'Canary Legal Name',
  phone: '+386 40 000 777',
};
const FIELDS = /"(service|lines|list|discount|unused|name|phone|email|contact|topic|codes?Index|messages)":/;

function network() {
  const file = bookingNetwork();
  const talk = file.services.find(({ id }) => id === 'talk')!;
  file.services.push({
    ...talk,
    id: PLANTED.service,
    name: { en: PLANTED.serviceName },
    kind: 'individual',
    maxOpenPerPatron: 20,
  });
  for (const counsellor of file.counsellors) counsellor.services.push(PLANTED.service);
  file.concessions.push({
    id: PLANTED.concession,
    name: { en: PLANTED.concessionName },
    evidence: 'partner',
    validMonths: 12,
  });
  file.partners.push({ id: PLANTED.partner, name: { en: PLANTED.partner }, concessions: [PLANTED.concession] });
  const lowered = { services: [PLANTED.service], stacks: true };
  file.discounts.push(
    {
      ...lowered,
      id: PLANTED.discount,
      name: { en: PLANTED.discountName },
      percent: 10,
      concession: PLANTED.concession,
    },
    {
      ...lowered,
      id: PLANTED.code,
      name: { en: PLANTED.discountName },
      percent: 10,
      code: true,
      partner: PLANTED.partner,
    },
  );
  const guest = { role: 'patron' as const, branch: 'main', locale: 'en', concessions: [PLANTED.concession, 'member'] };
  file.people.push({ ...guest, id: 'guest', name: { en: PLANTED.legalName }, card: '29007777', pin: '4821' });
  return file;
}

describe.each(ENGINES)('what the desk is never told on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  const told: [string, Answer][] = [];
  beforeAll(async () => {
    library = await openLibrary(engine, { file: network() });
    desk = await library.person('desk-1');
    const { database, keys, newId } = library.api.services;
    await database.write(async (tx) => {
      const [guest] = await tx.rows(
        raw<{ wrapped_key: Uint8Array }>(`select wrapped_key from person where id = 'guest'`),
        {},
      );
      const sealed = Buffer.from(keys.seal(guest!.wrapped_key, 'contact guest', PLANTED.phone)).toString('hex');
      const bytes = engine === 'sqlite' ? `x'${sealed}'` : `'\\x${sealed}'`;
      const values = `'${newId()}', 'guest', 'phone', ${bytes}, ${bytes}, 0`;
      const columns = 'id, person, kind, contact_index, contact_sealed, created_at';
      await tx.run(raw(`insert into contact (${columns}) values (${values})`), {});
    });
  });
  afterAll(() => library.api.close());

  const hear = async (what: string, answer: Promise<Answer>, ...statuses: number[]): Promise<Answer> => {
    const heard = await answer;
    expect([what, statuses.includes(heard.status), heard.text]).toEqual([what, true, heard.text]);
    told.push([what, heard]);
    return heard;
  };
  const deskBookingOf = (answer: Answer) => answer.booking as unknown as DeskBooking;

  test('K2 no answer to the desk holds service, discount, concession, contact or name, refusals included', async () => {
    const [code] = await issueCodes(library.api.services, PLANTED.code, 1);
    const asked = { service: PLANTED.service, patron: 'guest' };
    const held = await hear('hold', desk.hold('2026-11-24T09:00:00Z', { ...asked, codes: [code] }), 201);
    const { booking, session } = deskBookingOf(held);
    expect(deskBookingOf(held).due.amount).toBeLessThan(2000);
    const path = `/api/bookings/${booking}`;
    await hear('extend', desk.post(`${path}/extend`), 200);
    const confirmed = await hear('confirm', desk.post(`${path}/confirm`, { preparations: ['company'] }), 200);
    await hear('prepare', desk.put(`${path}/preparations`, { preparations: [] }), 200);
    const gone = await hear('wrong code', desk.hold('2026-11-24T12:00:00Z', { ...asked, codes: [code] }), 422);
    expect(gone.code).toBe('code_not_usable');
    await hear('taken', desk.hold('2026-11-24T09:00:00Z', { ...asked, counsellor: 'ana' }), 409);
    await hear('times', desk.get(`/api/desk/bookings/${booking}/times?from=2026-11-24&days=3`), 200);

    const { alias, ticket } = deskBookingOf(confirmed);
    for (const by of [{ alias }, { code: ticket!.code }, { token: ticket!.token }, { card: '29007777' }]) {
      const found = await hear(
        `look-up ${Object.keys(by)}`,
        desk.post('/api/desk/look-up', { branch: 'main', ...by }),
        200,
      );
      expect(found.text).toContain('"patron":"guest"');
    }
    await hear('patron', desk.get('/api/desk/patrons/guest?branch=main'), 200);
    await hear('new patron', desk.post('/api/desk/patrons', { branch: 'main' }), 201);
    const right = { branch: 'main', concession: 'member', until: '2027-01-31', evidenceSeen: true };
    await hear('entitle', desk.post('/api/desk/patrons/guest/entitlements', right), 200);

    library.clock.now = Date.parse('2026-11-24T09:10:00Z');
    await hear('too late', desk.post(`${path}/cancel`), 409);
    const question = `branch=main&service=${PLANTED.service}`;
    await hear('walk-in times', desk.get(`/api/desk/walk-in-times?${question}`), 200);
    const walk = { branch: 'main', service: PLANTED.service };
    const walked = await hear('walk-in', desk.post('/api/desk/walk-ins', walk), 201);
    await hear('walk-in lost', desk.post('/api/desk/walk-ins', walk), 409);
    const later = { ...walk, patron: 'guest', startsAt: '2026-11-24T12:00:00Z' };
    const second = JSON.parse(
      (await hear('walk-in later', desk.post('/api/desk/walk-ins', later), 201)).text,
    ) as WalkInAnswer;
    const other = `/api/bookings/${second.booking.booking}`;
    await hear('move lost', desk.post(`${other}/move`, { startsAt: '2026-11-24T09:15:00Z' }), 409);
    await hear('move', desk.post(`${other}/move`, { startsAt: '2026-11-25T09:00:00Z' }), 200);
    await hear('cancel', desk.post(`${other}/cancel`), 200);
    await hear('retake', desk.post(`${other}/retake`), 201);
    await hear('retake twice', desk.post(`${other}/retake`), 409);

    const item = { id: crypto.randomUUID(), booking, event: 'arrived', occurredAt: '2026-11-24T09:00:00Z' };
    const paid = { id: crypto.randomUUID(), booking, event: 'paid', occurredAt: '2026-11-24T09:05:00Z' };
    await hear('check-ins', desk.post('/api/check-ins', { items: [item, paid] }), 200);
    await hear('day', desk.get('/api/desk/day?branch=main&date=2026-11-24'), 200);
    await hear('cash-up', desk.get('/api/desk/cash-up?branch=main&date=2026-11-24'), 200);
    await hear('receipts', desk.get(`/api/desk/bookings/${booking}/receipts`), 200);
    await hear('rooms', desk.get(`/api/desk/sessions/${session}/rooms`), 200);
    await hear(
      'walk-in read',
      desk.get(`/api/desk/patrons/${(JSON.parse(walked.text) as WalkInAnswer).patron}?branch=main`),
      200,
    );
    await hear('foreign', desk.get(path), 403);

    for (const [what, { text }] of told) {
      const leaks = Object.values(PLANTED).filter((word) => text.includes(word));
      expect([what, leaks, FIELDS.exec(text)?.[0]]).toEqual([what, [], undefined]);
    }
  });

  test('K2 the search would find what it looks for: a control', async () => {
    const guest = await library.person('guest');
    const own = await guest.get('/api/bookings');
    expect(own.text).toContain(PLANTED.service);
    expect(own.text).toContain(PLANTED.discount);
    expect(own.text).toMatch(FIELDS);
    expect((await guest.get('/api/me')).text).toContain(PLANTED.legalName);
  });

  test('K2 what the desk did is on record without a name, a code or a card', async () => {
    const facts = JSON.stringify(await rowsOf(library.api, `select facts, subject from audit where actor = 'desk-1'`));
    expect(facts).toContain('guest');
    for (const word of [PLANTED.legalName, PLANTED.phone, '29007777']) expect(facts).not.toContain(word);
  });
});
