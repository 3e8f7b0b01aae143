import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startProgram, type ChildProgram } from '../support/child-program.ts';
import { root } from '../support/source-tree.ts';
import type { BareAnswer } from './bare-server.ts';
import { LoadConnection, type LoadRequest } from './http-client.ts';
import type { Job, Measured } from './load-generator.ts';

export const progress = (text: string) => console.error(`… ${text}`);

export interface Loaded extends Measured {
  /** Of the server, for each request. */
  cpuUs: number;
}

/** The product beside its floor. */
export interface Compared {
  ours: Loaded;
  bare: Loaded;
}

export interface Effort {
  seconds: number;
  rounds: number;
  /** Before each measurement, unmeasured, for the product and for its floor: a server runs for months, not for seconds. */
  warmUpSeconds: number;
}

const READS_PER_WRITE = 100;
const WRITES_A_ROUND = 60;

/** How this run measures: how long, how often, and with which folder for what goes between the programs. */
export class Measuring {
  /** The most that a server was seen to hold while it was under load. */
  memoryUnderLoad = 0;
  readonly effort: Effort;
  readonly folder: string;
  #jobs = 0;

  constructor(folder: string, effort: Effort) {
    this.folder = folder;
    this.effort = effort;
  }

  /**
   * The product, and bare Hono sending the very bytes that the product had answered; one write among a hundred reads. In turns,
   * so that a machine that is slow for a while is slow for both; the round whose share is the median counts. Processor time
   * stands beside it, since a neighbour's work takes answers from a server but hardly makes an answer more work.
   */
  async besideBare(
    server: ChildProgram,
    reads: LoadRequest[],
    { holds, clients }: { holds: LoadRequest[]; clients: readonly number[] },
  ): Promise<Map<number, Compared>> {
    const bareServer = await this.#startBare(server, reads);
    try {
      // Writes too: the first ones are compiled, and read what they need from a large file.
      const writes = holds.splice(0, WRITES_A_ROUND);
      const warm = { reads, writes, clients: Math.max(...clients.filter((many) => many <= 8)) };
      await this.warmUp(bareServer, warm);
      await this.warmUp(server, warm);
      const found = new Map<number, Compared>();
      for (const many of clients) {
        const rounds: Compared[] = [];
        for (let round = 0; round < this.effort.rounds; round++) {
          const part = { reads, writes: holds.splice(0, WRITES_A_ROUND), clients: many };
          const bare = await this.load(bareServer, part);
          rounds.push({ bare, ours: await this.load(server, part) });
        }
        found.set(many, typical(rounds));
      }
      return found;
    } finally {
      await bareServer.stop();
    }
  }

  async warmUp(server: ChildProgram, part: Part): Promise<void> {
    await this.runJob<Measured>('tests/load/load-generator.ts', jobOf(server, part, this.effort.warmUpSeconds));
  }

  async load(server: ChildProgram, part: Part): Promise<Loaded> {
    const before = server.cpuMs();
    const note = () => (this.memoryUnderLoad = Math.max(this.memoryUnderLoad, server.rssMb()));
    const watch = setInterval(note, 100);
    const measured = await this.runJob<Measured>(
      'tests/load/load-generator.ts',
      jobOf(server, part, this.effort.seconds),
    );
    clearInterval(watch);
    const odd = Object.keys(measured.statuses).filter((status) => !['200', '201', '304'].includes(status));
    if (odd.length > 0) progress(`statuses: ${JSON.stringify(measured.statuses)}`);
    return { ...measured, cpuUs: ((server.cpuMs() - before) * 1000) / measured.requests };
  }

  /** Runs a program of tests/load that reads its job from a file and prints its result as JSON. */
  async runJob<Result>(path: string, job: unknown, env: Record<string, string> = {}): Promise<Result> {
    const file = join(this.folder, `job-${this.#jobs++ % 8}.json`);
    writeFileSync(file, JSON.stringify(job));
    const args = ['--disable-warning=ExperimentalWarning', join(root, path), file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
  }

  async #startBare(server: ChildProgram, reads: LoadRequest[]): Promise<ChildProgram> {
    const answers: Record<string, BareAnswer> = {};
    const connection = new LoadConnection(server.url);
    for (const read of reads) {
      const { status, body } = await connection.send(read);
      if (status !== 200 && status !== 304) throw new Error(`${read.path} answered ${status}: ${body}`);
      answers[read.path] = { status, body };
    }
    connection.close();
    const file = join(this.folder, 'answers.json');
    writeFileSync(file, JSON.stringify(answers));
    return startProgram('tests/load/bare-server.ts', [file]);
  }
}

interface Part {
  reads: LoadRequest[];
  writes: LoadRequest[];
  clients: number;
  pairs?: boolean;
}

function jobOf(server: ChildProgram, { pairs = false, ...part }: Part, seconds: number): Job {
  return { origin: server.url, seconds, readsPerWrite: READS_PER_WRITE, pairs, ...part };
}

function typical(rounds: Compared[]): Compared {
  const sorted = rounds.toSorted((one, other) => shareOf(one) - shareOf(other));
  const { ours, bare } = sorted[Math.floor(rounds.length / 2)] as Compared;
  const middle = (side: keyof Compared) => median(rounds.map((round) => round[side].cpuUs));
  return { ours: { ...ours, cpuUs: middle('ours') }, bare: { ...bare, cpuUs: middle('bare') } };
}

export function shareOf({ ours, bare }: Compared): number {
  return ours.perSecond / bare.perSecond;
}

export function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}
