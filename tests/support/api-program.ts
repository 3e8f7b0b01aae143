import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { COMPILED } from './child-program.ts';
import { root } from './source-tree.ts';

const MAIN = join(root, 'api/main.ts');
const ONE_FILE = join(root, '.cache/api-program/main.mjs');

/**
 * `api/main.ts` and all that it imports as one file, for those who start it a hundred times (startApi): half of what a start
 * costs is to find and to read a thousand files. The code is the same, and each module still knows where it stood.
 */
export async function prepareApiProgram(): Promise<void> {
  if (process.env.TEST_API_PROGRAM) return;
  const bundle = await rolldown({ input: MAIN, platform: 'node', logLevel: 'silent', plugins: [whereItStood] });
  const fresh = `${ONE_FILE}-${process.pid}`;
  await bundle.write({ file: fresh, format: 'esm', codeSplitting: false });
  await bundle.close();
  renameSync(fresh, ONE_FILE);
  // A process that is killed leaves nothing behind of what Node made of its code: this one only says how it is used, and ends.
  spawnSync(process.execPath, [ONE_FILE], { env: { ...process.env, ...COMPILED } });
  process.env.TEST_API_PROGRAM = ONE_FILE;
}

const whereItStood = {
  name: 'where-it-stood',
  transform: {
    filter: { id: /\.ts$/, code: 'import.meta' },
    handler: (code: string, id: string) =>
      code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        .replaceAll('import.meta.main', String(id === MAIN)),
  },
};
