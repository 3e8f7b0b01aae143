import type { NetworkFile } from '#domain/network.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openServices, type OpenServices } from '../../../api/services.ts';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { LIGHT } from '../api.ts';
import { bookingNetwork } from '../booking-library.ts';
import type { Checked } from '../checker/check-library.ts';
import { readyDatabase, type FreshDatabase } from '../engines.ts';
import { raw } from '../raw-statement.ts';
import { signInAs } from '../sign-in-as.ts';

/** Under the real clock, which a process of its own goes by. */
const DAY_MS = 24 * 3_600_000;

export interface RealLibrary {
  place: FreshDatabase;
  /** The cookie of a living sign-in, by the person's id: `visitor-0` … `visitor-39`, `desk-1`, `counsellor-1`, `admin-1`. */
  cookies: ReadonlyMap<string, string>;
  /** The start of the group session with three places. */
  circle: string;
  /** Opens it beside whatever runs on it: for the checker. */
  open(): Promise<OpenServices>;
  /** Hands the checker what it needs; closed when it is done. */
  checked<T>(check: (library: Checked) => Promise<T>): Promise<T>;
}

/**
 * A database with the network of the bookings' tests (booking-library.ts), its group session eight to fourteen days from now,
 * and everybody signed in, as `serve` accepts it: nobody of them is a demonstration account.
 */
export async function realLibrary(
  engine: Engine,
  { place, file = bookingNetwork() }: { place?: FreshDatabase; file?: NetworkFile } = {},
): Promise<RealLibrary> {
  const here = place ?? (await readyDatabase(engine));
  const friday = fridayAfter(Date.now() + 7 * DAY_MS);
  for (const group of file.groups) group.startsAt = `${friday}T10:00`;

  const open = () => openServices(here, { createKeys: true, hashing: LIGHT });
  const services = await open();
  const cookies = new Map<string, string>();
  let circle: string;
  try {
    await importNetwork(services, file, { demo: true });
    await services.database.write((tx) => tx.run(raw('update person set demo = 0'), {}));
    for (const { id } of file.people) cookies.set(id, (await signInAs({ services }, id)).cookie);
    // Whoever works here has shown both factors.
    await services.database.write((tx) => tx.run(raw('update sign_in set strong = 1'), {}));
    const [group] = await services.database.reader.rows(
      raw<{ starts_at: number }>('select starts_at from session where series is not null'),
      {},
    );
    circle = new Date(group!.starts_at).toISOString();
  } finally {
    await services.close();
  }

  return {
    place: here,
    cookies,
    circle,
    open,
    checked: async (check) => {
      const opened = await open();
      try {
        return await check({ services: opened, place: here });
      } finally {
        await opened.close();
      }
    },
  };
}

/** The date of the first Friday after an instant, in UTC. */
function fridayAfter(instant: number): string {
  const FRIDAY = 5;
  const days = ((FRIDAY - new Date(instant).getUTCDay() + 6) % 7) + 1;
  return new Date(instant + days * DAY_MS).toISOString().slice(0, 10);
}
