import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { preview, tuesday } from '../../support/block-steps.ts';
import { openLibrary, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';

const CLOCKS = ['08:00', '09:00', '10:00', '12:00', '13:00', '14:00'];

describe.each(ENGINES)('many who are affected on $engine', ({ engine }) => {
  let library: Library;
  let ana: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine);
    ana = await library.person('counsellor-1');
    for (const [n, clock] of CLOCKS.entries()) {
      const patron = await library.patron(n);
      await patron.book(`2026-11-24T${clock}:00Z`, { counsellor: 'ana', mode: n % 2 ? 'phone' : 'room' });
    }
  });
  afterAll(() => library.api.close());

  /** How often the database is asked for a preview up to that time. */
  async function asked(until: string): Promise<{ sessions: number; statements: number }> {
    const { reader } = library.api.services.database;
    const spies = [vi.spyOn(reader, 'rows'), vi.spyOn(reader, 'first')];
    const affected = await preview(ana, { from: tuesday('08:00'), until: tuesday(until) });
    const statements = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    for (const spy of spies) spy.mockRestore();
    return { sessions: affected.length, statements };
  }

  test('L2 six sessions are no more questions to the database than one', async () => {
    await asked('18:00');
    const one = await asked('09:30');
    const all = await asked('18:00');
    expect([one.sessions, all.sessions]).toEqual([1, CLOCKS.length]);
    expect(one.statements).toBeGreaterThan(1);
    expect(all.statements).toBe(one.statements);
  });
});
