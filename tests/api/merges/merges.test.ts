import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Booking } from '#contract/bookings.ts';
import type { NewPatronAnswer } from '#contract/desk.ts';
import {
  mergeAnswer,
  mergePreview,
  patronMerges,
  type Merge,
  type MergePreview,
  type Overlap,
} from '#contract/desk-work/merges.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { json } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import {
  bookingNetwork,
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { itemOf, rowOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';

const CARD = '29000001';
const VIDA = 'patron-1';
const DAY_MIN = 1440;

function onceEach() {
  const file = bookingNetwork();
  const member = {
    id: 'once',
    name: { en: 'Once' },
    free: true,
    concession: 'member',
    stacks: false,
    maxUsesPerPatron: 1,
  };
  file.services[0]!.maxOpenPerPatron = 9;
  file.discounts.unshift({ ...member, services: ['talk'], branches: ['main'] } as never);
  return file;
}

describe.each(ENGINES)('a code card and a library card of one person on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let vida: Caller;
  let gone: string;
  let codeCard: NewPatronAnswer['codeCard'];
  let wren: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine, { file: onceEach() });
    desk = await library.person('desk-1');
  });
  beforeEach(async () => {
    const made = json<NewPatronAnswer>(await desk.post('/api/desk/patrons', { branch: 'main', alias: 'Wren' }));
    gone = made.patron.patron;
    codeCard = made.codeCard;
    wren = await library.person(gone);
    vida = await library.person(VIDA);
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.clear();
  });
  afterAll(() => library.api.close());

  const preview = async (card = CARD) => {
    const answer = await desk.post('/api/desk/merges/preview', { branch: 'main', codeCardPatron: gone, card });
    expect(answer.status, answer.text).toBe(200);
    return mergePreview.strict().parse(json<MergePreview>(answer));
  };
  const merge = (patron = VIDA, key?: string) =>
    desk.post('/api/desk/merges', { branch: 'main', codeCardPatron: gone, patron }, key);
  const undo = (id: string, caller = desk) => caller.post(`/api/desk/merges/${id}/undo`);
  async function merged(): Promise<Merge> {
    const answer = await merge();
    expect(answer.status, answer.text).toBe(201);
    return mergeAnswer.strict().parse(json<{ merge: Merge }>(answer)).merge;
  }
  const own = async (caller: Caller) =>
    json<{ bookings: Booking[] }>(await caller.get('/api/bookings'))
      .bookings.map(({ id }) => id)
      .sort();
  const entitle = (patron: string) =>
    desk.post(`/api/desk/patrons/${patron}/entitlements`, {
      branch: 'main',
      concession: 'member',
      until: '2027-11-20',
      evidenceSeen: true,
    });
  const patronUses = async () =>
    (await rowsOf<{ uses: number }>(library.api, 'select uses from patron_tally where uses > 0')).map(
      (row) => row.uses,
    );

  test('K10 both are seen side by side, by alias and numbers and nothing else', async () => {
    await wren.book(TUESDAY_10);
    await vida.book(WEDNESDAY_9);
    const seen = await preview();
    expect(seen).toMatchObject({
      found: 'library_card',
      gone: { patron: gone, alias: 'Wren', bookings: 1, entitlements: 0 },
      kept: { patron: VIDA, alias: null, bookings: 1, entitlements: 1 },
      overlaps: [],
    });
    expect((await preview('2999')).found).toBe('nobody');
    expect((await preview(codeCard.card)).found).toBe('same_person');
    const other = json<NewPatronAnswer>(await desk.post('/api/desk/patrons', { branch: 'main' }));
    expect((await preview(other.codeCard.card)).found).toBe('code_card');
    for (const word of ['talk', 'Vida', 'member', '"service"']) expect(JSON.stringify(seen)).not.toContain(word);
    const looks = await rowsOf(library.api, `select id from audit where action = 'desk.look_up'`);
    expect(looks.length).toBeGreaterThanOrEqual(4);
  });

  test('K10 bookings, tickets, notes, payments, rights and the code card go over; the code card opens them', async () => {
    const mine = await vida.book(WEDNESDAY_9);
    const first = await wren.book(TUESDAY_10);
    await entitle(gone);
    library.clock.now = Date.parse(TUESDAY_10) - 30 * 60_000;
    const at = library.clock.now;
    await tell(desk, itemOf(first.id, 'arrived', at), itemOf(first.id, 'note', at, { text: 'Came by the lift' }));
    const before = await rowOf(desk, first.id, '2026-11-24');

    const done = await merged();
    expect(done).toMatchObject({ patron: VIDA, codeCardPatron: gone, bookings: 1 });
    vida = await library.person(VIDA);
    expect(await own(vida)).toEqual([first.id, mine.id].sort());
    const read = (await vida.get(`/api/bookings/${first.id}`)).booking;
    expect(read).toMatchObject({ alias: first.alias, ticket: first.ticket, state: 'arrived' });
    expect(await rowOf(desk, first.id, '2026-11-24')).toMatchObject({ note: 'Came by the lift', alias: before!.alias });
    const rights = await rowsOf(library.api, `select id from entitlement where patron = '${VIDA}'`);
    expect(rights.length).toBe(2);

    expect((await wren.get('/api/me')).status).toBe(401);
    const cookie = await library.api.signInCard(codeCard.card, codeCard.pin);
    expect(json<{ id: string }>(await library.caller(cookie).get('/api/me')).id).toBe(VIDA);
    // Both still come one after the other: the patron's own time is one.
    expect((await vida.hold(TUESDAY_10, { mode: 'phone' })).status).toBe(409);
    expect(
      (
        await desk.post('/api/holds', {
          service: 'talk',
          branch: 'main',
          mode: 'room',
          startsAt: WEDNESDAY_10,
          patron: gone,
        })
      ).status,
    ).toBe(422);
  });

  test('K10 at one time is a clear no that names both, and nothing is changed', async () => {
    const theirs = await vida.book(TUESDAY_10, { counsellor: 'bor' });
    const hers = await wren.book(TUESDAY_10, { counsellor: 'ana' });
    const refused = await merge();
    expect([refused.status, refused.code]).toEqual([409, 'patron_busy']);
    const overlaps = refused.facts['overlaps'] as Overlap[];
    const local = '2026-11-24T10:00';
    expect(overlaps).toEqual([
      {
        gone: { localStart: local, booking: hers.id, alias: hers.alias },
        kept: { localStart: local, booking: theirs.id, alias: theirs.alias },
      },
    ]);
    expect((await preview()).overlaps).toEqual(overlaps);
    expect(await own(wren)).toEqual([hers.id]);
    await wren.post(`/api/bookings/${hers.id}/cancel`);
    await merged();
    expect(await own(await library.person(VIDA))).toEqual([theirs.id, hers.id].sort());
  });

  test('K10 an overlap at another branch is said, and not named', async () => {
    await vida.book('2026-11-24T07:30:00Z', { branch: 'far', counsellor: 'cyrus', mode: 'phone' });
    const hers = await wren.book('2026-11-24T08:00:00Z', { mode: 'phone' });
    const [overlap] = (await preview()).overlaps;
    expect(overlap!.gone.booking).toBe(hers.id);
    expect(Object.keys(overlap!.kept)).toEqual(['localStart']);
  });

  test('K10 uses are counted together: beyond a limit nothing is taken back, and nothing more is had', async () => {
    await entitle(gone);
    const mine = await vida.book(WEDNESDAY_9);
    const hers = await wren.book(TUESDAY_10);
    expect([mine.price.total.amount, hers.price.total.amount]).toEqual([0, 0]);
    expect(await patronUses()).toEqual([1, 1]);

    const { id } = await merged();
    expect(await patronUses()).toEqual([2]);
    expect((await vida.get(`/api/bookings/${hers.id}`)).booking.price).toEqual(hers.price);
    const next = await vida.hold('2026-11-26T09:00:00Z');
    expect(next.booking.price.lines.map(({ discount }) => discount)).not.toContain('once');
    await vida.post(`/api/bookings/${next.booking.id}/cancel`);

    await vida.post(`/api/bookings/${mine.id}/cancel`);
    expect((await undo(id)).status).toBe(200);
    expect(await patronUses()).toEqual([1]);
    wren = await library.person(gone);
    expect((await wren.hold('2026-11-26T09:00:00Z')).booking.price.lines.map(({ discount }) => discount)).not.toContain(
      'once',
    );
    vida = await library.person(VIDA);
    expect((await vida.hold('2026-11-26T10:00:00Z', { mode: 'phone' })).booking.price.total.amount).toBe(0);
  });

  test('K11 undone, exactly what went over goes back, as it is by then; what was booked since stays', async () => {
    const mine = await vida.book(WEDNESDAY_9);
    const hers = await wren.book('2026-11-24T12:00:00Z');
    await entitle(gone);
    const { id } = await merged();
    vida = await library.person(VIDA);
    const since = await vida.book('2026-11-26T12:00:00Z');
    const moved = await desk.post(`/api/bookings/${hers.id}/move`, { startsAt: '2026-11-24T13:00:00Z' });
    expect(moved.status).toBe(200);

    expect((await undo(id)).status).toBe(200);
    expect((await vida.get('/api/me')).status, 'somebody else may have been let in').toBe(401);
    const again = await library.person(gone);
    expect(await own(again)).toEqual([hers.id]);
    expect((await again.get(`/api/bookings/${hers.id}`)).booking).toMatchObject({
      localStart: '2026-11-24T14:00',
      ticket: hers.ticket,
    });
    expect(await own(await library.person(VIDA))).toEqual([mine.id, since.id].sort());
    const cookie = await library.api.signInCard(codeCard.card, codeCard.pin);
    expect(json<{ id: string }>(await library.caller(cookie).get('/api/me')).id).toBe(gone);
    const rights = await rowsOf(library.api, `select id from entitlement where patron = '${gone}'`);
    expect(rights.length).toBe(1);
    expect(await undo(id)).toMatchObject({ status: 409, facts: { state: 'undone' } });
    // A mistake of a mistake: they were one after all.
    expect((await merge()).status).toBe(201);
  });

  test('K11 for 24 hours, not including their end; then what went over is forgotten', async () => {
    await wren.book('2026-11-26T12:00:00Z');
    const { id, undoUntil } = await merged();
    const merges = async () =>
      patronMerges.strict().parse(json(await desk.get(`/api/desk/patrons/${VIDA}/merges?branch=main`))).merges;
    expect((await merges()).map((one) => one.id)).toContain(id);
    expect(Date.parse(undoUntil) - library.clock.now).toBe(DAY_MIN * 60_000);
    library.pass(DAY_MIN);
    expect(await undo(id)).toMatchObject({ status: 409, facts: { state: 'over' } });
    expect((await merges()).map((one) => one.id)).not.toContain(id);
    library.pass(DAY_MIN + 1);
    await sweepAll(library.api.services.database);
    expect(await rowsOf(library.api, `select id from patron_merge where id = '${id}'`)).toEqual([]);
    expect((await undo(id)).status).toBe(404);
    const audit = await rowsOf<{ facts: string; actor: string }>(
      library.api,
      `select facts, actor from audit where action = 'patron.merge' and subject = '${VIDA}' order by id`,
    );
    expect(JSON.parse(audit.at(-1)!.facts)).toMatchObject({ merge: id, gone, branch: 'main', bookings: 1 });
    expect(audit.at(-1)!.actor).toBe('desk-1');
  });

  test('B21 the same key has one effect; of two desks at once one merges', async () => {
    const hers = await wren.book(TUESDAY_10);
    const first = await merge(VIDA, 'merge-once');
    expect((await merge(VIDA, 'merge-once')).text).toBe(first.text);
    const { id } = json<{ merge: Merge }>(first).merge;
    await undo(id);
    const answers = await Promise.all([merge(), merge()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect(await own(await library.person(VIDA))).toContain(hers.id);
  });

  test('K10 a hold under the code card while it is merged: before it goes along, after it there is nobody', async () => {
    const at = ['2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z', '2026-11-26T08:00:00Z'];
    const held = (startsAt: string) =>
      desk.post('/api/holds', { service: 'talk', branch: 'main', mode: 'phone', startsAt, patron: gone });
    const [answer, ...holds] = await Promise.all([merge(), ...at.map(held)]);
    expect(answer!.status).toBe(201);
    expect(await rowsOf(library.api, `select id from booking where patron = '${gone}'`)).toEqual([]);
    for (const { status } of holds) expect([201, 409, 422]).toContain(status);
  });

  test('K10 who is more than a code card is not merged, and nobody into one who is no more', async () => {
    const wrong = await desk.post('/api/desk/merges', { branch: 'main', codeCardPatron: 'visitor-0', patron: VIDA });
    expect(wrong.faults).toEqual([{ path: 'codeCardPatron', code: 'not_a_code_card' }]);
    const other = json<NewPatronAnswer>(await desk.post('/api/desk/patrons', { branch: 'main' })).patron.patron;
    expect((await merge(other)).faults).toEqual([{ path: 'patron', code: 'not_a_library_card' }]);
    expect((await merge(gone)).faults).toEqual([{ path: 'patron', code: 'same_person' }]);
    expect((await merge('nobody')).status).toBe(404);
  });

  test('K10 K11 each role: the desk of the branch', async () => {
    const { id } = await merged();
    const input = { branch: 'main', codeCardPatron: gone };
    for (const [who, code] of [
      ['visitor-0', 'forbidden'],
      ['counsellor-1', 'forbidden'],
      ['admin-1', 'forbidden'],
      ['desk-far', 'not_found'],
    ] as const) {
      const caller = await library.person(who);
      expect((await caller.post('/api/desk/merges/preview', { ...input, card: CARD })).code).toBe(code);
      expect((await caller.post('/api/desk/merges', { ...input, patron: VIDA })).code).toBe(code);
      expect((await undo(id, caller)).code).toBe(code);
      expect((await caller.get(`/api/desk/patrons/${VIDA}/merges?branch=main`)).code).toBe(code);
    }
    expect((await undo('no-such')).status).toBe(404);
    expect((await library.api.request('/api/desk/merges', { json: input, key: 'k' })).status).toBe(401);
  });
});
