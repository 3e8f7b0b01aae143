import { describe, expect, test } from 'vitest';
import { openLibrary, rowsOf, TUESDAY_10, type Caller, type Library } from '../../support/booking-library.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { ENGINES } from '../../support/engines.ts';
import { childrenOf, endOf, sharedChild } from '../../support/family-steps.ts';

const ROUNDS = 12;

describe.each(ENGINES)('two guardians at once on $engine', ({ engine }) => {
  /** Each of the two in a process of their own, on one database. */
  async function twoProcesses(): Promise<{ one: Library; other: Library; ada: Caller; bo: Caller }> {
    const one = await openLibrary(engine);
    const other = await openLibrary(engine, { place: one.api.place, clock: one.clock });
    return { one, other, ada: await one.patron(1), bo: await other.patron(2) };
  }
  const close = async ({ one, other }: { one: Library; other: Library }) => {
    await assertInvariants(one.api);
    await other.api.close();
    await one.api.close();
  };

  test('G8 both hold the same hour for the child, with two counsellors: one has it', async () => {
    const at = await twoProcesses();
    const { ada, bo } = at;
    const { id } = await sharedChild(ada, bo);
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all([
        ada.hold(TUESDAY_10, { counsellor: 'ana', patron: id }),
        bo.hold(TUESDAY_10, { counsellor: 'bor', patron: id }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.code).toBe('patron_busy');
      const won = answers.find(({ status }) => status === 201)!;
      expect((await bo.post(`/api/bookings/${won.booking.id}/cancel`)).status).toBe(200);

      // The control: it is the child's hour that one of them lost, not a counsellor's or a room's.
      const own = await Promise.all([
        ada.hold(TUESDAY_10, { counsellor: 'ana' }),
        bo.hold(TUESDAY_10, { counsellor: 'bor' }),
      ]);
      expect(own.map(({ status }) => status)).toEqual([201, 201]);
      for (const [who, { booking }] of [
        [ada, own[0]!],
        [bo, own[1]!],
      ] as const) {
        await who.post(`/api/bookings/${booking.id}/cancel`);
      }
    }
    await close(at);
  });

  test('G11 who is ended while they hold holds before it, or not at all', async () => {
    const at = await twoProcesses();
    const { one, ada, bo } = at;
    for (let round = 0; round < ROUNDS / 2; round++) {
      const child = await sharedChild(ada, bo, 'Ulla');
      const [held, ended] = await Promise.all([
        bo.hold(TUESDAY_10, { patron: child.id }),
        ada.post(endOf(child, 'second')),
      ]);
      expect([ended.status, [201, 422].includes(held.status)]).toEqual([204, true]);
      const rows = await rowsOf<{ id: string }>(one.api, `select id from booking where patron = '${child.id}'`);
      expect(rows).toHaveLength(held.status === 201 ? 1 : 0);
      if (held.status === 201) {
        expect((await bo.get(`/api/bookings/${held.booking.id}`)).status).toBe(404);
        expect((await ada.post(`/api/bookings/${held.booking.id}/cancel`)).status).toBe(200);
      }
      expect(await childrenOf(bo)).toEqual([]);
    }
    await close(at);
  });
});
