import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { COMPILED } from '../child-program.ts';
import { root } from '../source-tree.ts';

const SERVE = ['--disable-warning=ExperimentalWarning', join(root, 'api/main.ts'), 'serve'];

interface Moment {
  preload: string;
  /** Killed when it has said this word so often … */
  word: string;
  times: number;
  /** … and after that long. */
  afterMs: number;
}

/** Starts the service on a library and kills it on its way. @returns whether it came so far */
export async function killOnTheWay(
  { databaseUrl, dataDir }: { databaseUrl: string; dataDir: string },
  { preload, word, times, afterMs }: Moment,
): Promise<boolean> {
  const child = spawn(process.execPath, [`--import=${pathToFileURL(join(root, preload)).href}`, ...SERVE], {
    env: { ...COMPILED, ...process.env, HOST: '127.0.0.1', PORT: '0', DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let said = '';
  const there = new Promise<boolean>((found) => {
    const read = (part: Buffer) => {
      said += part.toString();
      if (said.split(word).length > times) found(true);
      // It serves already: there was less to do than was thought.
      else if (said.includes('http://')) found(false);
    };
    child.stderr.on('data', read);
    child.stdout.on('data', read);
    child.once('exit', () => found(false));
  });
  const came = await there;
  if (came) await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
  return came;
}
