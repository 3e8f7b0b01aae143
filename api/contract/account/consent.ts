import { z } from 'zod';
import { CONSENT_PARTS } from '#domain/consent/consent-text.ts';
import { instant, locale, text } from '../primitives.ts';

export const consentText = z
  .object({
    version: z.string().meta({ example: '2026-12' }),
    text: z
      .record(z.enum(CONSENT_PARTS), text)
      .meta({ description: 'What is agreed to, part by part, in five languages.' }),
  })
  .meta({ id: 'ConsentText' });

export const ownConsent = z
  .object({
    consent: z.object({ version: z.string(), locale, givenAt: instant }).nullable().meta({
      description: 'What stands: which text, in which language, since when. null: the next confirmation asks.',
    }),
    withdrawnAt: instant.optional().meta({ description: 'When the last one was withdrawn, where none stands.' }),
  })
  .meta({ id: 'OwnConsent' });

export type ConsentText = z.infer<typeof consentText>;
export type OwnConsent = z.infer<typeof ownConsent>;
