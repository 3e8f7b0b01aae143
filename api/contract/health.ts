import { z } from 'zod';
import { backupAge } from './oversight/backups.ts';

export const health = z
  .object({
    status: z.literal('ok'),
    database: z.enum(['sqlite', 'postgres']),
    version: z.string().meta({ example: '0.1.0' }),
    /** Of the last good one. */
    backup: backupAge,
  })
  .meta({ id: 'Health' });

export type Health = z.infer<typeof health>;
