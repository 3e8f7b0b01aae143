import type { Erased, ErasurePreview } from '#contract/account/erasure.ts';
import { isPatron } from '#domain/actor.ts';
import { assertCan } from '#domain/permission.ts';
import { assertSignedInAnew } from '#domain/rights/erasure-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { lockPeople, onlyChildrenOf } from '../../../storage/rights/erasure-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { aboutToErase } from './about-to-erase.ts';
import { erasePeople } from './erase-people.ts';

/** Q1. @throws Refusal `roles_first`, `visit_under_way` */
export async function previewErasure(ctx: ReadCtx): Promise<ErasurePreview> {
  assertMayGo(ctx);
  const { children, ahead, kept } = await aboutToErase(ctx, ctx.actor.person);
  return { appointmentsAhead: ahead.length, children: children.length, kept };
}

/** Q1–Q7. @throws Refusal `roles_first`, `sign_in_again`, `visit_under_way`; `not_signed_in` where it is done already */
export async function eraseSelf(ctx: Ctx, signIn: Pick<SignInRow, 'begunAt' | 'sharedDevice'>): Promise<Erased> {
  assertMayGo(ctx);
  assertSignedInAnew(signIn, ctx.now);
  const { tx, actor } = ctx;
  await expireHolds(ctx);
  const there = await lockPeople(tx, [actor.person, ...(await onlyChildrenOf(tx, actor.person))]);
  if (!there.includes(actor.person)) throw new Refusal('not_signed_in');

  const about = await aboutToErase(ctx, actor.person);
  await erasePeople(ctx, about, 'asked');
  return { appointmentsCancelled: about.ahead.length, kept: about.kept };
}

/** Q4: who works here is let go by an administrator first, who looks after what they leave behind. */
function assertMayGo({ actor }: ReadCtx): void {
  assertCan(actor, 'me.erasure');
  if (!isPatron(actor)) throw new Refusal('roles_first');
}
