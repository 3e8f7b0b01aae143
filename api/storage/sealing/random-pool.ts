import { randomBytes, randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;

const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/** Random bytes, drawn from the system a page at a time; none are given out twice, nor stay here once they were. */
export function drawRandom(count: number): Buffer {
  if (count > POOL_BYTES) return randomBytes(count);
  if (count > POOL_BYTES - used) {
    randomFillSync(pool);
    used = 0;
  }
  const drawn = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return drawn;
}
