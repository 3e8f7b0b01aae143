import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { countTry, retryAfterSec, triesIn } from '../../../storage/stores/throttle-store.ts';

const WINDOW_MIN = 60;

/** B16: wrong codes are counted per account, per address and in all, by the hour. */
function boundsOf({ keys, actor, address, settings }: ReadCtx): { subject: Uint8Array; most: number }[] {
  const from = Buffer.from(address).toString('base64url');
  return [
    { subject: keys.index('throttle', `codes account ${actor.person}`), most: settings.wrongCodesPerAccount },
    { subject: keys.index('throttle', `codes address ${from}`), most: settings.wrongCodesPerAddress },
    { subject: keys.index('throttle', 'codes site'), most: settings.wrongCodesPerSite },
  ];
}

/** @throws Refusal `too_many_tries` before any code is looked at, a good one too. */
export async function assertMayTryCodes(ctx: Ctx): Promise<void> {
  for (const { subject, most } of boundsOf(ctx)) {
    if ((await triesIn(ctx.tx, subject, WINDOW_MIN, ctx.now)) < most) continue;
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(ctx.now, WINDOW_MIN) });
  }
}

/** Runs once the refused hold is undone, so that the count stays (http's `refused`). */
export async function countWrongCode(ctx: Ctx, refusal: Refusal): Promise<void> {
  if (refusal.code !== 'code_not_usable') return;
  for (const { subject } of boundsOf(ctx)) await countTry(ctx.tx, subject, WINDOW_MIN);
}
