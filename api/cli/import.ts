import { NetworkFaults } from '#domain/network-file/fault-list.ts';
import { UnreadableFile } from '#domain/network-file/parse-network-file.ts';
import type { ImportSummary, ListSummary } from '../features/network/import-summary.ts';
import { importSwept } from './import-swept.ts';
import { complain, DONE, REFUSED, UNUSABLE, withServices } from './network-command.ts';
import { readNetworkFile } from './read-network-file.ts';

const USAGE = 'usage: node run.mjs import FILE [--demo]';
/** Below it, an import is over before anybody wonders. */
const LARGE = 500;

/** `import FILE [--demo]`: faults one a line on stderr, what changed on stdout. 0 done, 1 refused, 2 unusable. */
export async function run(args: readonly string[]): Promise<number> {
  const demo = args.includes('--demo');
  const [path, ...more] = args.filter((arg) => arg !== '--demo');
  if (path === undefined || more.length > 0 || path.startsWith('--')) {
    complain(USAGE);
    return UNUSABLE;
  }

  try {
    const value = await readNetworkFile(path);
    return await withServices(async (services) => {
      const summary = await importSwept(services, value, { demo, onProgress: showProgress });
      process.stdout.write(describe(path, summary));
      return DONE;
    });
  } catch (error) {
    if (error instanceof UnreadableFile) {
      complain(`${path} ${error.message}`);
      return UNUSABLE;
    }
    if (!(error instanceof NetworkFaults)) throw error;
    complain(...error.lines);
    return REFUSED;
  }
}

function showProgress(done: number, total: number): void {
  if (total >= LARGE && done % Math.ceil(total / 10) === 0) complain(`${done} of ${total} …`);
}

function describe(path: string, { changed, lists }: ImportSummary): string {
  if (!changed) return `${path}: nothing changed\n`;

  const width = Math.max(...Object.keys(lists).map((name) => name.length));
  const lines = Object.entries(lists)
    .map(([name, list]) => [name.padEnd(width), countsOf(list)])
    .filter(([, counts]) => counts !== '');
  return `${path}: imported\n${lines.map((line) => `  ${line.join('  ')}\n`).join('')}`;
}

function countsOf(list: ListSummary): string {
  return Object.entries(list)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
