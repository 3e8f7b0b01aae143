import type { Me } from '#contract/sign-in.ts';
import type { Locale } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { findProfile, openName } from '../../storage/stores/person-store.ts';

export async function readMe(ctx: ReadCtx, isFactorDue: boolean): Promise<Me> {
  const { actor, reader, keys } = ctx;
  assertCan(actor, 'me.read');
  // The table has said so: a ticket's link is nobody's account.
  if (actor.role === 'link') throw new Refusal('forbidden');

  const profile = await findProfile(reader, actor.person);
  if (!profile) throw new Refusal('not_signed_in');

  const { branch, counsellor } = actor.grants[0]!;
  const home = actor.branch ?? branch;
  // Who set up a screen that stands in the open is nobody's business in front of it.
  const isScreen = actor.role === 'kiosk' || actor.role === 'door';
  return {
    id: actor.person,
    name: isScreen ? {} : openName(keys, actor.person, profile),
    role: actor.role,
    locale: actor.locale as Locale,
    ...(home !== null && { branch: home }),
    ...(counsellor !== null && { counsellor }),
    ...(isFactorDue && { secondFactorDue: true }),
    ...(profile.alias !== null && !isScreen && { alias: profile.alias }),
  };
}
