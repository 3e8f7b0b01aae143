import { describe, expect, test } from 'vitest';
import type { GuardianLink } from '#contract/account/family.ts';
import type { BookingList } from '#contract/bookings.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import {
  FRIDAY_CIRCLE,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { addChild, childrenOf, endOf, guardianLink, sharedChild, takeUp } from '../../support/family-steps.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const TWO_DAYS_MIN = 48 * 60;
const NEVER_MADE = 'A'.repeat(43);
const ABSENT = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e99';

describe.each(ENGINES)('guardians on $engine', ({ engine }) => {
  let library: Library;
  let ada: Caller;
  let bo: Caller;
  let stranger: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    [ada, bo, stranger] = await Promise.all(
      [1, 2, 3].map((n) => opened.patron(n)) as [Promise<Caller>, Promise<Caller>, Promise<Caller>],
    );
  });
  const bookings = async (who: Caller) => (JSON.parse((await who.get('/api/bookings')).text) as BookingList).bookings;
  const audited = async (subject: string) =>
    (
      await rowsOf<{ action: string }>(
        library.api,
        `select action from audit where subject = '${subject}' and action like 'guardian.%' order by id`,
      )
    ).map(({ action }) => action);

  test('G8 a child is added by what it is called, which stands nowhere but sealed', async () => {
    const child = await addChild(ada, 'Wilhelmina Quist');
    expect(child).toMatchObject({ initials: 'W. Q.', isFirst: true, link: null, open: 0 });
    expect((await addChild(ada, 'Wanda Quist')).initials).toBe('W. Q. 2');
    for (const name of ['', '42', 'x'.repeat(81)])
      expect((await ada.post('/api/me/children', { name })).status).toBe(422);
    expect(JSON.stringify(library.api.log)).not.toContain('Wilhelmina');
    for (const table of ['person', 'patron', 'guardian', 'audit']) {
      expect(JSON.stringify(await rowsOf(library.api, `select * from ${table}`))).not.toContain('Wilhelmina');
    }
    expect(await rowsOf(library.api, `select * from role_grant where person = '${child.id}'`)).toEqual([]);
  });

  test('G8 a child’s bookings are its own: the same hour for both, and its initials for everybody else', async () => {
    const { id, initials } = await addChild(ada);
    const own = await ada.book(TUESDAY_10, { counsellor: 'ana' });
    const childs = await ada.book(TUESDAY_10, { counsellor: 'bor', patron: id });
    expect(own.child).toBeUndefined();
    expect(childs).toMatchObject({ state: 'confirmed', alias: 'M. S.', child: { id, initials } });
    expect((await bookings(ada)).map((one) => one.child?.initials)).toEqual(
      expect.arrayContaining([undefined, 'M. S.']),
    );
    // The child is in one place at a time, as anybody is.
    expect((await ada.hold(FRIDAY_CIRCLE, { service: 'circle', patron: id })).status).toBe(201);
    expect((await ada.hold('2026-11-24T09:30:00Z', { patron: id })).code).toMatch(/patron_busy|slot_taken/);
    expect((await childrenOf(ada)).find((child) => child.id === id)!.open).toBe(2);

    const desk = JSON.parse(
      (await (await library.person('desk-1')).get('/api/desk/day?branch=main&date=2026-11-24')).text,
    ) as {
      rows: { booking: string; alias: string }[];
    };
    expect(desk.rows.find(({ booking }) => booking === childs.id)?.alias).toBe('M. S.');
    const day = (await (await library.person('counsellor-2')).get('/api/counsellor/day?date=2026-11-24')).text;
    expect(day).toContain('"M. S."');
    expect(day).not.toContain('Mia');
  });

  test('G8 a guardian moves, cancels, undoes, prepares and hands on for the child', async () => {
    const { id } = await addChild(ada);
    const booking = await ada.book(WEDNESDAY_9, { patron: id });
    const path = `/api/bookings/${booking.id}`;
    expect((await ada.put(`${path}/preparations`, { preparations: ['company'] })).booking.child?.id).toBe(id);
    expect((await ada.post(`${path}/move`, { startsAt: WEDNESDAY_10 })).booking.startsAt).toBe(WEDNESDAY_10);
    expect((await ada.post(`${path}/link`)).status).toBe(201);
    expect((await ada.get(`${path}/calendar.ics`)).status).toBe(200);
    expect((await ada.post(`${path}/cancel`)).booking.state).toBe('cancelled');
    const again = await ada.post(`${path}/retake`);
    expect(again.booking).toMatchObject({ state: 'confirmed', child: { id } });
    expect(await rowsOf(library.api, `select patron from booking where id = '${again.booking.id}'`)).toEqual([
      { patron: id },
    ]);
  });

  test('G8 limits and concessions are the child’s', async () => {
    const { id } = await addChild(ada);
    const desk = await library.person('desk-1');
    const entitled = await desk.post(`/api/desk/patrons/${id}/entitlements`, {
      branch: 'main',
      concession: 'member',
      until: '2026-12-31',
      evidenceSeen: true,
    });
    expect(entitled.status).toBe(200);
    const childs = await ada.hold(WEDNESDAY_9, { patron: id });
    const own = await ada.hold(WEDNESDAY_10);
    expect(childs.booking.price.total.amount).toBeLessThan(own.booking.price.total.amount);
    expect(own.booking.price.lines).toEqual([]);
  });

  test('G8 what one may have open is counted for each', async () => {
    const { id } = await addChild(ada);
    const family = { service: 'family', people: 2 };
    expect((await ada.hold(TUESDAY_10, family)).status).toBe(201);
    expect((await ada.hold(WEDNESDAY_9, family)).code).toBe('too_many_open');
    expect((await ada.hold(WEDNESDAY_9, { ...family, patron: id })).status).toBe(201);
    expect((await ada.hold(WEDNESDAY_10, { ...family, patron: id })).code).toBe('too_many_open');
  });

  test('G8 six children at most, those given up within the year included', async () => {
    const children = [];
    for (let n = 0; n < 6; n++) children.push(await addChild(stranger, `Kid ${n}`));
    const more = () => stranger.post('/api/me/children', { name: 'Kid' });
    expect(await more()).toMatchObject({ status: 409, code: 'too_many_children' });
    expect((await stranger.post(endOf(children[0]!, 'first'))).status).toBe(204);
    expect((await more()).code).toBe('too_many_children');
    library.pass(365 * 24 * 60 + 1);
    const later = await library.patron(3);
    expect((await later.post('/api/me/children', { name: 'Kid' })).status).toBe(201);
  });

  test('G8 somebody else’s child is absent, byte for byte, in every question', async () => {
    const child = await sharedChild(ada, bo);
    const booking = await ada.book(WEDNESDAY_9, { patron: child.id });
    const texts = async (id: string, of: string, guardianship: string) => [
      (await stranger.hold(WEDNESDAY_10, { patron: id })).text,
      (await stranger.post(`/api/me/children/${id}/link`)).text,
      (await stranger.post(`/api/me/children/${id}/link/revoke`)).text,
      (await stranger.post(`/api/me/children/${id}/guardians/${guardianship}/end`)).text,
      (await stranger.get(`/api/bookings/${of}`)).text,
      ...(await Promise.all(
        ['cancel', 'move', 'link', 'confirm'].map(
          async (verb) =>
            (await stranger.post(`/api/bookings/${of}/${verb}`, verb === 'move' ? { startsAt: WEDNESDAY_10 } : {}))
              .text,
        ),
      )),
    ];
    expect(await texts(child.id, booking.id, child.guardians[0]!.id)).toEqual(await texts(ABSENT, ABSENT, ABSENT));
    expect(await childrenOf(stranger)).toEqual([]);
    // A grown-up patron is nobody's child.
    expect((await stranger.hold(WEDNESDAY_10, { patron: 'visitor-1' })).text).toBe(
      (await stranger.hold(WEDNESDAY_10, { patron: ABSENT })).text,
    );
    expect((await ada.get(`/api/bookings/${booking.id}`)).status).toBe(200);
  });

  test('G9 a link makes one second guardian, once, and neither is told who the other is', async () => {
    const { id } = await addChild(ada);
    const token = await guardianLink(ada, id);
    expect(JSON.parse((await bo.post('/api/guardian-links/look', { token })).text) as GuardianLink).toMatchObject({
      initials: 'M. S.',
    });
    const taken = await takeUp(bo, token);
    expect(taken.status).toBe(200);
    expect((await takeUp(bo, token)).text).toBe(taken.text);
    expect(taken.text).not.toContain('visitor-1');

    const [hers, his] = [
      (await childrenOf(ada)).find((one) => one.id === id)!,
      (await childrenOf(bo)).find((one) => one.id === id)!,
    ];
    expect([hers.isFirst, his.isFirst]).toEqual([true, false]);
    expect(hers.guardians.map(({ isFirst, isSelf }) => [isFirst, isSelf])).toEqual([
      [true, true],
      [false, false],
    ]);
    const booking = await bo.book(WEDNESDAY_9, { patron: id });
    expect((await ada.post(`/api/bookings/${booking.id}/cancel`)).status).toBe(200);

    expect((await takeUp(stranger, token)).status).toBe(404);
    expect((await bo.post(`/api/me/children/${id}/link`)).code).toBe('forbidden');
    expect((await ada.post(`/api/me/children/${id}/link`)).code).toBe('wrong_state');
    expect(await audited(id)).toEqual(['guardian.child_added', 'guardian.link_made', 'guardian.taken_up']);
  });

  test('G9 a second guardian sees of the first nothing but the child', async () => {
    const child = await sharedChild(ada, bo);
    const own = await ada.book(WEDNESDAY_9);
    const other = await addChild(ada, 'Ole');
    const others = await ada.book(WEDNESDAY_10, { patron: other.id });
    const shared = await ada.book(TUESDAY_10, { patron: child.id });
    expect((await bookings(bo)).map(({ id }) => id)).toEqual([shared.id]);
    for (const { id } of [own, others]) expect((await bo.get(`/api/bookings/${id}`)).status).toBe(404);
    expect((await bo.hold('2026-11-26T09:00:00Z', { patron: other.id })).status).toBe(422);
    expect((await bo.hold('2026-11-26T09:00:00Z', { patron: 'visitor-1' })).status).toBe(422);
  });

  test('G9 unknown, taken, ended, replaced and over are one answer; the token stands nowhere', async () => {
    const children = await Promise.all([1, 2, 3, 4].map((n) => addChild(ada, `Link ${n}`)));
    const [used, revoked, replaced, old] = await Promise.all(children.map(({ id }) => guardianLink(ada, id)));
    await takeUp(bo, used!);
    await ada.post(`/api/me/children/${children[1]!.id}/link/revoke`);
    await guardianLink(ada, children[2]!.id);
    library.pass(TWO_DAYS_MIN - 1);
    expect((await stranger.post('/api/guardian-links/look', { token: old! })).status).toBe(200);
    library.pass(1);
    const asked = async (verb: string) =>
      Promise.all(
        [used, revoked, replaced, old, NEVER_MADE].map(
          async (token) => (await stranger.post(`/api/guardian-links/${verb}`, { token })).text,
        ),
      );
    for (const verb of ['look', 'take-up']) {
      const texts = await asked(verb);
      expect(new Set(texts).size).toBe(1);
      expect(JSON.parse(texts[0]!)).toMatchObject({ status: 404 });
    }
    const kept = JSON.stringify([
      await rowsOf(library.api, 'select * from audit'),
      await rowsOf(library.api, 'select * from guardian'),
      await rowsOf(library.api, 'select * from idempotency'),
      library.api.log,
    ]);
    for (const token of [used, revoked, replaced, old]) expect(kept).not.toContain(token);
    library.pass(24 * 60);
    await sweepAll(library.api.services.database);
    expect(await rowsOf(library.api, 'select child from guardian_link')).toEqual([]);
  });

  test('G9 a link read by another makes one guardian too many, whom the first ends; of two takers one has it', async () => {
    const { id } = await addChild(ada);
    const token = await guardianLink(ada, id);
    const answers = await Promise.all([takeUp(bo, token), takeUp(stranger, token)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    const child = (await childrenOf(ada)).find((one) => one.id === id)!;
    expect(child.guardians).toHaveLength(2);
    expect((await ada.post(endOf(child, 'second'))).status).toBe(204);
    expect([await childrenOf(bo), await childrenOf(stranger)].flat().filter((one) => one.id === id)).toEqual([]);
    expect((await ada.post('/api/guardian-links/take-up', { token: await guardianLink(ada, id) })).code).toBe(
      'wrong_state',
    );
  });
});
