import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { readHead } from '../../../api/storage/audit/audit-head.ts';
import { assertSound } from '../../support/checker/check-library.ts';
import { ToldLog } from '../../support/checker/told-log.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { BusyClients } from '../../support/faults/busy-clients.ts';
import { realLibrary } from '../../support/faults/real-library.ts';
import { SmallDisk } from '../../support/faults/small-disk.ts';
import { healthOf, patientServer, seconds, until } from '../../support/faults/stopped-writing.ts';

const MEGABYTES = 24;
const ROUNDS = isFull ? 12 : 1;
const BACK_MS = 5_000;

describe('a full disk', () => {
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  test('is said, nothing is lost, and writing goes on by itself once there is room', async (context) => {
    const disk = SmallDisk.mount(MEGABYTES);
    if (!disk) return context.skip('nothing can be mounted here: that takes Linux and root');
    open.push(() => disk.place.drop());
    const library = await realLibrary('sqlite', { place: disk.place });
    const api = await ApiProcess.start(disk.place);
    open.push(() => api.kill().catch(() => {}));
    const log = new ToldLog();
    const { untilBack } = api;
    const busy = await BusyClients.begin(library, patientServer(api), { log, clients: 6, seed: 8, untilBack });
    const cookie = library.cookies.get('visitor-0')!;
    let longest = 0;

    for (let round = 0; round < ROUNDS; round++) {
      await busy.told(10);
      await until('the record has an end', async () => (readHead(disk.place.dataDir)?.seq ?? 0) > 0);
      disk.fill();
      await until('health says so', async () => (await healthOf(api)).writes === 'stopped');
      expect(await healthOf(api)).toMatchObject({ writes: 'stopped', why: 'full' });
      expect((await api.request('/api/bookings', { cookie })).status).toBe(200);
      const asked = {
        json: { service: 'talk', branch: 'main', mode: 'phone', startsAt: library.circle },
        cookie,
        key: `full-${round}`,
      };
      expect((await api.request('/api/holds', asked)).status).toBe(503);
      // The file that the record's end is kept in is the old one or the new one, and never half of it.
      expect(readHead(disk.place.dataDir)).toBeDefined();

      // Killed with the disk still full: it starts when there is room, and finds everything.
      const isKilled = isFull && round % 4 === 3;
      if (isKilled) await api.kill();
      disk.free();
      if (isKilled) await api.start();
      longest = Math.max(longest, await until('writing goes on', async () => (await healthOf(api)).writes === 'open'));
    }
    await busy.told(10);
    await busy.stop();
    await api.stop();
    await library.checked((opened) => assertSound(opened, log));

    expect(longest).toBeLessThan(BACK_MS);
    expect(readdirSync(disk.place.dataDir).filter((name) => /audit-head\.json\./.test(name))).toEqual([]);
    const told = log.intents.filter(({ answer }) => answer && answer.status < 300).length;
    console.log(`full disk: ${ROUNDS} times full, ${told} answers, 0 lost, back in ${seconds(longest)} at most`);
  });
});
