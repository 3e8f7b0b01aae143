import { z } from 'zod';
import { MOST_AT_ONCE } from '#domain/partner/code-bounds.ts';
import { id, instant, localDate, money, text } from '../primitives.ts';

const cell = z
  .object({
    from: localDate,
    to: localDate.meta({ description: 'Included.' }),
    visits: z.int().min(5),
    currency: z.string(),
  })
  .meta({ id: 'PartnerWeeks', description: 'Whole weeks, joined until five people came in them. Never changed.' });

export const programme = z
  .object({
    id,
    partner: id,
    name: text,
    from: localDate.optional(),
    until: localDate.optional(),
    codes: z
      .object({ left: z.int().min(0).meta({ description: 'How many more may be handed out.' }) })
      .optional()
      .meta({ description: 'Where the partner hands out codes.' }),
    budgets: z.array(z.object({ budget: money, tenthsLeft: z.int().min(0).max(10) })).meta({
      description:
        'What the partner gives, by currency, and how many whole tenths of it are left by the weeks counted.',
    }),
    weeks: z.array(cell).meta({ description: 'Newest first.' }),
  })
  .meta({ id: 'PartnerProgramme' });

const batch = z
  .object({
    id,
    programme: id,
    count: z.int().min(1),
    issuedAt: instant,
    withdrawnAt: instant.optional(),
  })
  .meta({ id: 'CodeBatch' });

export const partnerView = z
  .object({
    partners: z.array(z.object({ id, name: text })),
    programmes: z.array(programme),
    batches: z
      .array(batch)
      .meta({ description: 'Newest first, a hundred at most. Whether a code was used is not said.' }),
    asOf: instant,
  })
  .meta({ id: 'PartnerView' });

export const codesInput = z.strictObject({ programme: id, count: z.int().min(1).max(MOST_AT_ONCE) });

export const madeCodes = z
  .object({ batch, codes: z.array(z.string()).meta({ description: 'Shown this once: hashes are kept.' }) })
  .meta({ id: 'MadeCodes' });

export type PartnerView = z.infer<typeof partnerView>;
export type PartnerProgramme = z.infer<typeof programme>;
export type CodeBatchLine = z.infer<typeof batch>;
export type CodesInput = z.infer<typeof codesInput>;
export type MadeCodes = z.infer<typeof madeCodes>;
