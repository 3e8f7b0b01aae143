import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { openLibrary, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import { ANA, clockAt, DESK, itemOf, rowOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';

const DAY = '2026-11-25';
const START = Date.parse(WEDNESDAY_9);
const at = (minutes: number) => START + minutes * 60_000;

describe.each(ENGINES)('check-ins on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  let ana: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine);
    patron = await library.patron(0);
    desk = await library.person(DESK);
    ana = await library.person(ANA);
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await library.clear();
  });
  afterAll(() => library.api.close());

  async function booked(): Promise<string> {
    const { id } = await patron.book(WEDNESDAY_9);
    clockAt(library, WEDNESDAY_9);
    return id;
  }

  test('D3 a visit goes its way, and each step is told once', async () => {
    const id = await booked();
    const arrived = itemOf(id, 'arrived', at(-10));
    expect((await tell(desk, arrived)).said).toEqual(['applied']);
    expect((await tell(desk, arrived)).said).toEqual(['already']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'arrived', arrivedAt: '2026-11-25T07:50:00Z' });

    expect((await tell(ana, itemOf(id, 'started', at(0)))).said).toEqual(['applied']);
    library.pass(50);
    expect((await tell(ana, itemOf(id, 'completed', at(48)))).said).toEqual(['applied']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({
      state: 'completed',
      startedAt: '2026-11-25T08:00:00Z',
      endedAt: '2026-11-25T08:48:00Z',
    });
    expect((await patron.get(`/api/bookings/${id}`)).booking.state).toBe('completed');
  });
});
