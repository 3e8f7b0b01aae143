import type { ServerResponse } from 'node:http';

const SMALLEST = 65_536;
/** Longer answers get memory of their own. 10,000 entries are about 4 MB. */
const LARGEST = 4_194_304;
/** What may lie ready, unused. */
const MAX_IDLE_BYTES = 16_777_216;

/**
 * Memory for long answers, used again and again: fresh memory for each costs more than filling it, in page faults and in
 * collections of the whole heap.
 */
export class SendBuffers {
  readonly #idle = new Map<number, Buffer[]>();
  #idleBytes = 0;

  /** At least `length` bytes, with anything in them. */
  take(length: number): Buffer {
    const size = sizeFor(length);
    const buffer = this.#idle.get(size)?.pop();
    if (!buffer) return Buffer.allocUnsafeSlow(size);

    this.#idleBytes -= size;
    return buffer;
  }

  /** Gives memory back that nothing reads any more. */
  give(buffer: Buffer): void {
    const size = buffer.length;
    if (size > LARGEST || this.#idleBytes + size > MAX_IDLE_BYTES) return;

    const idle = this.#idle.get(size);
    if (idle) idle.push(buffer);
    else this.#idle.set(size, [buffer]);
    this.#idleBytes += size;
  }

  /** Gives it back as soon as the answer has gone out or its connection is closed: until then the socket reads it. */
  giveAfter(outgoing: ServerResponse | undefined, buffer: Buffer): void {
    outgoing?.once('close', () => this.give(buffer));
  }
}

function sizeFor(length: number): number {
  if (length > LARGEST) return length;
  return Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(length)));
}
