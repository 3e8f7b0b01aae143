import { randomBytes } from 'node:crypto';
import { CODE_BYTES, canonicalCode, codeFrom } from '#domain/price/partner-code.ts';
import type { Discount } from '#domain/network.ts';
import type { Ctx, Services } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { livingItems } from '../../storage/stores/network-store.ts';
import { insertCode } from '../../storage/stores/partners/partner-code-store.ts';

export const MOST_CODES = 10_000;

/** What was asked for cannot be done; the message is for whoever typed the command. */
export class CannotIssue extends Error {
  override readonly name = 'CannotIssue';
}

/**
 * New codes of a discount, as they are handed out. They are shown once: only their keyed hashes are kept.
 *
 * @param count 1 … 10,000
 * @throws CannotIssue when there is no such discount, or it needs no code
 */
export async function issueCodes(
  { database, keys, newId }: Pick<Services, 'database' | 'keys' | 'newId'>,
  discountId: string,
  count: number,
): Promise<string[]> {
  if (!Number.isInteger(count) || count < 1 || count > MOST_CODES) {
    throw new CannotIssue(`--count must be a whole number from 1 to ${MOST_CODES}`);
  }

  return database.write(async (tx) => {
    const discounts = await livingItems<Discount>(tx, 'discount');
    refuse(discounts, discountId);

    const codes = await drawCodes({ tx, keys }, { discount: discountId, count, batch: null });
    await recordAudit({ tx, keys, now: tx.now, newId }, 'codes.issued', discountId, { count });
    return codes;
  });
}

interface Drawn {
  discount: string;
  count: number;
  batch: string | null;
}

/** Codes that nobody had before. Of each its keyed hash is kept and nothing else. */
export async function drawCodes({ tx, keys }: Pick<Ctx, 'tx' | 'keys'>, wish: Drawn): Promise<string[]> {
  const { discount, count, batch } = wish;
  const codes: string[] = [];
  while (codes.length < count) {
    const code = codeFrom(randomBytes(CODE_BYTES));
    const codeIndex = keys.index('partner-code', canonicalCode(code));
    const isNew = await tx.attempt(() => insertCode(tx, { codeIndex, discount, batch }).then(() => true));
    if (isNew) codes.push(code);
  }
  return codes;
}

function refuse(discounts: Discount[], id: string): void {
  const discount = discounts.find((each) => each.id === id);
  if (discount?.code) return;

  const withCode = discounts.filter((each) => each.code).map((each) => each.id);
  const known = withCode.length === 0 ? 'no discount of this network does' : `these do: ${withCode.join(', ')}`;
  throw new CannotIssue(
    `${discount ? `${id} needs no code` : `there is no discount ${id} that needs a code`}; ${known}`,
  );
}
