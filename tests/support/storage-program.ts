import { openServices } from '../../api/services.ts';
import { Conflict } from '../../api/storage/engine/database.ts';
import { noteChange } from '../../api/storage/stores/change-store.ts';
import { raw } from './raw-statement.ts';

/**
 * A second process on a test's database. Claims cells 0 … n−1 of a resource, each in a transaction of its own, says how
 * many it got, and how many changes it noted. `naive` looks first and inserts afterwards, with no key to say no.
 */
const [databaseUrl = '', dataDir = '', name = '', cells = '0', way = 'keyed'] = process.argv.slice(2);
const services = await openServices({ databaseUrl, dataDir }, { createKeys: true });
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));

const claims = Array.from({ length: Number(cells) }, (_, cell) => (way === 'keyed' ? claim(cell) : claimNaively(cell)));
const won = (await Promise.all(claims)).filter(Boolean).length;
process.stdout.write(`won ${won}\n`);
await services.close();
process.exit(0);

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

async function claimNaively(cell: number): Promise<boolean> {
  const taken = await services.database.reader.rows(raw(`select 1 from claim where cell = ${cell}`), {});
  if (taken.length > 0) return false;

  await services.database.write(async (tx) => {
    await tx.run(raw(`insert into claim (cell, session) values (${cell}, '${name}')`), {});
  });
  return true;
}
