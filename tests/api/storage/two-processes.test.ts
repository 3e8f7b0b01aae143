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
    const first = await lines.next();
    if (first.value !== 'ready') throw new Error(`no second process: ${faults}`);

    return async () => {
      child.stdin.write('go\n');
      const said = String((await lines.next()).value ?? faults);
      await ended;
      return Number(/^won (\d+)$/.exec(said)?.[1] ?? NaN);
    };
  }

  async function race(place: FreshDatabase, way: string): Promise<number> {
    const contestants = await Promise.all([start(place, 'left', way), start(place, 'right', way)]);
    const won = await Promise.all(contestants.map((go) => go()));
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

    expect(await race(place, 'naive')).toBeGreaterThan(CELLS);
    await services.close();
    await place.drop();
  });
});
