import type { InvitationInput, MadeInvitation as ToldInvitation } from '#contract/account/staff.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { roleAskedFor } from '../role-asked-for.ts';
import { inviteSomebodyNew, type MadeInvitation } from './write-invitation.ts';

/** I3, I5: the link is told to whoever invites, this once. @throws Refusal `forbidden`, `invalid` */
export async function invitePerson(ctx: Ctx, { name, locale, ...wish }: InvitationInput): Promise<ToldInvitation> {
  const grant = roleAskedFor(ctx, 'staff.invite', wish);
  return told(await inviteSomebodyNew(ctx, grant, { name, locale }));
}

export function told({ id, token, person, expiresAt }: MadeInvitation): ToldInvitation {
  return { id, token, signInName: person, expiresAt: toWire(expiresAt) };
}
