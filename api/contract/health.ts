import { z } from 'zod';
import { backupAge } from './oversight/backups.ts';
import { instant } from './primitives.ts';

/**
 * `full`: no room on the disk. `disk`: reading or writing it failed. `read_only`: the disk or the server takes no writes. `damaged`:
 * the file is not as it was written. `replaced`: another file, or none, is in its place. `unreachable`: the server does not answer.
 */
export const stopReason = z.enum(['full', 'disk', 'read_only', 'damaged', 'replaced', 'unreachable']);

export const health = z
  .object({
    status: z.literal('ok'),
    database: z.enum(['sqlite', 'postgres']),
    version: z.string().meta({ example: '0.1.0' }),
    /** Of the last good one. */
    backup: backupAge,
    /** While it is `stopped`, what is read is right, and every write is answered with `cannot_write`. */
    writes: z.enum(['open', 'stopped']),
    why: stopReason.optional(),
    since: instant.optional(),
  })
  .meta({ id: 'Health' });

export type Health = z.infer<typeof health>;
