import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addDays } from '#domain/time/local-date.ts';
import { appFigures } from './bench-app.ts';
import { batchFigures, CLIENTS, pairFigures, writeTraces } from './bench-bookings.ts';
import { countryFigures } from './bench-country.ts';
import { holdsFrom, makeLibrary, searches, signInAll, today } from './bench-library.ts';
import { postgresFigures } from './bench-postgres.ts';
import { besideBare, ratioFigures, serverTime } from './bench-searches.ts';
import { checkInBatches, deskDays, signInChecks, signInDesk, unchangedCatalogue } from './everyday-requests.ts';
import { fillBranch } from './fill-branch.ts';
import { count, figuresTable, goal, milliseconds, percent, type Figure } from './figures-table.ts';
import { median, Measuring, progress } from './measuring.ts';
import type { SealingCost } from './sealing-cost.ts';

/**
 * `npm run bench`: figures beside floors that were measured in the same run, and the goals.
 * `--quick` for a first look; `--country [FOLDER]`: a whole country, too, which is made there and kept.
 */
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, country: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { quick } = values;
const countryFolder = positionals[0] ?? join(tmpdir(), 'quietroom-country');
const WARM_UP_WRITES = quick ? 50 : 400;
/** With fewer patrons each of them would have dozens of bookings ahead, which nobody has. */
const SIZE = { counsellors: 20, rooms: 10, patrons: 512, fillers: 20 };
/** With more of them each booking of the day would have a hundred notes. */
const BATCHES = 300;
const PLACE = { branch: 'main', counsellors: { from: 0, count: SIZE.counsellors } };
const ROUNDS_OF_SERVER_TIME = quick ? 2000 : 10_000;
const SEALING = quick ? { rounds: 4, pairsATurn: 100 } : { rounds: 10, pairsATurn: 250 };

const figures: Figure[] = [];

progress('a library with 20 counsellors and 10 rooms, 60 % booked');
const library = makeLibrary(SIZE);
fillBranch(library.file, SIZE, { from: today(), days: 61, share: 0.6, state: 'confirmed' });
const measuring = new Measuring(library.folder, {
  seconds: quick ? 1 : 2,
  rounds: quick ? 3 : 9,
  warmUpSeconds: quick ? 3 : 8,
});

try {
  const server = await library.serve();
  await fetch(`${server.url}/api/health`);
  const memoryAtRest = server.rssMb();
  const cookies = await signInAll(server.url, SIZE);
  // Among the days that are searched, for what changes under the searches; and after them, for pairs.
  const near = await holdsFrom(server.url, cookies, { fromDay: 1, wanted: 6000 });
  const holds = await holdsFrom(server.url, cookies, { fromDay: 62, wanted: quick ? 3000 : 12_000 });

  progress('searches of a day, of 30 days, and their bare floors');
  const day = await besideBare(measuring, server, { place: PLACE, days: 1, holds: near, clients: [8] });
  const month = await besideBare(measuring, server, { place: PLACE, days: 30, holds: near, clients: CLIENTS });
  const timed = { holds: near, rounds: ROUNDS_OF_SERVER_TIME };
  const dayTime = await serverTime(measuring, library.env, { ...timed, reads: searches(PLACE, 1, 400) });
  const monthTime = await serverTime(measuring, library.env, { ...timed, reads: searches(PLACE, 30, 400) });
  figures.push(
    { what: 'search of a day, server time, median', value: milliseconds(dayTime.medianMs) },
    ...ratioFigures('search of a day', day),
    goal('search of 30 days, server time, median', milliseconds(monthTime.medianMs), '≤ 1 ms', monthTime.medianMs <= 1),
    { what: '… 99th of 100', value: milliseconds(monthTime.p99Ms) },
    ...ratioFigures('search of 30 days', month, { clients: 8, share: 0.5 }),
  );

  progress('what is asked all day long, and its bare floors');
  const desk = await signInDesk(server.url);
  for (const [what, reads] of [
    ['catalogue, unchanged', await unchangedCatalogue(server.url)],
    ['sign-in check', signInChecks(cookies)],
    ['desk’s day', deskDays(desk, 'main')],
  ] as const) {
    figures.push(
      ...ratioFigures(what, await measuring.besideBare(server, [...reads], { holds: near, clients: CLIENTS })),
    );
  }

  progress('hold + confirm, check-ins, and their bare floors');
  const traces = await writeTraces();
  await measuring.warmUp(server, { reads: [], writes: holds.splice(0, WARM_UP_WRITES), pairs: true, clients: 8 });
  const kept = holds.splice(0, SEALING.pairsATurn * (2 * SEALING.rounds + 1));
  figures.push(...(await pairFigures(measuring, server, { holds, traces })));
  const batches = await checkInBatches(server.url, { cookie: desk, branch: 'main', count: BATCHES });
  figures.push(...(await batchFigures(measuring, server, { batches, traces })));
  await server.stop();

  progress('what sealing the audit record costs a booking');
  const job = { ...SEALING, clients: 8, holds: kept };
  figures.push(...sealingFigures(await measuring.runJob('tests/load/sealing-cost.ts', job, library.env)));

  progress('the same with a year of past bookings');
  const year = { from: addDays(today(), -366), days: 365, share: 0.6, state: 'completed' } as const;
  const past = fillBranch(library.file, SIZE, year);
  const after = await library.serve();
  const later = await holdsFrom(after.url, cookies, { fromDay: 1, wanted: 3000 });
  const monthAfter = await besideBare(measuring, after, { place: PLACE, days: 30, holds: later, clients: [8] });
  await after.stop();
  const timeAfter = await serverTime(measuring, library.env, {
    reads: searches(PLACE, 30, 400),
    holds: later,
    rounds: ROUNDS_OF_SERVER_TIME,
  });
  const slower = timeAfter.medianMs / monthTime.medianMs;
  figures.push(
    goal(
      `search of 30 days over ${count(past)} past bookings, server time`,
      milliseconds(timeAfter.medianMs),
      'no slower (± 10 %)',
      slower <= 1.1,
    ),
    ...ratioFigures(`search of 30 days over ${count(past)} past bookings`, monthAfter),
    { what: 'memory at rest', value: `${count(memoryAtRest)} MB` },
    { what: 'memory under load, largest', value: `${count(measuring.memoryUnderLoad)} MB` },
  );
  figures.push(...(await postgresFigures(measuring)));
  figures.push(...(await appFigures(library.folder, quick ? 3 : 9)));
  if (values.country) figures.push(...(await countryFigures(measuring, countryFolder, { small: monthTime, quick })));
} finally {
  library.remove();
}

console.log(
  `\n${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}, SQLite, synchronous=FULL\n`,
);
console.log(figuresTable(figures));

/** Of each round how much more, and the median of that: a machine that is slow for a while is slow for both. */
function sealingFigures({ sealed, unsealed }: SealingCost): Figure[] {
  const more = (of: 'pairsPerSecond' | 'cpuUsAPair' | 'p99Ms') =>
    median(sealed.map((turn, round) => turn[of] / unsealed[round]![of]));
  const cpuUs = median(unsealed.map((turn) => turn.cpuUsAPair));
  return [
    goal(
      'sealing the audit record: pairs/s with it, of those without',
      percent(more('pairsPerSecond')),
      '≥ 95 %',
      more('pairsPerSecond') >= 0.95,
    ),
    {
      what: '… processor time a pair, with and without',
      value: percent(more('cpuUsAPair')),
      floor: `${count(cpuUs)} µs`,
    },
    { what: '… slowest of 100 pairs, with and without', value: percent(more('p99Ms')) },
  ];
}
