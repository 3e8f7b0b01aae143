import { z } from 'zod';
import { STAFF_ROLES } from '#domain/account/staff-role.ts';
import { id } from '../primitives.ts';

export const role = z.enum(STAFF_ROLES).meta({ example: 'desk' });

/** In the body, never in an address: addresses are written into logs and histories. */
const token = z.string().min(1).max(80).meta({
  example: 'mT0c3gY0kqv5yQ1b8dJrE2xHn7aWfS9uPzLoKiVtBRs',
  description: 'What stands behind the # of the link.',
});

export const lookInput = z.strictObject({ token });

export const acceptInput = z.strictObject({
  token,
  password: z.string().min(1).max(200).meta({ example: 'seven quiet winter lamps' }),
  sharedDevice: z.boolean().optional(),
});

export const invitedAs = z
  .object({
    role,
    branch: id.optional(),
    signInName: z.string().meta({ example: 'desk-48213', description: 'What to sign in with, beside the password.' }),
  })
  .meta({ id: 'InvitedAs' });

export type LookInput = z.infer<typeof lookInput>;
export type AcceptInput = z.infer<typeof acceptInput>;
export type InvitedAs = z.infer<typeof invitedAs>;
