import { z } from 'zod';
import { instant } from '../primitives.ts';

/** As browsers give and take it (WebAuthn Level 3, 5.1.8): they may add to it, so it is not strict inside. */
const credential = z
  .looseObject({
    id: z.string().min(1).max(1_400),
    rawId: z.string().max(1_400),
    type: z.literal('public-key'),
    response: z.looseObject({}),
    clientExtensionResults: z.looseObject({}),
  })
  .meta({ id: 'PasskeyCredential', description: 'The JSON form of a PublicKeyCredential, as `toJSON()` gives it.' });

export const passkeyOptions = z
  .looseObject({ challenge: z.string() })
  .meta({ id: 'PasskeyOptions', description: 'What the browser is asked with, in its JSON form.' });

const name = z.string().trim().min(1).max(60).meta({ example: 'My phone' });

export const newPasskeyInput = z.strictObject({ name, credential });
export const passkeyNameInput = z.strictObject({ name });
export const passkeySignIn = z.strictObject({ credential, sharedDevice: z.boolean().optional() });

export const passkey = z
  .object({ id: z.string(), name: z.string(), addedAt: instant, lastUsedAt: instant.optional() })
  .meta({ id: 'Passkey' });

export const passkeys = z.object({ passkeys: z.array(passkey) }).meta({ id: 'Passkeys' });

export type PasskeyOptions = z.infer<typeof passkeyOptions>;
export type NewPasskeyInput = z.infer<typeof newPasskeyInput>;
export type PasskeySignIn = z.infer<typeof passkeySignIn>;
export type Passkey = z.infer<typeof passkey>;
export type Passkeys = z.infer<typeof passkeys>;
