import { z } from 'zod';
import { REFUSALS, type RefusalCode } from '#domain/refusal.ts';

/** `application/problem+json`, RFC 9457. */
export const problem = z
  .object({
    type: z.string().meta({ example: '/api/reference#slot_taken' }),
    title: z.string().meta({ description: 'The code in plain English, for developers; never shown to a patron.' }),
    status: z.int(),
    code: z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]),
    facts: z.record(z.string(), z.unknown()).optional(),
    faults: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problem>;
