import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditPage } from '#contract/oversight/audit.ts';
import {
  openLibrary,
  rowsOf,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { twoSidedNetwork } from '../../support/permissions/two-sides.ts';

const TODAY = '2026-11-23';

function network() {
  const file = twoSidedNetwork();
  const auditor = file.people.find(({ id }) => id === 'auditor-1')!;
  const { branch: _branch, ...everywhere } = auditor;
  file.people.push({ ...everywhere, id: 'auditor-all' });
  return file;
}

describe.each(ENGINES)('the record of what was done, as an auditor reads it, on $engine', ({ engine }) => {
  let library: Library;
  let here: Caller;
  let everywhere: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine, { file: network() });
    here = await library.person('auditor-1');
    everywhere = await library.person('auditor-all');
    const { id } = await (await library.patron(1)).book(WEDNESDAY_9);
    await (await library.person('desk-1')).post(`/api/bookings/${id}/cancel`);
    await (await library.patron(2)).book('2026-11-25T09:30:00Z', { branch: 'far' });
    await (await library.person('desk-far')).post('/api/desk/patrons', { branch: 'far' });
    const invited = { role: 'auditor', name: { en: 'Somebody' }, locale: 'en' };
    await (await library.person('admin-1')).post('/api/staff/invitations', invited);
  });
  afterAll(() => library.api.close());

  const read = async (by: Caller, query: Record<string, string> = {}) => {
    const answer = await by.get(`/api/audit?${new URLSearchParams({ date: TODAY, ...query }).toString()}`);
    return { ...answer, ...(JSON.parse(answer.text) as AuditPage & { code?: string }) };
  };
  const actionsOf = ({ entries }: AuditPage) => entries.map(({ action }) => action);

  test('R7 of its branch: who by role and name, what, when, and what kind of thing; patrons stay unnamed', async () => {
    const { entries } = await read(here);
    const cancel = entries.find(({ action }) => action === 'booking.cancel');
    expect(cancel).toEqual({
      id: expect.any(String) as string,
      at: '2026-11-23T06:00:00Z',
      localAt: '2026-11-23T07:00',
      action: 'booking.cancel',
      kind: 'booking',
      role: 'desk',
      who: { id: 'desk-1', name: { en: 'Tone Golob', sl: 'Tone Golob' } },
      branch: 'main',
    });
    const hold = entries.find(({ action }) => action === 'booking.hold')!;
    expect([hold.role, hold.who, hold.branch]).toEqual(['patron', undefined, 'main']);
    expect(JSON.stringify(entries)).not.toMatch(/visitor|Visitor|facts|subject/);
  });

  test('R8 another branch’s, and the network’s, are not there; asked for by name it is like none', async () => {
    const { entries } = await read(here);
    expect(new Set(entries.map(({ branch }) => branch))).toEqual(new Set(['main']));
    const [foreign, absent] = [await read(here, { branch: 'far' }), await read(here, { branch: 'nowhere' })];
    expect([foreign.status, foreign.text]).toEqual([404, absent.text]);

    const all = await read(everywhere);
    expect(new Set(all.entries.map(({ branch }) => branch))).toEqual(new Set(['main', 'far', undefined]));
    expect(actionsOf(all)).toContain('invitation.made');
    expect(actionsOf(await read(everywhere, { branch: 'far' }))).toContain('desk.patron_made');
    const one = await rowsOf(library.api, `select branch from audit where action = 'desk.patron_made'`);
    expect(one).toEqual([{ branch: 'far' }]);
  });

  test('R9 by day, kind and operation', async () => {
    expect((await read(everywhere, { date: '2026-11-22' })).entries).toEqual([]);
    expect(new Set((await read(everywhere, { kind: 'booking' })).entries.map(({ kind }) => kind))).toEqual(
      new Set(['booking']),
    );
    expect(actionsOf(await read(everywhere, { action: 'booking.cancel' }))).toEqual(['booking.cancel']);
    expect(actionsOf(await read(everywhere, { kind: 'staff', action: 'booking.cancel' }))).toEqual([]);
    for (const query of [{ kind: 'nothing' }, { action: `x' or 1=1` }, { after: 'x' }, { date: 'today' }])
      expect((await read(everywhere, query as Record<string, string>)).code).toBe('invalid');
  });

  test('R9 a hundred at once, newest first; the pages are the whole, and nothing stands on two of them', async () => {
    const patron = await library.patron(3);
    for (let i = 0; i < 60; i++) {
      const { booking } = await patron.hold(WEDNESDAY_10);
      await patron.post(`/api/bookings/${booking.id}/cancel`);
      if (i % 7 === 0) library.pass(1);
    }
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await read(here, after === undefined ? {} : { after });
      expect(page.entries.length).toBeLessThanOrEqual(100);
      const times = page.entries.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().reverse());
      ids.push(...page.entries.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    const [{ n }] = (await rowsOf<{ n: number }>(
      library.api,
      `select count(*) as n from audit left join booking on booking.id = audit.subject
        where coalesce(booking.branch, audit.branch) = 'main'`,
    )) as [{ n: number }];
    expect([ids.length, new Set(ids).size]).toEqual([Number(n), Number(n)]);
    expect(ids.length).toBeGreaterThan(100);
  });

  test('R7 nobody else reads it', async () => {
    for (const id of ['visitor-1', 'desk-1', 'counsellor-1', 'admin-1', 'admin-main', 'partner-1'])
      expect((await read(await library.person(id))).status).toBe(403);
  });
});
