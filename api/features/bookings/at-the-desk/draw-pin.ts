import { randomBytes } from 'node:crypto';
import { CODE_CARD_BYTES, codeCardPin } from '#domain/code-card.ts';
import type { Operation } from '#domain/permission.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { hashSecret } from '../../../storage/sealing/secret-hash.ts';
import { branchOfDesk } from './branch-of-desk.ts';

/** A new card's PIN, and what is kept of it. */
export interface DrawnPin {
  pin: string;
  pinHash: string;
}

/**
 * Drawn before the transaction begins: its hash takes as long as many bookings, and the writer's queue must not wait for it.
 * @throws Refusal `forbidden`, `not_found`
 */
export async function drawPin(ctx: ReadCtx, operation: Operation, branch: string): Promise<DrawnPin> {
  branchOfDesk(ctx, operation, branch);
  const pin = codeCardPin(randomBytes(CODE_CARD_BYTES));
  return { pin, pinHash: await hashSecret(ctx.keys, pin) };
}
