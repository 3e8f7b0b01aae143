import { z } from 'zod';
import { CONTACT_KINDS } from '#domain/contact/contact.ts';
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

/** Ways to sign in that this library offers. */
export const signInWays = z
  .object({
    card: z.boolean(),
    /** Where a code can be sent. */
    codeBy: z.array(z.enum(CONTACT_KINDS)),
    /** A first visit with neither card nor contact. */
    signUp: z.boolean(),
    provider: z
      .object({ name: text })
      .optional()
      .meta({ description: 'The library’s own provider (OpenID Connect), for staff.' }),
  })
  .meta({ id: 'SignInWays' });

const contactText = z
  .string()
  .min(3)
  .max(320)
  .meta({ example: '+358 40 123 4567', description: 'A phone number, in any digits, or a mail address.' });

const codeText = z.string().min(1).max(40).meta({ example: '48210937' });

export const codeWish = z.strictObject({
  contact: contactText,
  branch: id.optional().meta({ description: 'Whose country a number without its own belongs to.' }),
  locale,
  sharedDevice: z.boolean().optional(),
});

export const codeTry = z.strictObject({ code: codeText });

export const signUpInput = z.strictObject({
  alias: z.string().trim().min(1).max(40).optional(),
  branch: id,
  locale,
  sharedDevice: z.boolean().optional(),
});

export const signUpAnswer = z.object({
  codeCard: z
    .object({ card: z.string(), pin: z.string() })
    .meta({ description: 'Shown once: what to sign in with from now on.' }),
});

export const contactWish = z.strictObject({ contact: contactText, locale });

export const ownContact = z
  .object({
    id: z.string(),
    kind: z.enum(CONTACT_KINDS),
    masked: z.string().meta({ example: '+358 ••• 67' }),
    /** Signing in goes by it; false where somebody else signs in with the same one. */
    opens: z.boolean(),
  })
  .meta({ id: 'OwnContact' });

export const ownContacts = z.object({ contacts: z.array(ownContact) });
export const ownContactAnswer = z.object({ contact: ownContact });

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
export type SignInWays = z.infer<typeof signInWays>;
export type CodeWish = z.infer<typeof codeWish>;
export type SignUpInput = z.infer<typeof signUpInput>;
export type SignUpAnswer = z.infer<typeof signUpAnswer>;
export type ContactWish = z.infer<typeof contactWish>;
export type OwnContact = z.infer<typeof ownContact>;
export type OwnContacts = z.infer<typeof ownContacts>;
export type Me = z.infer<typeof me>;
export type OwnContactAnswer = z.infer<typeof ownContactAnswer>;
