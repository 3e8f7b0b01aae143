import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { blockAnswer, blockPreview, type Affected, type BlockAnswer, type Outcome } from '#contract/blocks.ts';
import { arranged, type Arranged } from '#contract/desk-work/arranged.ts';
import type { NetworkFile } from '#domain/network.ts';
import { json, saved, sessionOf, TUESDAY, tuesday } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { bookingNetwork, openLibrary, rowsOf, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';

const PATH = '/api/desk/counsellor-blocks';
const TUESDAY_9 = '2026-11-24T08:00:00Z';
const TUESDAY_10 = '2026-11-24T09:00:00Z';
const ILL = { branch: 'main', counsellor: 'ana', ...TUESDAY };
/** Ana also works far away, by telephone, on Tuesday mornings: 07:30 there is 05:00 here. */
const FAR = '2026-11-24T04:00:00Z';

function twoPlaces(): NetworkFile {
  const file = bookingNetwork();
  file.counsellors[0]!.hours.push({ branch: 'far', weekly: { tue: [['07:30', '09:30']] } });
  file.branches.find(({ id }) => id === 'far')!.hours.weekly = { tue: [['07:00', '18:00']] };
  return file;
}

describe.each(ENGINES)('an ill counsellor’s time, taken away by the desk, on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let ana: Caller;
  let visitors: Caller[];
  beforeAll(async () => {
    library = await openLibrary(engine, { file: twoPlaces() });
    desk = await library.person('desk-1');
    ana = await library.person('counsellor-1');
    visitors = await Promise.all([0, 1, 2, 3].map((n) => library.patron(n)));
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.clear();
  });
  afterAll(() => library.api.close());

  async function asked(range: object = ILL): Promise<Affected[]> {
    const answer = await desk.post(`${PATH}/preview`, range);
    expect(answer.status, answer.text).toBe(200);
    return blockPreview.strict().parse(json(answer)).affected;
  }
  async function taken(outcomes: Outcome[] = [], range: object = ILL): Promise<BlockAnswer> {
    const answer = await desk.post(PATH, { ...range, outcomes });
    expect(answer.status, answer.text).toBe(201);
    return blockAnswer.strict().parse(json(answer));
  }
  const list = async () => arranged.strict().parse(json<Arranged>(await desk.get('/api/desk/arranged?branch=main')));

  test('L11 each is seen by alias, time and room, and decided on the spot: a colleague, another time, our fault', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    const one = await visitors[2]!.book('2026-11-24T12:00:00Z', { counsellor: 'ana' });
    const affected = await asked();
    expect(affected.map(({ localStart, room, bookings }) => [localStart, room, bookings[0]!.alias])).toEqual([
      [tuesday('09:00'), nine.room, nine.alias],
      [tuesday('10:00'), ten.room, ten.alias],
      [tuesday('13:00'), one.room, one.alias],
    ]);
    expect(affected[1]!.counsellors).toEqual(['bor']);

    const [first, second, third] = affected.map(({ session }) => session) as [string, string, string];
    const { block, tell } = await taken([
      { session: first, do: 'move', startsAt: affected[0]!.times[0]!.startsAt, mode: affected[0]!.times[0]!.mode },
      { session: second, do: 'counsellor', counsellor: 'bor' },
      { session: third, do: 'cancel' },
    ]);
    expect(block).toMatchObject({ kind: 'ill', localStart: TUESDAY.from, localEnd: TUESDAY.until });
    expect(tell.map(({ what }) => what)).toEqual(['move', 'counsellor', 'cancel']);
    expect((await visitors[1]!.get(`/api/bookings/${ten.id}`)).booking.counsellor).toBe('bor');
    expect((await visitors[2]!.get(`/api/bookings/${one.id}`)).booking.state).toBe('cancelled');
    expect((await visitors[3]!.hold('2026-11-24T13:00:00Z', { counsellor: 'ana' })).code).toBe('slot_taken');
    const day = json<{ blocks: { id: string }[] }>(await ana.get('/api/counsellor/day?date=2026-11-24'));
    expect(day.blocks.map(({ id }) => id)).toEqual([block.id]);
    const [line] = await rowsOf<{ actor: string }>(
      library.api,
      `select actor from audit where action = 'block.make' and subject = '${block.id}'`,
    );
    expect(line!.actor).toBe('desk-1');
  });

  test('L4 L11 with somebody left undecided nothing is done; the same key is one block', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const left = await desk.post(PATH, { ...ILL, outcomes: [] });
    expect([left.status, left.code]).toEqual([409, 'affected_left']);
    expect((left.facts['affected'] as Affected[]).map(({ bookings }) => bookings[0]!.alias)).toEqual([nine.alias]);
    expect((await list()).away).toEqual([]);

    const input = { ...ILL, outcomes: [{ session: await sessionOf(library, nine.id), do: 'cancel' }] };
    const first = await desk.post(PATH, input, 'ill-once');
    expect((await desk.post(PATH, input, 'ill-once')).text).toBe(first.text);
    expect((await rowsOf<{ n: number }>(library.api, 'select count(*) as n from block'))[0]!.n).toBe(1);
  });

  test('L11 K2 what the desk is told says nothing of service, topic or concession', async () => {
    await visitors[0]!.book(TUESDAY_9);
    const texts = [
      await desk.post(`${PATH}/preview`, ILL),
      await desk.post(PATH, { ...ILL, outcomes: [] }),
      await desk.get('/api/desk/arranged?branch=main'),
    ].map(({ text }) => text);
    for (const word of ['"service"', '"talk"', 'concession', 'member', 'discount', '"price"', 'Visitor']) {
      expect(texts.join('\n')).not.toContain(word);
    }
  });

  test('L11 a session at another branch is not this desk’s to see, stays, and keeps its time', async () => {
    const far = await visitors[0]!.book(FAR, { branch: 'far', mode: 'phone', counsellor: 'ana' });
    const nine = await visitors[1]!.book(TUESDAY_9);
    const whole = { ...ILL, from: tuesday('00:00') };
    const affected = await asked(whole);
    expect(affected.map(({ bookings }) => bookings[0]!.booking)).toEqual([nine.id]);

    await taken([{ session: affected[0]!.session, do: 'cancel' }], whole);
    expect((await visitors[0]!.get(`/api/bookings/${far.id}`)).booking).toMatchObject({
      state: 'confirmed',
      counsellor: 'ana',
    });
    const next = await visitors[2]!.hold('2026-11-24T05:00:00Z', { branch: 'far', mode: 'phone', counsellor: 'ana' });
    expect(next.code).toBe('slot_taken');
  });

  test('L8 L11 the desk ends what it took away, the counsellor too; a counsellor’s own is no desk’s', async () => {
    const first = await taken();
    expect((await list()).away).toEqual([{ block: first.block, counsellor: 'ana' }]);
    const ended = await desk.post(`${PATH}/${first.block.id}/end`);
    expect([ended.status, json<{ block: object }>(ended).block]).toEqual([200, first.block]);
    expect((await desk.post(`${PATH}/${first.block.id}/end`)).code).toBe('wrong_state');
    expect((await list()).away).toEqual([]);
    expect((await visitors[0]!.hold(TUESDAY_9)).status).toBe(201);

    const second = await taken([], { ...ILL, from: tuesday('12:00') });
    expect((await ana.post(`/api/counsellor/blocks/${second.block.id}/remove`)).status).toBe(200);
    const own = await saved(ana, { from: tuesday('15:00'), until: tuesday('16:00') });
    expect((await list()).away).toEqual([]);
    expect((await desk.post(`${PATH}/${own.block.id}/end`)).status).toBe(404);
    expect((await visitors[1]!.hold('2026-11-24T14:00:00Z', { counsellor: 'ana' })).code).toBe('slot_taken');
  });

  test('L11 each role: a desk of the branch and an administrator', async () => {
    const { block } = await taken();
    const body = { ...ILL, outcomes: [] };
    for (const [id, code] of [
      ['visitor-0', 'forbidden'],
      ['counsellor-1', 'forbidden'],
      ['desk-far', 'not_found'],
    ] as const) {
      const caller = await library.person(id);
      expect((await caller.post(`${PATH}/preview`, ILL)).code).toBe(code);
      expect((await caller.post(PATH, body)).code).toBe(code);
      expect((await caller.post(`${PATH}/${block.id}/end`)).code).toBe(code);
      expect((await caller.get('/api/desk/arranged?branch=main')).code).toBe(code);
    }
    const admin = await library.person('admin-1');
    expect((await admin.get('/api/desk/arranged?branch=main')).status).toBe(200);
    expect((await admin.post(`${PATH}/preview`, ILL)).status).toBe(200);
    expect((await admin.post(`${PATH}/${block.id}/end`)).status).toBe(200);
    expect((await admin.post(PATH, body)).status).toBe(201);

    expect((await desk.post(`${PATH}/preview`, { ...ILL, counsellor: 'cyrus' })).status).toBe(404);
    expect((await desk.post(`${PATH}/preview`, { ...ILL, counsellor: 'nobody' })).status).toBe(404);
    expect((await desk.post(`${PATH}/preview`, { ...ILL, kind: 'leave' })).status).toBe(422);
    expect((await library.api.request(PATH, { json: body, key: 'k' })).status).toBe(401);
  });
});
