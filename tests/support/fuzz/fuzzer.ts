import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '../../load/fill-branch.ts';
import type { Server } from '../checker/told-log.ts';
import type { Drawing } from './draw-input.ts';
import { askedOf, drawRequest, type Askers, type FuzzRequest } from './draw-request.ts';
import { judgeAnswer, LONGEST_MS, type Heard } from './judge-answer.ts';
import type { Operation, ReadDocument } from './openapi-operations.ts';
import { Remembered } from './remembered.ts';

/** A machine that has much to do is given time; whoever is never answered is found all the same. */
const HANGS_MS = 30_000;
const MOST_KEYED = 200;
const MOST_AGAIN = 5;

export interface Found {
  /** Where in its round it stands: the same seed comes to it again. */
  place: number;
  fault: string;
  request: FuzzRequest;
  heard: Heard;
}

export interface FuzzTerms {
  server: Server;
  document: ReadDocument;
  askers: Omit<Askers, 'keyed' | 'refused'>;
  seed: number;
  now: () => number;
  /** So long a request is waited for before it is said to hang. */
  hangsMs?: number;
}

/** Asks one random thing after the other, knows what it was told, and judges each answer by the document alone. */
export class Fuzzer {
  readonly remembered = new Remembered();
  readonly statuses: Record<string, number> = {};
  /** Operations that were done at least once. */
  readonly done = new Set<string>();
  readonly found: Found[] = [];
  readonly #terms: FuzzTerms;
  readonly #random: () => number;
  readonly #keyed: FuzzRequest[] = [];
  readonly #refused = new Set<string>();
  readonly #answered = new Map<string, Heard>();
  #place = 0;

  constructor(terms: FuzzTerms) {
    this.#terms = terms;
    this.#random = seeded(terms.seed);
  }

  async step(): Promise<{ request: FuzzRequest; heard: Heard; operation: Operation | undefined }> {
    const { document, askers, now } = this.#terms;
    const drawing: Drawing = {
      random: this.#random,
      schemas: document.schemas,
      remembered: this.remembered,
      now: now(),
    };
    const request = drawRequest(drawing, document, { ...askers, keyed: this.#keyed, refused: this.#refused });
    const place = this.#place++;

    const heard = await this.#send(request);
    // A machine that does too much at once is slow, too: what is slow is slow again.
    for (let again = 0; heard.ms > LONGEST_MS && heard.status > 0 && again < MOST_AGAIN; again++)
      heard.ms = (await this.#send(request)).ms;
    const fault = judgeAnswer(document, request, heard) ?? this.#otherwise(request, heard);
    if (fault !== undefined) this.found.push({ place, fault, request, heard });

    const operation = document.operationAt(request.method, new URL(request.path, 'http://localhost').pathname);
    this.statuses[heard.status] = (this.statuses[heard.status] ?? 0) + 1;
    if (heard.status < 300 && operation) this.done.add(operation.id);
    const isRefused =
      heard.text.includes('"forbidden"') || (heard.status === 401 && !request.caller.person && operation?.isSignedIn);
    if (isRefused && operation) this.#refused.add(`${operation.id} ${request.caller.name}`);
    if (
      heard.status < 300 &&
      heard.type.startsWith('application/json') &&
      heard.text !== '' &&
      !SAYS_NOTHING.has(operation?.id ?? '')
    )
      this.remembered.take(JSON.parse(heard.text));
    return { request, heard, operation };
  }

  /** The same key and body have the same answer. */
  #otherwise(request: FuzzRequest, heard: Heard): string | undefined {
    const { key } = request;
    if (key === undefined) return undefined;
    const before = this.#answered.get(key);
    if (!before) {
      this.#keyed.push(request);
      if (this.#keyed.length > MOST_KEYED) this.#keyed.shift();
    }
    if (heard.status >= 300) return undefined;
    if (!before) this.#answered.set(key, heard);
    return before && before.text !== heard.text ? 'the same key was answered otherwise' : undefined;
  }

  async #send(request: FuzzRequest): Promise<Heard> {
    const began = performance.now();
    const timer = new AbortController();
    const hung = after(this.#terms.hangsMs ?? HANGS_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    const answered = this.#terms.server.request(request.path, askedOf(request));
    const answer = await Promise.race([answered, hung]);
    timer.abort();
    if (!answer) return { status: 0, type: '', text: '', ms: performance.now() - began };

    const type = answer.headers.get('content-type') ?? '';
    const isStream = type === 'text/event-stream';
    if (isStream) await answer.body?.cancel();
    const text = isStream ? '' : await answer.text();
    return { status: answer.status, type, text, ms: performance.now() - began };
  }
}

/** The document itself would fill the memory with its examples. */
const SAYS_NOTHING = new Set(['readDocument']);

/** All that it takes to send it once more by hand. */
export function told({ place, fault, request, heard }: Found, seed: number): string {
  const { method, path, caller, headers, body } = request;
  const sent = typeof body === 'string' ? body : body && Buffer.from(body).toString('base64');
  return [
    `${fault}\n  SEED=${seed} replays it (request ${place} of its round)`,
    `  ${method} ${path} as ${caller.name}`,
    ...headers.filter(([name]) => name !== 'cookie').map(([name, value]) => `  ${name}: ${value.slice(0, 200)}`),
    `  ${sent?.slice(0, 2000) ?? '(no body)'}`,
    `  → ${heard.status} ${heard.type} ${heard.text.slice(0, 500)}`,
  ].join('\n');
}
