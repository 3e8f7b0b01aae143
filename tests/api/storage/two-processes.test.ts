import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const PROGRAM = join(import.meta.dirname, '../../support/storage-program.ts');
const CELLS = 200;

describe.each(ENGINES)('two processes on $engine', ({ fresh }) => {
  async function start(place: FreshDatabase, name: string, way: string) {
    const args = [PROGRAM, place.databaseUrl, place.dataDir, name, String(CELLS), way];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let faults = '';
    child.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()));
    const ended = once(child, 'exit');
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const next = async () => String((await lines.next()).value ?? faults);
    const go = () => child.stdin.write('go\n');

    return {
      go,
      expectToHear: async (word: string) => expect(await next()).toBe(word),
      won: async () => {
        const said = await next();
        await ended;
        return Number(/^won (\d+)$/.exec(said)?.[1] ?? said);
      },
    };
  }

  async function race(place: FreshDatabase, way: 'keyed' | 'naive'): Promise<number> {
    const contestants = await Promise.all([start(place, 'left', way), start(place, 'right', way)]);
    for (const word of way === 'keyed' ? ['ready'] : ['ready', 'looked']) {
      for (const one of contestants) await one.expectToHear(word);
      for (const one of contestants) one.go();
    }
    const won = await Promise.all(contestants.map((one) => one.won()));
    return won.reduce((sum, one) => sum + one, 0);
  }

  test('start at once, then race for each cell: one winner each, and both tell of it', async () => {
    const place = await fresh();
    expect(await race(place, 'keyed')).toBe(CELLS);

    const services = await openServices(place);
    const count = (table: string) =>
      services.database.reader.first(raw<{ n: number }>(`select count(*) as n from ${table}`), {});
    expect((await count('occupancy'))?.n).toBe(CELLS);
    expect((await count('change'))?.n).toBe(CELLS);
    await services.close();
    await place.drop();
  });

  test('control: without the key, cells are given away twice', async () => {
    const place = await fresh();
    const services = await openServices(place, { createKeys: true });
    await services.database.write((tx) => tx.run(raw('create table claim (cell integer, session text)'), {}));

    expect(await race(place, 'naive')).toBe(2 * CELLS);
    await services.close();
    await place.drop();
  });
});
