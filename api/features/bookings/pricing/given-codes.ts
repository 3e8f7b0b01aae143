import { canonicalCode } from '#domain/price/partner-code.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { findCode } from '../../../storage/stores/partners/partner-code-store.ts';

/** B15: the same for a code that is unknown, used up, expired, or not for this service or branch. */
export const codeNotUsable = () => new Refusal('code_not_usable');

/**
 * Looks up what was typed.
 * @returns the codes' keyed hashes by the discount that they open.
 * @throws Refusal `code_not_usable` for one that is unknown or in use.
 */
export async function givenCodes(ctx: Ctx, typed: readonly string[]): Promise<Map<string, Uint8Array>> {
  const given = new Map<string, Uint8Array>();

  for (const code of typed) {
    const codeIndex = ctx.keys.index('partner-code', canonicalCode(code));
    const found = await findCode(ctx.tx, codeIndex);
    if (!found || found.takenBy !== null) throw codeNotUsable();
    if (!given.has(found.discount)) given.set(found.discount, codeIndex);
  }
  return given;
}
