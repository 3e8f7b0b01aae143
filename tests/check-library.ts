import { parseArgs } from 'node:util';
import { checksOf } from './support/checker/check-library.ts';
import { openToCheck } from './support/checker/open-to-check.ts';
import { readTold } from './support/checker/told-file.ts';

const USAGE = `usage: node tests/check-library.ts --database URL --data-dir DIR --told FILE.ndjson [--server URL]

Holds a database, of either engine, against what its clients were told, and says of each invariant whether it holds. Reads only.
A server that is at work on it (--server) is asked for times, too. 0 all hold, 1 one is broken, 2 unusable.`;
const SHOWN = 20;

/** The checks that are called by what breaks them, the other way round. */
const HOLDS: Record<string, string> = {
  'two sessions share their counsellor’s time': 'no two sessions share their counsellor’s time',
  'two sessions share their room’s time': 'no two sessions share their room’s time',
  'a patron is in two places at once': 'no patron is in two places at once',
  'a session has more people than places': 'no session has more people than places',
  'a visit begins twice': 'no visit begins twice',
  'a discount was given more often, or for more, than it may be':
    'no discount was given more often, or for more, than it may be',
  'a state came about that the table does not know': 'every state came about by the table',
  'a session does not say what was written': 'every session says what was written',
  'somebody’s time is not its cells': 'everybody’s time is its cells',
  'the record does not verify': 'the record verifies, and is not behind its head',
  'what was answered is not there': 'what was answered is there',
  'an answer is not kept under its key as it was given': 'every answer is kept under its key as it was given',
  'what was told of a visit is not there': 'what was told of a visit is there',
  'something is there that nobody asked for': 'nothing is there that nobody asked for',
  'one key had two effects': 'no key had two effects',
  'the index answers otherwise than one made afresh': 'the index answers as one made afresh',
};

process.exitCode = await run();

async function run(): Promise<number> {
  const asked = argumentsOf();
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  try {
    return await check(asked);
  } catch (fault) {
    console.error((fault as Error).message);
    return 2;
  }
}

interface Arguments {
  database: string;
  dataDir: string;
  told: string;
  server: string | undefined;
}

function argumentsOf(): Arguments | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { database: text, 'data-dir': text, told: text, server: text } });
    const { database, 'data-dir': dataDir, told, server } = values;
    return database && dataDir && told ? { database, dataDir, told, server } : undefined;
  } catch {
    return undefined;
  }
}

async function check({ database, dataDir, told, server }: Arguments): Promise<number> {
  const log = await readTold(told);
  const { library, close } = await openToCheck(database, dataDir);
  try {
    const request = (path: string) => fetch(new URL(path, server));
    const checks = await checksOf({ ...library, ...(server && { request }) }, log);
    let broken = 0;
    for (const { broken: name, find } of checks) {
      const rows = await find();
      if (rows.length > 0) broken++;
      console.log(rows.length === 0 ? `holds   ${HOLDS[name] ?? name}` : `BROKEN  ${name} (${rows.length})`);
      for (const row of rows.slice(0, SHOWN)) console.log(`        ${JSON.stringify(row)}`);
    }
    console.log(`${checks.length - broken} of ${checks.length} hold, over ${log.intents.length} intents`);
    return broken === 0 ? 0 : 1;
  } finally {
    await close();
  }
}
