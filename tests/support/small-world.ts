import type { Tx } from '../../api/storage/engine/database.ts';
import { raw } from './raw-statement.ts';

/** 2026-11-23T08:00:00Z, a Monday. */
export const MONDAY_8 = Date.UTC(2026, 10, 23, 8);

const BRANCH = {
  id: 'b1',
  name: { en: 'Branch' },
  locale: 'en',
  timeZone: 'Europe/Helsinki',
  hours: { weekly: {}, exceptions: [] },
};
const SERVICE = { id: 's1', name: { en: 'Service' }, kind: 'individual', durationMin: 50 };
const COUNSELLOR = { id: 'c1', name: { en: 'Counsellor' }, hours: [], leave: [], services: ['s1'] };

/** The least of a network that sessions can stand in, written as rows. */
export async function plantNetwork(tx: Tx, version = 'v1'): Promise<void> {
  const head = { id: 'n1', name: { en: 'Network' }, locale: 'en', locales: ['en'], currency: 'EUR', minorDigits: 2 };
  await tx.run(raw('delete from network'), {});
  await tx.run(
    raw(`insert into network (id, definition, version) values ('n1', '${JSON.stringify(head)}', '${version}')`),
    {},
  );
  const items = { branch: BRANCH, service: SERVICE, counsellor: COUNSELLOR };
  for (const [table, item] of Object.entries(items)) {
    const values = `'${item.id}', 0, '${JSON.stringify(item)}'`;
    await tx.run(raw(`insert into ${table} (id, position, definition) values (${values}) on conflict do nothing`), {});
  }
}

/** An hour by telephone that nobody has booked yet. */
export async function plantSession(tx: Tx, id: string, startsAt = MONDAY_8): Promise<void> {
  const end = startsAt + 3_600_000;
  await tx.run(
    raw(`insert into session
      (id, service, counsellor, branch, mode, starts_at, ends_at, counsellor_until, local_on, places, created_at)
      values ('${id}', 's1', 'c1', 'b1', 'phone', ${startsAt}, ${end}, ${end}, '2026-11-23', 4, 0)`),
    {},
  );
}

export async function plantPatron(tx: Tx, id: string): Promise<void> {
  const key = tx.engine === 'sqlite' ? `x'00'` : `'\\x00'`;
  await tx.run(raw(`insert into person (id, wrapped_key, locale, created_at) values ('${id}', ${key}, 'en', 0)`), {});
  await tx.run(raw(`insert into patron (person, created_at) values ('${id}', 0)`), {});
}

export interface PlantedBooking {
  id: string;
  session: string;
  patron: string;
  state: 'held' | 'confirmed' | 'cancelled' | 'no_show';
  people?: number;
  heldUntil?: number;
}

export async function plantBooking(tx: Tx, booking: PlantedBooking): Promise<void> {
  const { id, session, patron, state, people = 1, heldUntil = null } = booking;
  await tx.run(
    raw(`insert into booking (id, session, patron, branch, local_on, starts_at, people, state, held_until, alias,
        features, preparations, messages, list_minor, total_minor, currency, minor_digits, quote, created_at)
      values ('${id}', '${session}', '${patron}', 'b1', '2026-11-23', ${MONDAY_8}, ${people}, '${state}', ${heldUntil},
        'alias ${id}', '[]', '[]', 'discreet', 0, 0, 'EUR', 2, '{}', 0)`),
    {},
  );
}
