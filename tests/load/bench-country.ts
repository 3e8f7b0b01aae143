import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '#domain/time/local-date.ts';
import { readConfig } from '../../api/config.ts';
import { openServices } from '../../api/services.ts';
import { importInto, libraryIn, holdsFrom, searches, signInAll, today } from './bench-library.ts';
import { besideBare, ratioFigures, serverTime, type ServerTime } from './bench-searches.ts';
import { countryFile } from './branch-generator.ts';
import { bytesNeeded, fillCountry, type CountrySize } from './fill-country.ts';
import { count, goal, milliseconds, type Figure } from './figures-table.ts';
import type { LoadRequest } from './http-client.ts';
import { progress, type Measuring } from './measuring.ts';

/** 300 branches with ten counsellors and five rooms each, two years of bookings behind them and 60 days before them. */
const COUNTRY: CountrySize = {
  branches: 300,
  counsellors: 3000,
  rooms: 1500,
  patrons: 100_000,
  pastDays: 730,
  comingDays: 60,
  share: 0.6,
};
const PATRONS = 64;
/** One branch of it, neither the first nor the last. */
const PLACE = { branch: 'library-150', counsellors: { from: 1500, count: 10 } };
const MOST_MB = 400;
const MOST_START_MS = 5000;
const SOONEST = 20;
/** All is read by then, and what reading it left behind is given back. */
const AT_REST_AFTER_MS = 2_000;

/**
 * The same questions to a whole country. The database is made in `folder` and left there: a second run takes it as it is.
 *
 * @param small the server time of the same search on one branch alone
 */
export async function countryFigures(
  measuring: Measuring,
  folder: string,
  { small, quick }: { small: ServerTime; quick: boolean },
): Promise<Figure[]> {
  const library = libraryIn(folder);
  const size = quick ? { ...COUNTRY, pastDays: 30 } : COUNTRY;
  const made = await makeCountry(library, size);

  progress('the country is started');
  const began = performance.now();
  const server = await library.serve();
  await (await fetch(`${server.url}/api/health`)).arrayBuffer();
  const startMs = performance.now() - began;
  const last = { from: addDays(today(), COUNTRY.comingDays - 2), to: addDays(today(), COUNTRY.comingDays) };
  const path = `/api/slots?service=talk&branch=${PLACE.branch}&${String(new URLSearchParams(last))}`;
  await (await fetch(`${server.url}${path}`)).arrayBuffer();
  const knownMs = performance.now() - began;
  await sleep(AT_REST_AFTER_MS);
  const memory = server.rssMb();
  const cookies = await signInAll(server.url, { patrons: PATRONS });
  const asked = { fromDay: 1, wanted: 1500, branch: PLACE.branch };
  const holds = await holdsFrom(server.url, cookies, asked);

  progress('searches in the country');
  const month = await besideBare(measuring, server, { place: PLACE, days: 30, holds, clients: [8] });
  const anywhere = Array.from({ length: 30 }, (_, day): LoadRequest => {
    const from = addDays(today(), day % 10);
    const query = `service=talk&mode=${day % 2 ? 'room' : 'phone'}&people=${1 + (day % 3)}&limit=${SOONEST}`;
    return { method: 'GET', path: `/api/slots?${query}&from=${from}&to=${addDays(from, 29)}` };
  });
  await measuring.warmUp(server, { reads: anywhere, writes: [], clients: 1 });
  const soonest = await measuring.load(server, { reads: anywhere, writes: holds.splice(0, 60), clients: 1 });
  const memoryAfter = server.rssMb();
  await server.stop();

  const rounds = quick ? 2000 : 10_000;
  const reads = searches(PLACE, 30, 400);
  const alone = await serverTime(measuring, library.env, { reads, holds, rounds });
  return [
    { what: 'a country: bookings, and what they take', value: `${count(made.bookings)}, ${gigabytes(library.file)}` },
    { what: '… made within', value: `${count(made.minutes)} minutes` },
    goal('… started after', milliseconds(startMs), `≤ ${count(MOST_START_MS)} ms`, startMs <= MOST_START_MS),
    { what: '… a search of its last days answered after', value: milliseconds(knownMs) },
    goal('… memory, its next 60 days in it', `${count(memory)} MB`, `≤ ${MOST_MB} MB`, memory <= MOST_MB),
    goal('… memory after the searches', `${count(memoryAfter)} MB`, `≤ ${MOST_MB} MB`, memoryAfter <= MOST_MB),
    goal(
      '… search of 30 days at one branch, server time, median',
      milliseconds(alone.medianMs),
      '≤ 2 × that of one branch',
      alone.medianMs <= 2 * small.medianMs,
    ),
    ...ratioFigures('… search of 30 days at one branch', month),
    goal(
      `… the ${SOONEST} soonest anywhere, median at 1`,
      milliseconds(soonest.medianMs),
      '≤ 50 ms',
      soonest.medianMs <= 50,
    ),
    { what: '… 99th of 100', value: milliseconds(soonest.p99Ms) },
  ];
}

/** What was made there, and on which day: a week later there would be less to come. */
interface Made {
  bookings: number;
  minutes: number;
  on: string;
  pastDays: number;
}
const STALE_DAYS = 7;
/** A folder without it is never emptied. */
const OWN = 'made-up-country.txt';

/** @throws Error where the disk is too small */
async function makeCountry(library: ReturnType<typeof libraryIn>, size: CountrySize): Promise<Made> {
  const mark = join(library.folder, 'country.json');
  const before = existsSync(mark) ? (JSON.parse(readFileSync(mark, 'utf8')) as Made) : undefined;
  const isFresh = before && addDays(before.on, STALE_DAYS) >= today();
  if (isFresh && before.pastDays >= size.pastDays) return before;

  const began = performance.now();
  const own = join(library.folder, OWN);
  mkdirSync(library.folder, { recursive: true });
  if (readdirSync(library.folder).length > 0 && !existsSync(own))
    throw new Error(`${library.folder} has files in it that are not ours`);
  rmSync(library.folder, { recursive: true });
  mkdirSync(library.folder);
  writeFileSync(own, 'A made-up country, for measuring. It may be deleted.\n');
  const needed = bytesNeeded(size);
  const { bavail, bsize } = statfsSync(library.folder);
  progress(`a country of ${size.branches} branches takes about ${(needed / 1e9).toFixed(0)} GB in ${library.folder}`);
  if (bavail * bsize < needed) throw new Error(`${library.folder} has only ${((bavail * bsize) / 1e9).toFixed(0)} GB`);

  importInto(library, countryFile(size.branches, { counsellors: 10, rooms: 5, patrons: PATRONS, fillers: 1 }));
  const on = today();
  const bookings = fillCountry(library.file, size, {
    today: on,
    progress: (done, of) => progress(`${count(done)} of about ${count(of)} bookings`),
  });
  progress('each session gets its MAC, as those of an earlier release do');
  const services = await openServices(readConfig({ ...process.env, ...library.env }));
  await services.close();
  const made: Made = { bookings, on, pastDays: size.pastDays, minutes: (performance.now() - began) / 60_000 };
  writeFileSync(mark, JSON.stringify(made));
  return made;
}

function gigabytes(file: string): string {
  return `${(statSync(file).size / 1e9).toFixed(1)} GB`;
}
