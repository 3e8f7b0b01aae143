import { openServices } from '../../api/services.ts';
import { Conflict } from '../../api/storage/engine/database.ts';
import { noteChange } from '../../api/storage/stores/change-store.ts';
import { raw } from './raw-statement.ts';

/**
 * A second process on a test's database. Claims cells 0 … n−1 of a resource, each in a transaction of its own, and says how
 * many it got. `naive` looks first and inserts afterwards, with no key to say no; in between it waits for another word.
 */
const [databaseUrl = '', dataDir = '', name = '', cells = '0', way = 'keyed'] = process.argv.slice(2);
const services = await openServices({ databaseUrl, dataDir }, { createKeys: true });
await say('ready');

const all = Array.from({ length: Number(cells) }, (_, cell) => cell);
const free = way === 'keyed' ? all : await look();
const won = (await Promise.all(free.map(way === 'keyed' ? claim : insert))).filter(Boolean).length;
process.stdout.write(`won ${won}\n`);
await services.close();
process.exit(0);

/** Says it, and waits for a word. */
async function say(word: string): Promise<void> {
  const heard = new Promise((resolve) => process.stdin.once('data', resolve));
  process.stdout.write(`${word}\n`);
  await heard;
}

async function claim(cell: number): Promise<boolean> {
  try {
    await services.database.write(async (tx) => {
      const values = `20000, ${cell}, 'c:x', '${name}'`;
      await tx.run(raw(`insert into occupancy (day, cell, resource, session) values (${values})`), {});
      await noteChange(tx, 'session', `${name}${cell}`);
    });
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

async function look(): Promise<number[]> {
  const rows = await services.database.reader.rows(raw<{ cell: number }>('select cell from claim'), {});
  const taken = new Set(rows.map((row) => row.cell));
  await say('looked');
  return all.filter((cell) => !taken.has(cell));
}

async function insert(cell: number): Promise<boolean> {
  const values = `${cell}, '${name}'`;
  return (
    (await services.database.write((tx) => tx.run(raw(`insert into claim (cell, session) values (${values})`), {}))) ===
    1
  );
}
