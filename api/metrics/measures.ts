import type { Log } from '../http/log.ts';
import type { Outlet, Outlets } from '../outlets/outlet.ts';
import type { Services } from '../storage/context.ts';
import { exposition, gauge, type Family } from './exposition.ts';
import { Counter } from './instruments.ts';
import { LibraryFigures } from './library-figures.ts';
import { ProcessFigures } from './process-figures.ts';
import { RequestFigures } from './request-figures.ts';
import { WriteFigures } from './write-figures.ts';

/**
 * All that this process counts, from its start on. No figure names a person, a service, a branch or a time: docs/metrics.md
 * says what each is for.
 */
export class Measures {
  readonly requests = new RequestFigures();
  readonly writes = new WriteFigures();
  readonly #process = new ProcessFigures();
  readonly #messages = new Counter(
    'quietroom_messages_total',
    'Messages handed to an outlet, codes for signing in among them, by what became of them.',
    ['outlet', 'outcome'],
  );
  readonly #lines = new Counter('quietroom_log_lines_total', 'Lines of the log, by level and event.', [
    'level',
    'event',
  ]);
  #library: LibraryFigures | undefined;
  #about: Family | undefined;

  outlets(outlets: Outlets): Outlets {
    const counted = (name: string, outlet: Outlet | undefined): Outlet | undefined =>
      outlet && {
        send: async (to, message) => {
          try {
            await outlet.send(to, message);
          } catch (fault) {
            this.#messages.add(name, 'failed');
            throw fault;
          }
          this.#messages.add(name, 'sent');
        },
      };
    return { email: counted('email', outlets.email), phone: counted('phone', outlets.phone) };
  }

  log(log: Log): Log {
    return (line) => {
      this.#lines.add(line.level, line.event);
      log(line);
    };
  }

  /** From when the database is open. */
  of(
    services: Pick<Services, 'database'>,
    { version, everyHours }: { version: string; everyHours: number | undefined },
  ) {
    this.#library = new LibraryFigures(services, everyHours);
    const { engine } = services.database;
    this.#about = gauge('quietroom_info', 'What is running.', 1, { version, engine });
  }

  async text(): Promise<string> {
    return exposition([
      ...(this.#about ? [this.#about] : []),
      ...((await this.#library?.families()) ?? []),
      ...this.requests.families(),
      ...this.writes.families(),
      this.#messages.family(),
      this.#lines.family(),
      ...this.#process.families(),
    ]);
  }

  close(): void {
    this.#process.close();
  }
}
