import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './source-tree.ts';

/** A program of the project that runs beside the test: started, asked for its memory, stopped. */
export interface ChildProgram {
  /** The first `http://…` address that it printed. */
  url: string;
  pid: number;
  output(): string;
  rssMb(): number;
  /** Processor time that it has used, all threads; NaN where the system has no /proc. */
  cpuMs(): number;
  /** Resolves with its exit code once it is gone. */
  ended: Promise<number | null>;
  /** Asks it to stop and waits. @returns its exit code */
  stop(): Promise<number | null>;
}

const PATIENCE = 60_000;

/** As run.mjs does: what Node made of our TypeScript the last time. */
export const COMPILED = { NODE_COMPILE_CACHE: join(root, '.cache/compiled') };

/** Starts a program that says where it listens. `path` is from the repository's root. */
export function startProgram(path: string, args: string[], env: Record<string, string> = {}): Promise<ChildProgram> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', resolve(root, path), ...args], {
    env: { ...COMPILED, ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((done) => child.once('exit', done));

  return new Promise((ready, failed) => {
    const patience = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`${path} said no address within ${PATIENCE / 1000} s:\n${output}`));
    }, PATIENCE);

    const read = (part: Buffer) => {
      output += part.toString();
      const url = /https?:\/\/[\w.[\]:]+:\d+/.exec(output)?.[0];
      if (!url) return;
      clearTimeout(patience);
      ready({
        url,
        pid: child.pid ?? 0,
        output: () => output,
        rssMb: () => rssMb(child.pid ?? 0),
        cpuMs: () => cpuMs(child.pid ?? 0),
        ended,
        stop: async () => {
          child.kill('SIGTERM');
          return ended;
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(patience);
      failed(new Error(`${path} ended with ${code}:\n${output}`));
    });
  });
}

/**
 * The service in a process of its own, for tests that are not about how it is started: from the one file into which its modules
 * were put before (api-program.ts), where they were.
 */
export function startApi(args: string[], env: Record<string, string> = {}): Promise<ChildProgram> {
  return startProgram(process.env.TEST_API_PROGRAM ?? 'api/main.ts', args, env);
}

/** Runs a program to its end. @returns what it printed; @throws with everything it said when it failed */
export function runProgram(path: string, args: string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, path), ...args], {
    env: { ...COMPILED, ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function rssMb(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kb) / 1024;
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  }
}

/** Clock ticks are hundredths of a second on every Linux. */
function cpuMs(pid: number): number {
  try {
    // The program's name may have spaces and stands in brackets; user and system time are the 14th and 15th field of all.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
