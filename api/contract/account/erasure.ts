import { z } from 'zod';
import { ACCOUNTS_COUNTRIES } from '#domain/rights/accounts-law.ts';
import { localDate } from '../primitives.ts';

const keptReceipts = z
  .object({
    payments: z.int().meta({ description: 'How many receipts stay, without a name.' }),
    until: localDate.nullable().meta({ description: 'The day on which the last of them goes.' }),
    country: z.enum(ACCOUNTS_COUNTRIES).meta({ description: 'ISO 3166; ZZ: none whose law is known here.' }),
    law: z.string().meta({ description: 'As it calls itself; empty where none is known here.' }),
  })
  .nullable();

export const erasurePreview = z
  .object({
    appointmentsAhead: z.int().meta({ description: 'Own ones, and those of the children who would go too.' }),
    children: z
      .int()
      .meta({ description: 'Children who have no other guardian: they would be erased with the asker.' }),
    kept: keptReceipts.meta({ description: 'What the law of accounts keeps. null: nothing was paid.' }),
  })
  .meta({ id: 'ErasurePreview' });

export const erased = z.object({ appointmentsCancelled: z.int(), kept: keptReceipts }).meta({ id: 'Erased' });

export type ErasurePreview = z.infer<typeof erasurePreview>;
export type Erased = z.infer<typeof erased>;
