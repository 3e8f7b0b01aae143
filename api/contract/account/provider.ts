import { z } from 'zod';
import { instant, text } from '../primitives.ts';

export const beginProviderInput = z.strictObject({
  invitation: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .meta({ description: 'The secret of an invitation that is taken by it, in place of choosing a password.' }),
  sharedDevice: z.boolean().optional(),
});

export const providerStep = z
  .object({ url: z.string().meta({ description: 'The provider’s own page: the browser goes there.' }) })
  .meta({ id: 'ProviderStep' });

/** As the browser brought them back in its address. */
export const providerAnswer = z.strictObject({
  code: z.string().min(1).max(2_000),
  state: z.string().min(1).max(100),
  iss: z.string().min(1).max(500).optional().meta({ description: 'RFC 9207, where the provider says it.' }),
});

export const ownProvider = z
  .object({
    provider: z
      .object({ name: text, linkedAt: instant.optional() })
      .optional()
      .meta({ description: 'Absent: the library has set up none. `linkedAt` absent: it does not open this account.' }),
  })
  .meta({ id: 'OwnProvider' });

export type BeginProviderInput = z.infer<typeof beginProviderInput>;
export type ProviderStep = z.infer<typeof providerStep>;
export type ProviderAnswer = z.infer<typeof providerAnswer>;
export type OwnProvider = z.infer<typeof ownProvider>;
