import { describe, expect, test } from 'vitest';
import type { Child, Family } from '#contract/account/family.ts';
import type { BookingList } from '#contract/bookings.ts';
import type { MadeTicketLink } from '#contract/link/ticket-links.ts';
import {
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import {
  addChild,
  childrenOf,
  endOf,
  familyOf,
  guardianLink,
  sharedChild,
  takeUp,
} from '../../support/family-steps.ts';
import { keepLibrary } from '../../support/keep-library.ts';

describe.each(ENGINES)('the end of a guardianship on $engine', ({ engine }) => {
  let library: Library;
  let ada: Caller;
  let bo: Caller;
  let desk: Caller;
  let child: Child;
  keepLibrary(engine, async (opened) => {
    library = opened;
    ada = await opened.patron(1);
    bo = await opened.patron(2);
    desk = await opened.person('desk-1');
  });
  const bookings = async (who: Caller) => (JSON.parse((await who.get('/api/bookings')).text) as BookingList).bookings;
  const stateOf = async (id: string) =>
    (await rowsOf<{ state: string }>(library.api, `select state from booking where id = '${id}'`))[0]!.state;
  const look = (token: string) => library.api.request('/api/ticket-links/look', { json: { token } });

  test('G10 the second cannot end the first, by whatever name; the first ends the second, each their own', async () => {
    child = await sharedChild(ada, bo);
    const refused = await bo.post(endOf(child, 'first'));
    expect([refused.status, refused.code]).toEqual([403, 'forbidden']);
    expect(await childrenOf(ada)).toHaveLength(1);
    expect((await ada.post(endOf(child, 'second'))).status).toBe(204);
    expect((await ada.post(endOf(child, 'second'))).status).toBe(404);
    expect((await childrenOf(ada))[0]!.guardians).toHaveLength(1);

    await takeUp(bo, await guardianLink(ada, child.id));
    const again = (await childrenOf(bo))[0]!;
    expect((await bo.post(endOf(again, 'second'))).status).toBe(204);
    expect(await childrenOf(bo)).toEqual([]);
  });

  test('G11 an estranged guardian finds nothing any more: no child, no booking, no link that they kept, no list', async () => {
    child = await sharedChild(ada, bo);
    const booking = await bo.book(WEDNESDAY_9, { patron: child.id });
    const { token } = JSON.parse((await bo.post(`/api/bookings/${booking.id}/link`)).text) as MadeTicketLink;
    expect((await look(token)).status).toBe(200);
    await ada.post(endOf(child, 'second'));

    expect([await childrenOf(bo), await bookings(bo)]).toEqual([[], []]);
    const absent = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e99';
    for (const [mine, none] of [booking.id, absent].map((id) => [`/api/bookings/${id}`, `/api/bookings/${absent}`])) {
      expect((await bo.get(mine!)).text).toBe((await bo.get(none!)).text);
      expect((await bo.post(`${mine!}/cancel`)).text).toBe((await bo.post(`${none!}/cancel`)).text);
    }
    expect((await bo.hold(TUESDAY_10, { patron: child.id })).text).toBe(
      (await bo.hold(TUESDAY_10, { patron: absent })).text,
    );
    expect((await look(token)).status).toBe(404);
    // The control: what is booked stays, and who is left moves it to an hour that nobody else knows.
    expect((await ada.post(`/api/bookings/${booking.id}/move`, { startsAt: WEDNESDAY_10 })).booking.state).toBe(
      'confirmed',
    );
    const [ended] = await rowsOf<{ facts: string; actor: string }>(
      library.api,
      `select facts, actor from audit where action = 'guardian.ended' and subject = '${child.id}'`,
    );
    expect([JSON.parse(ended!.facts), ended!.actor]).toEqual([
      { guardianship: child.guardians[1]!.id, guardian: 'visitor-2', by: 'first' },
      'visitor-1',
    ]);
  });

  test('G11 with the last guardian gone what is booked stays, and the desk sees to it', async () => {
    const alone = await addChild(ada);
    const booking = await ada.book(WEDNESDAY_9, { patron: alone.id });
    const link = await guardianLink(ada, alone.id);
    expect((await ada.post(endOf(alone, 'first'))).status).toBe(204);
    expect(await stateOf(booking.id)).toBe('confirmed');
    expect((await takeUp(bo, link)).status).toBe(404);

    expect(await familyOf(desk, alone.id)).toEqual({ guardians: [], children: [], isChild: true });
    const named = await desk.post(`/api/desk/patrons/${alone.id}/guardians`, { branch: 'main', guardian: 'visitor-2' });
    expect([named.status, (JSON.parse(named.text) as Family).guardians[0]]).toMatchObject([
      201,
      { patron: 'visitor-2', isFirst: true },
    ]);
    expect((await bo.post(`/api/bookings/${booking.id}/cancel`)).booking.state).toBe('cancelled');
  });

  test('G12 only the desk ends the first; the other is the first then, and it is all on record', async () => {
    child = await sharedChild(ada, bo);
    const booking = await ada.book(WEDNESDAY_9, { patron: child.id });
    const { guardians } = await familyOf(desk, child.id);
    expect(guardians.map(({ patron, isFirst }) => [patron, isFirst])).toEqual([
      ['visitor-1', true],
      ['visitor-2', false],
    ]);
    expect((await familyOf(desk, 'visitor-1')).children).toEqual([{ patron: child.id, initials: 'M. S.' }]);

    const path = `/api/desk/patrons/${child.id}/guardians`;
    expect((await desk.post(path, { branch: 'main', guardian: 'visitor-3' })).code).toBe('wrong_state');
    const ended = await desk.post(`${path}/${guardians[0]!.id}/end`, { branch: 'main' });
    expect((JSON.parse(ended.text) as Family).guardians).toMatchObject([{ patron: 'visitor-2', isFirst: true }]);
    expect([await childrenOf(ada), await bookings(ada)]).toEqual([[], []]);
    expect((await childrenOf(bo))[0]).toMatchObject({ isFirst: true, open: 1 });
    expect((await bo.get(`/api/bookings/${booking.id}`)).status).toBe(200);
    expect((await bo.post(`/api/me/children/${child.id}/link`)).status).toBe(201);

    for (const guardian of [child.id, 'visitor-2', 'nobody', 'counsellor-1']) {
      expect((await desk.post(path, { branch: 'main', guardian })).status).toBeGreaterThanOrEqual(409);
    }
    expect(
      (await desk.post('/api/desk/patrons/visitor-5/guardians', { branch: 'main', guardian: 'visitor-3' })).code,
    ).toBe('wrong_state');
    const far = await library.person('desk-far');
    expect((await far.post(path, { branch: 'main', guardian: 'visitor-3' })).status).toBe(404);
    const acts = await rowsOf<{ action: string; actor: string }>(
      library.api,
      `select action, actor from audit where subject = '${child.id}' and actor = 'desk-1' order by id`,
    );
    expect(acts.map(({ action }) => action)).toEqual(['desk.family', 'guardian.ended']);
  });
});
