import { pathToFileURL } from 'node:url';
import { requestOf, type Asked } from '../api.ts';
import type { Server } from '../checker/told-log.ts';
import { startApi, startProgram, type ChildProgram } from '../child-program.ts';
import { join } from 'node:path';
import { root } from '../source-tree.ts';

export interface ProcessOptions {
  /** More of the environment. */
  env?: Record<string, string>;
  /** Modules of the repository that the process loads before its own: how a control is made worse than the product. */
  preload?: readonly string[];
  /** What is loaded before changes modules of ours, and not of Node: these have to be loaded one by one. */
  asModules?: boolean;
}

/**
 * `node api/main.ts serve` on a library of `realLibrary`: a process of its own, asked over the network, that can be killed and
 * started again. Clients keep this object; where it listens changes with each start.
 */
export class ApiProcess implements Server {
  readonly #place: { databaseUrl: string; dataDir: string };
  readonly #options: ProcessOptions;
  #program: ChildProgram | undefined;
  #back: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(place: { databaseUrl: string; dataDir: string }, options: ProcessOptions = {}) {
    this.#place = place;
    this.#options = options;
  }

  static async start(
    place: { databaseUrl: string; dataDir: string },
    options: ProcessOptions = {},
  ): Promise<ApiProcess> {
    const process = new ApiProcess(place, options);
    await process.start();
    return process;
  }

  get pid(): number {
    return this.#running.pid;
  }

  /** What it holds in memory. */
  get rssMb(): number {
    return this.#running.rssMb();
  }

  get url(): string {
    return this.#running.url;
  }

  /** All that it has printed since it was last started. */
  get output(): string {
    return this.#running.output();
  }

  /** @throws Error with what it said, where it does not start */
  async start(): Promise<void> {
    const { env = {}, preload = [], asModules = false } = this.#options;
    const imports = preload.map((path) => `--import=${pathToFileURL(join(root, path)).href}`);
    const whole = {
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: this.#place.databaseUrl,
      DATA_DIR: this.#place.dataDir,
      ...(imports.length > 0 && { NODE_OPTIONS: imports.join(' ') }),
      ...env,
    };
    this.#program = await (asModules ? startProgram('api/main.ts', ['serve'], whole) : startApi(['serve'], whole));
    this.#back.resolve();
  }

  /** @returns once it is gone */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const { pid, ended } = this.#running;
    this.#back = Promise.withResolvers();
    process.kill(pid, signal);
    return ended;
  }

  /** As an operator stops it. @returns its exit code */
  stop(): Promise<number | null> {
    return this.kill('SIGTERM');
  }

  /** Resolves while it runs, or once it has been started again: for `Line.untilBack`. */
  untilBack = (): Promise<void> => this.#back.promise;

  /** @throws TypeError of fetch, where it cannot be reached or is gone before it has answered */
  request = (path: string, asked: Asked = {}): Promise<Response> => fetch(this.url + path, requestOf(asked));

  get #running(): ChildProgram {
    if (!this.#program) throw new Error('the process has not been started');
    return this.#program;
  }
}
