import type { Asked } from '../api.ts';

/** One wish of one client, however often it was sent: always under the same key. */
export interface Intent {
  actor: string;
  key: string;
  path: string;
  json: unknown;
  tries: number;
  /** What the client heard in the end; undefined where it gave up without an answer. */
  answer: { status: number; body: Told } | undefined;
  /** Was there before the log began: what it was answered nobody wrote down. */
  isForeign?: true;
}

/** What of an answer the checker reads. */
export interface Told {
  code?: string;
  booking?: ToldBooking;
  /** What a counsellor is told of a next appointment. */
  session?: { visits?: { booking: string }[] };
  /** Of items that devices told. */
  results?: { id: string; outcome: string; code?: string }[];
}

/** A patron reads `id` and the price; a desk and a counsellor read `booking`, and no price. */
export interface ToldBooking {
  id: string;
  booking?: string;
  state: string;
  startsAt: string;
  alias: string;
  price?: { total: { amount: number } };
}

/** Whatever answers requests: the app in this process, or a process of its own. */
export interface Server {
  request(path: string, asked?: Asked): Promise<Response>;
}

/** How a line to the server fails: a share of requests never arrives, a share of answers never comes back. */
export interface Line {
  random: () => number;
  lost: number;
  /** After a request that failed on its way, as when the server was killed: resolves when it is worth another try. */
  untilBack?(): Promise<void>;
}

const GOOD: Line = { random: () => 1, lost: 0 };
const MOST_TRIES = 60;
/** Told to ask again: the first of the two is still at work, or nothing can be written right now. */
const AGAIN = new Set(['twin_running', 'cannot_write']);

/** All that clients of a test wanted and were told: what the checker holds the database against. */
export class ToldLog {
  readonly intents: Intent[] = [];

  client(server: Server, actor: string, cookie: string, line: Line = GOOD): LoggedClient {
    return new LoggedClient(this, server, { actor, cookie, line });
  }
}

/** A client as the app is one: it keeps its key and asks until it is told. */
export class LoggedClient {
  readonly #log: ToldLog;
  readonly #server: Server;
  readonly #terms: { actor: string; cookie: string; line: Line };

  constructor(log: ToldLog, server: Server, terms: { actor: string; cookie: string; line: Line }) {
    this.#log = log;
    this.#server = server;
    this.#terms = terms;
  }

  /** @param freshKeys a control: what a client does that thinks of a new key for every try */
  async ask(path: string, json: unknown = {}, { freshKeys = false } = {}): Promise<Intent> {
    const { actor } = this.#terms;
    const intent: Intent = { actor, key: crypto.randomUUID(), path, json, tries: 0, answer: undefined };
    this.#log.intents.push(intent);
    while (!intent.answer && intent.tries < MOST_TRIES) {
      intent.tries++;
      const key = freshKeys ? crypto.randomUUID() : intent.key;
      const answer = await this.#overTheLine(path, { json, key });
      if (answer && !AGAIN.has(answer.body.code ?? '')) intent.answer = answer;
    }
    return intent;
  }

  async #overTheLine(path: string, asked: Asked): Promise<Intent['answer']> {
    const { cookie, line } = this.#terms;
    if (line.random() < line.lost / 2) return undefined;
    try {
      const answer = await this.#server.request(path, { ...asked, cookie });
      const text = await answer.text();
      if (line.random() < line.lost / 2) return undefined;
      return { status: answer.status, body: text === '' ? {} : told(JSON.parse(text) as Told) };
    } catch (fault) {
      if (!line.untilBack) throw fault;
      await line.untilBack();
      return undefined;
    }
  }
}

/** What a desk is told has the booking's id under another name. */
export function told({ booking, ...rest }: Told): Told {
  return booking ? { ...rest, booking: { ...booking, id: booking.id ?? booking.booking! } } : rest;
}
