import { parseArgs } from 'node:util';
import { CannotIssue, issueCodes } from '../features/codes/issue-codes.ts';
import { complain, DONE, REFUSED, UNUSABLE, withServices } from './network-command.ts';

const USAGE = 'usage: node run.mjs codes issue DISCOUNT --count N';

/** `codes issue DISCOUNT --count N`: new codes on stdout, one a line and nothing else. 0 done, 1 refused, 2 unusable. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    complain(USAGE);
    return UNUSABLE;
  }

  return withServices(async (services) => {
    try {
      const codes = await issueCodes(services, asked.discount, asked.count);
      process.stdout.write(codes.map((code) => `${code}\n`).join(''));
      return DONE;
    } catch (error) {
      if (!(error instanceof CannotIssue)) throw error;
      complain(error.message);
      return REFUSED;
    }
  });
}

function readArguments(args: readonly string[]): { discount: string; count: number } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { count: { type: 'string' } },
      allowPositionals: true,
    });
    const [verb, discount, ...more] = positionals;
    if (verb !== 'issue' || discount === undefined || more.length > 0 || !/^\d{1,9}$/.test(values.count ?? '')) {
      return undefined;
    }
    return { discount, count: Number(values.count) };
  } catch {
    return undefined;
  }
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
