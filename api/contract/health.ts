import { z } from 'zod';

export const health = z
  .object({
    status: z.literal('ok'),
    database: z.enum(['sqlite', 'postgres']),
    version: z.string().meta({ example: '0.1.0' }),
  })
  .meta({ id: 'Health' });

export type Health = z.infer<typeof health>;
