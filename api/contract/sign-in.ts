import { z } from 'zod';
import { ROLES } from '#domain/network.ts';
import { id, locale, text } from './primitives.ts';

/** Card numbers and PINs may be typed with Persian or Arabic digits; the API folds them. */
export const cardSignIn = z.strictObject({
  card: z.string().min(1).max(40),
  pin: z.string().min(1).max(40),
  sharedDevice: z.boolean().optional(),
});

export const passwordSignIn = z.strictObject({
  name: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  sharedDevice: z.boolean().optional(),
});

export const me = z
  .object({
    id: z.string(),
    name: text,
    role: z.enum([...ROLES, 'kiosk', 'door']),
    locale,
    branch: id.optional(),
    counsellor: id.optional(),
    alias: z.string().optional(),
    secondFactorDue: z.boolean().optional().meta({
      description: 'Two factors are demanded, and the second has yet to be set up: nothing else is answered before.',
    }),
  })
  .meta({ id: 'Me' });

export type CardSignIn = z.infer<typeof cardSignIn>;
export type PasswordSignIn = z.infer<typeof passwordSignIn>;
export type Me = z.infer<typeof me>;
