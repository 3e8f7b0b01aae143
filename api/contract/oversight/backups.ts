import { z } from 'zod';
import { instant } from '../primitives.ts';

export const backupAge = z.enum(['none', 'fresh', 'old']);

export const backupsAnswer = z
  .object({
    age: backupAge,
    /** There should be one, and there is none or an old one. */
    wantsCare: z.boolean(),
    /** Left out: they are not made by themselves. */
    everyHours: z.int().optional(),
    last: z.object({ takenAt: instant, bytes: z.int(), verified: z.enum(['opened', 'restored', 'listed']) }).optional(),
    /** Since the last good one. */
    failure: z
      .object({ at: instant, code: z.enum(['disk_full', 'no_folder', 'no_tools', 'not_whole', 'failed']) })
      .optional(),
    asOf: instant,
  })
  .meta({ id: 'Backups' });

export type Backups = z.infer<typeof backupsAnswer>;
