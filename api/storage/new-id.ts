import { randomUUIDv7 } from 'node:crypto';

/** A clock that was put back by more is believed. */
const MOST_BACK_MS = 1_000;
const LAST_COUNT = 0xfff;

/**
 * Makes the ids of one process: UUIDv7, each greater than the one before, also within a millisecond, so that what is read by id
 * is read in the order in which it was written (RFC 9562, 6.2, method 1: a counter of 12 bits that begins anywhere in its lower half).
 */
export function idsInOrder(fresh: () => string = randomUUIDv7): () => string {
  let ms = 0;
  let count = 0;
  return () => {
    const id = fresh();
    const now = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
    if (now > ms || now < ms - MOST_BACK_MS) {
      ms = now;
      count = Number.parseInt(id.slice(15, 18), 16) >> 1;
    } else if (count === LAST_COUNT) {
      ms++;
      count = 0;
    } else {
      count++;
    }
    const time = ms.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}${id.slice(18)}`;
  };
}
