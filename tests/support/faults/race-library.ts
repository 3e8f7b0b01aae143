import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { MONDAY, openLibrary, rowsOf } from '../booking-library.ts';
import type { Checked } from '../checker/check-library.ts';
import type { Server } from '../checker/told-log.ts';
import { raw } from '../raw-statement.ts';
import { ApiProcess } from './api-process.ts';
import { raceNetwork, raceStarts, RACE_SETTINGS } from './race-network.ts';
import { realLibrary } from './real-library.ts';

/** Two processes on one database, and what everybody wants of it. */
export interface Race {
  servers: readonly [Server, Server];
  cookieOf(person: string): string;
  starts: readonly string[];
  circle: string;
  codes: readonly string[];
  now(): number;
  /** Where the clock is ours; holds run out by themselves after a minute otherwise. */
  pass(minutes: number): void;
  run(...sql: string[]): Promise<void>;
  checked<T>(check: (library: Checked) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const CODES = 6;
const PEOPLE = ['desk-1', 'counsellor-1', ...Array.from({ length: 40 }, (_, n) => `visitor-${n}`)];

/** Two instances in this process, under a clock of the test's. */
export async function raceHere(engine: Engine): Promise<Race> {
  const clock = { now: MONDAY };
  const here = await openLibrary(engine, { file: raceNetwork(clock.now), clock });
  const there = await openLibrary(engine, { place: here.api.place, clock });
  for (const { api } of [here, there]) Object.assign(api.services.settings, RACE_SETTINGS);
  const cookies = new Map<string, string>();
  for (const person of PEOPLE) cookies.set(person, await here.cookieOf(person));

  return {
    servers: [here.api, there.api],
    cookieOf: (person) => cookies.get(person)!,
    starts: raceStarts(clock.now),
    circle: await circleOf(here.api),
    codes: await issueCodes(here.api.services, 'gift-50', CODES),
    now: () => clock.now,
    pass: here.pass,
    run: (...sql) => runAll(here.api, sql),
    checked: (check) => check(here.api),
    close: async () => {
      await there.api.close();
      await here.api.close();
    },
  };
}

/** Two real processes, asked over the network. */
export async function raceThere(engine: Engine): Promise<Race> {
  const began = Date.now();
  const library = await realLibrary(engine, { file: raceNetwork(began) });
  const settings = Object.entries({ ...RACE_SETTINGS, holdMin: 1 });
  const rows = settings.map(([key, value]) => `insert into setting (key, value) values ('${key}', '${value}')`);
  await library.checked((opened) => runAll(opened, rows));
  const codes = await library.checked(({ services }) => issueCodes(services, 'gift-50', CODES));
  const servers = [await ApiProcess.start(library.place), await ApiProcess.start(library.place)] as const;

  return {
    servers,
    cookieOf: (person) => library.cookies.get(person)!,
    starts: raceStarts(began),
    circle: library.circle,
    codes,
    now: Date.now,
    pass: () => {},
    run: (...sql) => library.checked((opened) => runAll(opened, sql)),
    // One that has been at work on it is asked, too: its index must be that of a process that has just begun.
    checked: (check) => library.checked((opened) => check({ ...opened, request: servers[0].request })),
    close: async () => {
      for (const server of servers) await server.stop();
      await library.place.drop();
    },
  };
}

async function circleOf(library: Checked): Promise<string> {
  const [group] = await rowsOf<{ starts_at: number }>(
    library,
    'select starts_at from session where series is not null',
  );
  return new Date(group!.starts_at).toISOString();
}

async function runAll({ services }: Pick<Checked, 'services'>, sql: readonly string[]): Promise<void> {
  await services.database.write(async (tx) => {
    for (const one of sql) await tx.run(raw(one), {});
  });
}
