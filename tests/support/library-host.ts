import { readConfig } from '../../api/config.ts';
import { loadDemo } from '../../api/cli/load-demo.ts';
import { importNetwork } from '../../api/features/network/import-network.ts';
import { openServices } from '../../api/services.ts';
import { startLibrary, type Library } from '../../api/start-library.ts';

/**
 * A program that serves many libraries, each as `start` does, at addresses of their own: what a server costs before it serves
 * is the loading of its code, which is the same for all of them. Asked by the process that forked it, and gone with it.
 */
export type HostQuestion =
  | { ask: 'start'; environment: Record<string, string> }
  /** A network file, or the demonstration, into a new folder. */
  | { ask: 'import'; environment: Record<string, string>; network?: object }
  | { ask: 'stop'; address: string };

export interface HostAnswer {
  to: number;
  address?: string;
  fault?: string;
}

/** What is tried behind it is what a screen does, not how long guessing takes. A hash says itself what it cost. */
const LIGHT = { memory: 64, passes: 1, lanes: 1 };

const open = new Map<string, Library>();

async function answer(question: HostQuestion): Promise<string | undefined> {
  switch (question.ask) {
    case 'start': {
      const library = await startLibrary('start', { ...process.env, ...question.environment });
      open.set(library.address, library);
      return library.address;
    }
    case 'stop': {
      await open.get(question.address)?.stop();
      open.delete(question.address);
      return undefined;
    }
    case 'import': {
      const config = readConfig({ ...process.env, ...question.environment }, { demo: true });
      const services = await openServices(config, { createKeys: true, hashing: LIGHT });
      try {
        await (question.network ? importNetwork(services, question.network, { demo: true }) : loadDemo(services));
      } finally {
        await services.close();
      }
    }
  }
}

process.on('message', (message: HostQuestion & { id: number }) => {
  const tell = (told: Omit<HostAnswer, 'to'>) => process.send?.({ to: message.id, ...told } satisfies HostAnswer);
  void answer(message).then(
    (address) => tell({ ...(address !== undefined && { address }) }),
    (error: Error) => tell({ fault: error.stack ?? error.message }),
  );
});
process.on('disconnect', () => process.exit());
