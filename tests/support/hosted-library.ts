import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { COMPILED } from './child-program.ts';
import type { HostAnswer, HostQuestion } from './library-host.ts';
import { root } from './source-tree.ts';

/** A server that a library is visited at. */
export interface LibraryServer {
  url: string;
  /** What it printed, the messages among it that a real one would send. */
  output(): string;
  stop(): Promise<unknown>;
}

/** Serves a library in the process that serves all of this worker's. It cannot be killed without the others. */
export async function startHosted(environment: Record<string, string>): Promise<LibraryServer> {
  const host = theHost();
  const since = host.printed.length;
  const url = await host.ask({ ask: 'start', environment });
  if (url === undefined) throw new Error('the library has no address');
  return { url, output: () => host.printed.slice(since), stop: () => host.ask({ ask: 'stop', address: url }) };
}

/** Makes a library of a network file, or of the demonstration, whose secrets are hashed at next to no cost. */
export async function importHosted(environment: Record<string, string>, network?: object): Promise<void> {
  await theHost().ask({ ask: 'import', environment, ...(network && { network }) });
}

let host: Host | undefined;

function theHost(): Host {
  return (host ??= new Host());
}

/** One for each worker: it is forked when it is first asked, and ends with the worker. */
class Host {
  printed = '';
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, { done(address?: string): void; failed(fault: Error): void }>();
  #lastId = 0;

  constructor() {
    this.#child = fork(join(root, 'tests/support/library-host.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...COMPILED, ...process.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const read = (part: Buffer) => void (this.printed += part.toString());
    this.#child.stdout?.on('data', read);
    this.#child.stderr?.on('data', read);
    this.#child.on('message', ({ to, address, fault }: HostAnswer) => {
      const asked = this.#asked.get(to);
      this.#asked.delete(to);
      if (fault === undefined) asked?.done(address);
      else asked?.failed(new Error(fault));
    });
    this.#child.once('exit', (code) => {
      host = undefined;
      const fault = new Error(`the libraries' process ended with ${code}:\n${this.printed.slice(-4_000)}`);
      for (const { failed } of this.#asked.values()) failed(fault);
    });
  }

  ask(question: HostQuestion): Promise<string | undefined> {
    const id = ++this.#lastId;
    return new Promise((done, failed) => {
      this.#asked.set(id, { done, failed });
      this.#child.send({ ...question, id });
    });
  }
}
