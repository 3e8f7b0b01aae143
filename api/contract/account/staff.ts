import { z } from 'zod';
import { LOCALES } from '#domain/ids.ts';
import { id, instant, localDate, locale, text } from '../primitives.ts';
import { role } from './invitations.ts';

/** What a role is bound to: a branch, one of the network's counsellors, or a partner (I2). */
const bound = { branch: id.optional(), counsellor: id.optional(), partner: id.optional() };

export const roleInput = z.strictObject({ role, ...bound });

export const invitationInput = z.strictObject({
  role,
  ...bound,
  name: z
    .partialRecord(z.enum(LOCALES), z.string().trim().min(1).max(80))
    .refine((name) => Object.keys(name).length > 0, { error: 'missing' })
    .meta({ example: { en: 'Zohreh Maleki' }, description: 'By language; `en` is the fallback.' }),
  locale,
});

export const madeInvitation = z
  .object({
    id: z.string(),
    token: z.string().meta({ description: 'Shown this once. The link is `/invited#` and this.' }),
    signInName: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'MadeInvitation' });

export const invitation = z
  .object({
    id: z.string(),
    name: text,
    role,
    ...bound,
    signInName: z.string(),
    state: z.enum(['open', 'accepted', 'expired', 'revoked']),
    madeAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Invitation' });

export const invitations = z.object({ invitations: z.array(invitation), asOf: instant }).meta({ id: 'Invitations' });

const staffRole = z.object({ id: z.string(), role, ...bound }).meta({ id: 'StaffRole' });

export const staffPerson = z
  .object({
    id: z.string().meta({ description: 'Also the name to sign in with.' }),
    name: text,
    roles: z.array(staffRole),
    state: z.enum(['active', 'disabled', 'waiting']).meta({
      description: '`waiting`: let in anew, and has not taken the invitation yet.',
    }),
    secondFactor: z.boolean(),
    hasPassword: z.boolean().meta({ description: 'False: by passkeys or the library’s provider alone.' }),
    lastSeenOn: localDate.optional(),
    whole: z.boolean().meta({
      description: 'The asker administers all of this person’s roles. Only then the account itself can be touched.',
    }),
    self: z.boolean(),
  })
  .meta({ id: 'StaffPerson' });

export const staff = z.object({ people: z.array(staffPerson), asOf: instant }).meta({ id: 'Staff' });

export type RoleInput = z.infer<typeof roleInput>;
export type InvitationInput = z.infer<typeof invitationInput>;
export type MadeInvitation = z.infer<typeof madeInvitation>;
export type Invitation = z.infer<typeof invitation>;
export type Invitations = z.infer<typeof invitations>;
export type StaffPerson = z.infer<typeof staffPerson>;
export type Staff = z.infer<typeof staff>;
