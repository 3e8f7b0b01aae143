/**
 * A program that runs the project's commands one after the other, as their own processes would: what a command costs before it
 * begins is the loading of its code, which is nearly the same for all. Asked by the process that forked it, and gone with it.
 */
export interface CommandQuestion {
  id: number;
  /** Its file in `api/cli`, without `.ts`. */
  command: string;
  args: readonly string[];
  environment: Record<string, string | undefined>;
}

export interface CommandAnswer {
  to: number;
  status: number;
  stdout: string;
  stderr: string;
}

async function answer({ id, command, args, environment }: CommandQuestion): Promise<CommandAnswer> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  const said = { stdout: '', stderr: '' };
  const real = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const stream of ['stdout', 'stderr'] as const)
    process[stream].write = (part: string | Uint8Array) => {
      said[stream] += typeof part === 'string' ? part : Buffer.from(part).toString();
      return true;
    };
  try {
    const { run } = (await import(`../../../api/cli/${command}.ts`)) as {
      run(given: readonly string[]): Promise<number>;
    };
    return { to: id, status: await run(args), ...said };
  } catch (error) {
    // As Node ends a program that threw.
    return { to: id, status: 1, stdout: said.stdout, stderr: `${said.stderr}${(error as Error).stack}\n` };
  } finally {
    for (const stream of ['stdout', 'stderr'] as const) process[stream].write = real[stream];
  }
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', (question: CommandQuestion) => {
  last = last.then(async () => process.send?.(await answer(question)));
});
process.on('disconnect', () => process.exit());
