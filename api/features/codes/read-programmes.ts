import type { CodeBatchLine, PartnerProgramme, PartnerView } from '#contract/oversight/partner.ts';
import { amountIn, branchMoney, type Discount } from '#domain/network.ts';
import { codesLeft } from '#domain/partner/code-bounds.ts';
import { tenthsLeft, type PartnerCell } from '#domain/partner/partner-cells.ts';
import { assertCan } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { batchesOf } from '../../storage/stores/partners/code-batch-store.ts';
import { cellsOf } from '../../storage/stores/partners/partner-cell-store.ts';
import { codesOut } from '../../storage/stores/partners/partner-code-store.ts';
import { ownPartners, programmesOf, todayOf } from './own-programmes.ts';

const MOST_BATCHES = 100;
/** Two years of weeks. */
const MOST_WEEKS = 104;

/** R1–R3: what a partner may know of what it gives. @throws Refusal `forbidden` */
export async function readProgrammes(ctx: ReadCtx): Promise<PartnerView> {
  assertCan(ctx.actor, 'partner.programmes');
  const partners = ownPartners(ctx);
  const programmes: PartnerProgramme[] = [];
  const batches: CodeBatchLine[] = [];
  for (const { id } of partners) {
    for (const discount of programmesOf(ctx, id)) programmes.push(await toldProgramme(ctx, id, discount));
    for (const row of await batchesOf(ctx.reader, id, MOST_BATCHES)) batches.push(toldBatch(row));
  }
  return { partners: partners.map(({ id, name }) => ({ id, name })), programmes, batches, asOf: toWire(ctx.now) };
}

async function toldProgramme(ctx: ReadCtx, partner: string, discount: Discount): Promise<PartnerProgramme> {
  const { id, name, from, until } = discount;
  const cells = await cellsOf(ctx.reader, id);
  const isTheirsToHandOut = discount.code === true && discount.partner === partner;
  const left = async () => codesLeft(discount, await codesOut(ctx.reader, id), todayOf(ctx, discount));
  return {
    id,
    partner,
    name,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(isTheirsToHandOut && { codes: { left: await left() } }),
    budgets: discount.sponsor === partner ? budgetsOf(ctx, discount, cells) : [],
    weeks: cells
      .slice(0, MOST_WEEKS)
      .map(({ from: begin, to, visits, currency }) => ({ from: begin, to, visits, currency })),
  };
}

function budgetsOf(
  { world }: ReadCtx,
  { budget, branches }: Discount,
  cells: readonly (PartnerCell & { currency: string })[],
): PartnerProgramme['budgets'] {
  if (budget === undefined) return [];
  const { network } = world;
  const reached = (branches ?? [...network.branches.keys()]).flatMap((id) => network.branches.get(id) ?? []);
  const currencies = new Map(reached.map((branch) => [branchMoney(branch, network.head).currency, branch]));
  return [...currencies].map(([currency, branch]) => {
    const amount = amountIn(budget, currency);
    const spent = cells.filter((cell) => cell.currency === currency).reduce((sum, { minor }) => sum + minor, 0);
    return { budget: { amount, ...branchMoney(branch, network.head) }, tenthsLeft: tenthsLeft(amount, spent) };
  });
}

export function toldBatch(row: {
  id: string;
  discount: string;
  count: number;
  issued_at: number;
  withdrawn_at: number | null;
}): CodeBatchLine {
  const { id, discount, count, issued_at: issuedAt, withdrawn_at: withdrawnAt } = row;
  return {
    id,
    programme: discount,
    count: Number(count),
    issuedAt: toWire(issuedAt),
    ...(withdrawnAt !== null && { withdrawnAt: toWire(withdrawnAt) }),
  };
}
