import { describe, expect, test } from 'vitest';
import type { NetworkFile } from '#domain/network.ts';
import { importSwept } from '../../../api/cli/import-swept.ts';
import {
  bookingNetwork,
  FRIDAY_CIRCLE,
  rowsOf,
  TUESDAY_10,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { ENGINES } from '../../support/engines.ts';

describe.each(ENGINES)('an import into a network in use, on $engine', ({ engine }) => {
  let library: Library;
  let first: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    first = await opened.patron(0);
  });

  const apply = (file: NetworkFile) => importSwept(library.api.services, file, { demo: true });
  const withAna = () => {
    const file = bookingNetwork();
    file.counsellors[0]!.services.push('circle');
    file.groups[0]!.counsellor = 'ana';
    return file;
  };
  const stateOf = async (id: string) => (await rowsOf(library.api, `select state from booking where id = '${id}'`))[0];

  test('N11 a date that somebody holds stays as it is, until the hold has run out', async () => {
    const { booking } = await first.hold(FRIDAY_CIRCLE, { service: 'circle' });
    library.pass(5);
    await expect(apply(withAna())).rejects.toMatchObject({ lines: [expect.stringContaining('has 1 place booked')] });

    library.pass(1);
    expect((await apply(withAna())).lists['sessions']).toMatchObject({ changed: 1 });
    expect(await stateOf(booking.id)).toEqual({ state: 'expired' });
    expect((await first.hold(FRIDAY_CIRCLE, { service: 'circle' })).booking.counsellor).toBe('ana');
  });

  test('N11 nor does a hold that ran out stand in the way of a new date', async () => {
    expect((await first.hold(TUESDAY_10, { counsellor: 'bor' })).status).toBe(201);
    const file = bookingNetwork();
    file.groups.push({ ...file.groups[0]!, id: 'tuesdays', startsAt: '2026-11-24T10:00' });
    await expect(apply(file)).rejects.toMatchObject({ lines: [expect.stringContaining('counsellor bor')] });

    library.pass(6);
    expect((await apply(file)).lists['sessions']).toMatchObject({ added: 1 });
  });

  test('N15 the same file again ends no hold either: it writes nothing at all', async () => {
    await apply(bookingNetwork());
    const { booking } = await first.hold(FRIDAY_CIRCLE, { service: 'circle' });
    library.pass(6);
    expect(await apply(bookingNetwork())).toMatchObject({ changed: false });
    expect(await stateOf(booking.id)).toEqual({ state: 'held' });
  });
});
