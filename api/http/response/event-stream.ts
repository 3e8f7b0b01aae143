import type { ServerResponse } from 'node:http';

/** At most one event of a kind in so long. */
const EVENT_MS = 100;
/** Parts that may wait unread beyond the socket's own buffers. */
const MAX_UNREAD = 16;
/** How long a browser waits before it comes back, where the line was cut. */
const RETRY_MS = 2_000;

const bytes = new TextEncoder();
const BEAT = bytes.encode(':\n\n');
const OPENING = bytes.encode(`retry: ${RETRY_MS}\n\n`);

/** A name and nothing else: what happened is asked for by whoever may see it. */
const eventBytes = (name: string) => bytes.encode(`event: ${name}\ndata: {}\n\n`);

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) without content. Whoever does not read
 * is dropped: nothing piles up for a device that has gone.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #outgoing: ServerResponse | undefined;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #over: (() => void) | undefined;
  #saidAt = -Infinity;
  #waiting: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(outgoing?: ServerResponse) {
    this.#outgoing = outgoing;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        cancel: () => this.#finish(),
      },
      new CountQueuingStrategy({ highWaterMark: MAX_UNREAD }),
    );
    this.#send(OPENING);
  }

  /** Called once when the stream is over, for whatever reason. */
  onClose(over: () => void): void {
    if (this.#closed) over();
    else this.#over = over;
  }

  /** Something has changed. What comes in the next moment is said with it, in one event. */
  change(): void {
    if (this.#closed || this.#waiting) return;
    const wait = this.#saidAt + EVENT_MS - performance.now();
    if (wait <= 0) return this.#say();
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      this.#say();
    }, wait).unref();
  }

  /** A comment, so that nobody in between takes the line for dead. */
  beat(): void {
    this.#send(BEAT);
  }

  /** The sign-in is over: the device is told, and not to come back. */
  end(): void {
    this.#send(eventBytes('ended'));
    this.close();
  }

  close(): void {
    if (this.#closed) return;
    const unread = (this.#controller.desiredSize ?? 0) < MAX_UNREAD;
    this.#controller.close();
    this.#finish();
    // What is still in the queue of somebody who reads goes out first; a server that stops waits for nobody else.
    if (unread) setTimeout(() => this.#outgoing?.destroy(), EVENT_MS).unref();
  }

  #say(): void {
    this.#saidAt = performance.now();
    this.#send(eventBytes('change'));
  }

  #send(part: Uint8Array): void {
    if (this.#closed) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) return this.#drop();
    this.#controller.enqueue(part);
  }

  #drop(): void {
    this.#finish();
    // Closing the socket ends the stream too; where there is none, the reader is told.
    if (this.#outgoing) this.#outgoing.destroy();
    else this.#controller.error(new Error('nobody reads'));
  }

  #finish(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#waiting);
    this.#over?.();
  }
}
