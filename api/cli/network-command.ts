import { readConfig, ConfigFaults } from '../config.ts';
import { openServices, type OpenOptions, type OpenServices } from '../services.ts';
import { CannotBackUp } from '../storage/backup/cannot-back-up.ts';
import { CannotOpen } from '../storage/engine/cannot-open.ts';
import { CannotWrite } from '../storage/engine/database.ts';

/** Exit codes of commands: done, refused, not understood or not possible. */
export const DONE = 0;
export const REFUSED = 1;
export const UNUSABLE = 2;

/** Prints lines to where people look for what went wrong. */
export function complain(...lines: string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

/** Runs a command on the database that the environment names; it is made where there is none. Answers the exit code. */
export async function withServices(
  work: (services: OpenServices) => Promise<number>,
  options: Pick<OpenOptions, 'asFound' | 'createKeys'> = {},
): Promise<number> {
  let services: OpenServices | undefined;
  try {
    services = await openServices(readConfig(process.env), { createKeys: true, ...options });
    return await work(services);
  } catch (error) {
    if (!isForOperator(error)) throw error;
    complain(error.message);
    return UNUSABLE;
  } finally {
    await services?.close();
  }
}

/** What whoever runs the command can put right; its message says how. */
export function isForOperator(error: unknown): error is Error {
  return [ConfigFaults, CannotOpen, CannotWrite, CannotBackUp].some((kind) => error instanceof kind);
}
