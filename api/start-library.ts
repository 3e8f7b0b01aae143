import { join } from 'node:path';
import { createApp } from './app.ts';
import { loadDemo } from './cli/load-demo.ts';
import { readConfig, type Config } from './config.ts';
import { replayErasures } from './features/bookings/erasing/replay-erasures.ts';
import { logToStderr, type Log } from './http/log.ts';
import { serve, type Serving } from './http/serve.ts';
import { startBackups } from './jobs/backup/start-backups.ts';
import { startSealing } from './jobs/audit/start-sealing.ts';
import { startTellingOldLines } from './jobs/crisis-lines/tell-old-lines.ts';
import { startSending } from './jobs/messages/start-sending.ts';
import { Measures } from './metrics/measures.ts';
import { serveMetrics, type ServedMetrics } from './metrics/serve-metrics.ts';
import { startListingErasures } from './jobs/rights/start-listing-erasures.ts';
import { startRetention } from './jobs/rights/start-retention.ts';
import { startTellingStanding } from './jobs/standing/tell-standing.ts';
import { openOutlets } from './outlets/open-outlets.ts';
import type { Outlets } from './outlets/outlet.ts';
import { readRelease } from './release.ts';
import { openServices, type OpenServices } from './services.ts';
import { erasedBeside, ErasureList } from './storage/rights/erasure-list.ts';
import { demonstrationPeople } from './storage/stores/person-store.ts';
import { NoNetwork } from './storage/world/world.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

interface Beside {
  outlets: Outlets;
  erasures: ErasureList;
  stopping: AbortSignal;
  log: Log;
  measures: Measures | undefined;
}

/** What the operator can put right. The message says how. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** A library that is open to browsers, with all that runs beside the requests. */
export interface Library {
  services: OpenServices;
  config: Config;
  /** Where browsers find it. */
  address: string;
  /** Where the operator's figures are, if anywhere. */
  figures: string | undefined;
  /** After the last request: the jobs end, then the database is closed. */
  stop(): Promise<void>;
}

/**
 * `start` shows a demonstration; `serve` is for real use.
 *
 * @throws ConfigFaults, CannotOpen and CannotStart, which say what to put right
 */
export async function startLibrary(command: 'start' | 'serve', env: NodeJS.ProcessEnv): Promise<Library> {
  const demo = command === 'start';
  const config = readConfig(env, { production: !demo, demo });
  const measures = config.metrics && new Measures();
  const log = measures?.log(logToStderr) ?? logToStderr;
  const services = await openServices(config, { createKeys: demo, meter: measures?.writes });

  startTellingStanding(services, log);
  const stopping = new AbortController();
  const opened = openOutlets(config.outlets);
  const outlets = measures?.outlets(opened) ?? opened;
  const erasures = new ErasureList(config.dataDir, services.database.reader);
  let serving: Serving;
  let figures: ServedMetrics | undefined;
  try {
    await keepErased(services, config.dataDir, erasures);
    await (demo ? loadIntoEmpty(services) : refuseDemonstration(services));
    figures = await showFigures(services, config, measures);
    serving = await listen(services, config, { outlets, erasures, stopping: stopping.signal, log, measures });
  } catch (fault) {
    await figures?.stop();
    await services.close();
    throw fault;
  }

  const jobs = [startSending(services, outlets, log), startSealing(services, config.dataDir, log)];
  jobs.push(startRetention(services, erasures, log), startListingErasures(allLists(services, config, erasures), log));
  if (config.production) jobs.push(startTellingOldLines(services, log));
  if (config.backups.everyHours) jobs.push(startBackups(services, config.backups.everyHours, log));
  return {
    services,
    config,
    address: config.publicUrl ?? addressOf(serving),
    figures: figures && `${addressOf(figures)}/metrics`,
    stop: async () => {
      stopping.abort();
      await serving.stop();
      for (const stopJob of jobs) await stopJob();
      await figures?.stop();
      measures?.close();
      await services.close();
    },
  };
}

function addressOf({ host, port }: { host: string; port: number }): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function loadIntoEmpty(services: OpenServices): Promise<void> {
  try {
    await services.world.current(-Infinity);
  } catch (fault) {
    if (!(fault instanceof NoNetwork)) throw fault;
    process.stdout.write('The database is empty: loading the demonstration network …\n');
    await loadDemo(services);
  }
}

/** Q9: before anybody is served from a copy that still has people who were erased since. */
async function keepErased(services: OpenServices, dataDir: string, erasures: ErasureList): Promise<void> {
  const erased = await replayErasures(services, dataDir);
  if (erased > 0) {
    process.stderr.write(`The database is older than ${erased} erasures: these people were erased again.\n`);
  }
  await erasures.bringUpToDate();
}

function allLists({ database, databaseId }: OpenServices, { backups }: Config, own: ErasureList): ErasureList[] {
  if (backups.to === undefined) return [own];
  return [own, new ErasureList(erasedBeside(backups.to, databaseId), database.reader)];
}

async function refuseDemonstration(services: OpenServices): Promise<void> {
  const people = await demonstrationPeople(services.database.reader);
  if (people.length === 0) return;
  throw new CannotStart(
    `The database has ${people.length} demonstration accounts, whose PINs and passwords everybody can read. ` +
      'Set DATABASE_URL and DATA_DIR to places of their own and import your network there, without --demo.',
  );
}

async function showFigures(
  services: OpenServices,
  { metrics, backups }: Config,
  measures: Measures | undefined,
): Promise<ServedMetrics | undefined> {
  if (!metrics || !measures) return undefined;
  measures.of(services, { version: readRelease(), everyHours: backups.everyHours });
  try {
    return await serveMetrics(() => measures.text(), metrics);
  } catch (fault) {
    throw new CannotStart(whyNotListening(fault as NodeJS.ErrnoException, metrics, 'METRICS_'), { cause: fault });
  }
}

async function listen(
  services: OpenServices,
  config: Config,
  { erasures, measures, ...means }: Beside,
): Promise<Serving> {
  const app = createApp(services, {
    version: readRelease(),
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    tls: config.secure,
    meter: measures?.requests,
    provider: config.provider,
    backups: { everyHours: config.backups.everyHours, isExpected: config.production },
    dist: DIST,
    erased: async () => {
      await erasures.bringUpToDate();
      await services.database.scrub();
    },
    ...means,
  });
  try {
    return await serve((request, env) => app.fetch(request, env), { ...config, tls: config.secure });
  } catch (fault) {
    throw new CannotStart(whyNotListening(fault as NodeJS.ErrnoException, config), { cause: fault });
  }
}

function whyNotListening(
  { code, message }: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
  setting = '',
): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken by another program. Stop that one, or set ${setting}PORT to another number.`;
  }
  if (code === 'EACCES')
    return `Port ${port} may not be opened by this account. Set ${setting}PORT to a number above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine. Set ${setting}HOST to one.`;
  return message;
}
