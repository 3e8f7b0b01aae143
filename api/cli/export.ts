import { exportNetwork } from '../features/network/export-network.ts';
import { complain, DONE, REFUSED, UNUSABLE, withServices } from './network-command.ts';

/** `export`: the network file on stdout. 0 done, 1 nothing was imported yet, 2 unusable. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    complain('usage: node run.mjs export');
    return UNUSABLE;
  }

  return withServices(async (services) => {
    const file = await exportNetwork(services);
    if (!file) {
      complain('there is no network yet: import one first');
      return REFUSED;
    }
    process.stdout.write(`${JSON.stringify(file, null, 2)}\n`);
    return DONE;
  });
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
