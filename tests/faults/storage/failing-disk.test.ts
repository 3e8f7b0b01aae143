import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { sqlitePath } from '../../../api/storage/engine/database-url.ts';
import { assertSound, checkLibrary } from '../../support/checker/check-library.ts';
import { ToldLog } from '../../support/checker/told-log.ts';
import { LOST, whatIsBroken } from '../../support/checker/what-is-broken.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { BusyClients } from '../../support/faults/busy-clients.ts';
import { FailingDisk, type Fault } from '../../support/faults/failing-disk.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { healthOf, patientServer, seconds, until } from '../../support/faults/stopped-writing.ts';

const CLIENTS = 6;
/** A control loses soon, though not every time. */
const MOST_CONTROLS = 5;
const MOST_WAIT_MS = 1_000;
const BACK_MS = 5_000;
/** What a stopped writer may still try each second: it opens the file, brings the log in, and probes. */
const TRIES_A_SECOND = 25;
const WATCHED_MS = isFull ? 1_200 : 200;
const NTHS = isFull ? Array.from({ length: 60 }, (_, n) => n + 1) : [3];
/** Each so many faults the process is killed in the middle of it, and started again when it is over. */
const KILLED_EACH = isFull ? 15 : 2;
const KINDS: Omit<Fault, 'nth'>[] = [
  { error: 'EIO', isLasting: false },
  { error: 'EIO', isLasting: true },
  { error: 'ENOSPC', isLasting: false },
  { error: 'ENOSPC', isLasting: true },
];

interface Here {
  library: RealLibrary;
  api: ApiProcess;
  disk: FailingDisk;
}

describe('a disk that fails at the nth call', () => {
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  /** A process on a failing disk; undefined where such a disk cannot be had. */
  async function onFailingDisk(): Promise<Here | undefined> {
    const library = await realLibrary('sqlite');
    open.push(() => library.place.drop());
    const disk = FailingDisk.make(sqlitePath(library.place.databaseUrl)!);
    if (!disk) return undefined;
    open.push(() => disk.remove());
    const api = await ApiProcess.start(library.place, { env: disk.env });
    open.push(() => api.kill().catch(() => {}));
    return { library, api, disk };
  }

  const isOpen = async (api: ApiProcess) => (await healthOf(api)).writes === 'open';

  /** It is said, times can be looked for, and the disk is left alone but for a probe a second. */
  async function staysStopped(api: ApiProcess, disk: FailingDisk): Promise<void> {
    await until('health says so', async () => !(await isOpen(api)));
    expect((await api.request('/api/slots?service=talk&from=2026-12-01&to=2026-12-02')).status).toBe(200);
    const [failed, began] = [disk.failed, performance.now()];
    await sleep(WATCHED_MS);
    expect(disk.failed - failed).toBeLessThan(TRIES_A_SECOND * (1 + (performance.now() - began) / 1000));
    expect(await isOpen(api)).toBe(false);
  }

  test('nothing that was acknowledged is lost, and writing goes on once the disk is well', async (context) => {
    const here = await onFailingDisk();
    if (!here) return context.skip('no C compiler, or no LD_PRELOAD');
    const { library, api, disk } = here;
    const log = new ToldLog();
    const { untilBack } = api;
    const busy = await BusyClients.begin(library, patientServer(api), { log, clients: CLIENTS, seed: 6, untilBack });
    let faults = 0;
    let [longest, slowestStart] = [0, 0];

    for (const nth of NTHS) {
      for (const kind of KINDS) {
        await busy.told(3);
        disk.arm({ ...kind, nth });
        await until(`call ${nth} is made`, () => disk.failed > 0);
        if (kind.isLasting) await staysStopped(api, disk);
        const isKilled = ++faults % KILLED_EACH === 0;
        if (isKilled) await api.kill();
        disk.end();
        const began = performance.now();
        if (isKilled) await api.start();
        slowestStart = Math.max(slowestStart, isKilled ? performance.now() - began : 0);
        longest = Math.max(longest, await until('writing goes on', () => isOpen(api)));
      }
    }
    await busy.told(3);
    await busy.stop();
    await api.kill();
    await library.checked((opened) => assertSound(opened, log));

    expect(longest).toBeLessThan(BACK_MS);
    const told = log.intents.filter(({ answer }) => answer && answer.status < 300).length;
    console.log(
      `failing disk: ${faults} faults, ${told} answers, 0 lost, back in ${seconds(longest)} at most, started again in ${seconds(slowestStart)}`,
    );
  });

  test('control: a disk that says it has written what it has not, and the checker sees what is lost', async (context) => {
    let broken: string[] = [];
    for (let round = 0; !broken.includes(LOST) && round < MOST_CONTROLS; round++) {
      const here = await onFailingDisk();
      if (!here) return context.skip('no C compiler, or no LD_PRELOAD');
      broken = await lostBySwallowing(here, 7 + round);
    }
    expect(broken).toContain(LOST);
  });

  /** What the checker finds after writes were swallowed. Where the process saw it before it answered, nothing was told and lost. */
  async function lostBySwallowing({ library, api, disk }: Here, seed: number): Promise<string[]> {
    const log = new ToldLog();
    const busy = await BusyClients.begin(library, patientServer(api), { log, clients: CLIENTS, seed });
    await busy.told(10);
    disk.arm({ nth: 1, error: 'EIO', isLasting: true, isSwallowed: true });
    await until('a write is swallowed', () => disk.failed > 0);
    await Promise.race([busy.told(CLIENTS), sleep(MOST_WAIT_MS)]);
    await api.kill();
    await busy.stop().catch(() => {});
    disk.end();
    // What an earlier process knew of the log is in a file beside it: a start sees that something is missing.
    await expect(library.checked((opened) => checkLibrary(opened, log))).rejects.toThrow('pages at its end');
    rmSync(`${sqlitePath(library.place.databaseUrl)!}-shm`);
    return whatIsBroken(library, log);
  }
});
