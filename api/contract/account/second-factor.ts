import { z } from 'zod';
import { instant } from '../primitives.ts';

const code = z.string().min(1).max(40).meta({ example: '287082' });

/** Six digits of the authenticator, or a recovery code. Digits of any script, spaces and dashes are folded. */
export const secondFactorSignIn = z.strictObject({ code });

export const confirmFactorInput = z.strictObject({ code });

/** The first factor was right, and a second is asked for. */
export const nextStep = z
  .object({
    next: z.literal('second_factor'),
    ways: z.array(z.enum(['authenticator', 'recovery_code', 'passkey'])),
  })
  .meta({ id: 'NextStep' });

export const secondFactor = z
  .object({
    authenticatorSince: instant.optional().meta({ description: 'Absent: no authenticator is set up.' }),
    recoveryCodesLeft: z.int().min(0),
    required: z.boolean().meta({ description: 'This library demands two factors of this person.' }),
    hasPassword: z.boolean(),
  })
  .meta({ id: 'SecondFactor' });

export const factorSetUp = z
  .object({
    secret: z.string().meta({ description: 'Base32, to be typed where no picture can be taken.' }),
    uri: z.string().meta({ description: '`otpauth://…`, to be shown as a QR code.' }),
  })
  .meta({ id: 'FactorSetUp' });

export const recoveryCodes = z
  .object({ codes: z.array(z.string()).meta({ description: 'Shown this once. Each opens once.' }) })
  .meta({ id: 'RecoveryCodes' });

export const changePasswordInput = z.strictObject({
  current: z.string().min(1).max(200),
  next: z.string().min(1).max(200),
  code: code.optional().meta({ description: 'The second factor, where one is set up.' }),
});

export type SecondFactorSignIn = z.infer<typeof secondFactorSignIn>;
export type NextStep = z.infer<typeof nextStep>;
export type SecondFactor = z.infer<typeof secondFactor>;
export type FactorSetUp = z.infer<typeof factorSetUp>;
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
