import { signInTable } from './cli/sign-in-table.ts';
import { ConfigFaults } from './config.ts';
import { faultFields, logToStderr } from './http/log.ts';
import { CannotStart, startLibrary, type Library } from './start-library.ts';
import { CannotOpen } from './storage/engine/cannot-open.ts';
import { demonstrationPeople } from './storage/stores/person-store.ts';

async function main(command: string | undefined): Promise<void> {
  if (command !== 'start' && command !== 'serve') throw new CannotStart('usage: node run.mjs start | serve');
  const library = await startLibrary(command, process.env);
  stopOnSignals(library);
  await announce(library);
}

const ONE_REQUEST_MS = 1000;

function stopOnSignals(library: Library): void {
  let stoppingSince: number | undefined;
  const stop = async () => {
    if (stoppingSince !== undefined) {
      // Asked twice: somebody does not want to wait for what still runs. One request may come as two signals at once, though:
      // to the whole group, and handed on by the launcher.
      if (performance.now() - stoppingSince > ONE_REQUEST_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    logToStderr({ level: 'info', event: 'stopping' });
    await library.stop();
    logToStderr({ level: 'info', event: 'stopped' });
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

async function announce({ services, config, address, figures }: Library): Promise<void> {
  if (config.production) {
    logToStderr({ level: 'info', event: 'started' });
    process.stdout.write(`Quietroom serves ${address}\n${figures ? `Figures for Prometheus: ${figures}\n` : ''}`);
    return;
  }
  const people = await demonstrationPeople(services.database.reader);
  process.stdout.write(`${signInTable(people)}\nQuietroom is open at ${address}\nStop it with Ctrl+C.\n`);
}

function give(fault: unknown): void {
  if (fault instanceof ConfigFaults) {
    const lines = fault.faults.map(({ variable, message }) => `  ${variable} ${message}`);
    process.stderr.write(`Quietroom does not start:\n${lines.join('\n')}\n`);
  } else if (fault instanceof CannotOpen || fault instanceof CannotStart) {
    process.stderr.write(`${fault.message}\n`);
  } else {
    logToStderr({ level: 'error', event: 'internal', ...faultFields(fault) });
  }
  process.exit(1);
}

process.on('uncaughtException', give);
process.on('unhandledRejection', give);
await main(process.argv[2]).catch(give);
