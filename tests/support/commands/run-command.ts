import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { COMPILED } from '../child-program.ts';
import { root } from '../source-tree.ts';
import type { CommandAnswer, CommandQuestion } from './command-host.ts';

/** What a command answered, and wrote. */
export interface Said {
  status: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command of `api/cli` in the process that runs all of this worker's. That each is a program of its own is shown where one
 * is run as an operator does (runProgram, launcher.test.ts). `environment`: all that it is told.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  environment: CommandQuestion['environment'],
): Promise<Said> {
  host ??= new CommandHost();
  const { status, stdout, stderr } = await host.ask({ command, args, environment });
  return { status, stdout, stderr };
}

let host: CommandHost | undefined;

/** One for each worker: it is forked when it is first asked, and ends with the worker. */
class CommandHost {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, { done(answer: CommandAnswer): void; failed(fault: Error): void }>();
  #lastId = 0;

  constructor() {
    this.#child = fork(join(root, 'tests/support/commands/command-host.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...COMPILED, ...process.env },
    });
    this.#child.on('message', (answer: CommandAnswer) => {
      this.#asked.get(answer.to)?.done(answer);
      this.#asked.delete(answer.to);
    });
    this.#child.once('exit', (code) => {
      host = undefined;
      for (const { failed } of this.#asked.values()) failed(new Error(`the commands' process ended with ${code}`));
    });
  }

  ask(question: Omit<CommandQuestion, 'id'>): Promise<CommandAnswer> {
    const id = ++this.#lastId;
    return new Promise((done, failed) => {
      this.#asked.set(id, { done, failed });
      this.#child.send({ ...question, id } satisfies CommandQuestion);
    });
  }
}
