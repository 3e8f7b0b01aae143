import type { Slot } from '#contract/slots.ts';
import type { Candidates } from '#domain/availability/candidates.ts';
import { nearestSlots } from '#domain/availability/candidates.ts';
import type { SlotWish } from '#domain/availability/slot-question.ts';
import type { FoundSlot } from '#domain/availability/slot-search.ts';
import type { Instant } from '#domain/ids.ts';
import type { Network } from '#domain/network.ts';
import { listPrice } from '#domain/price/money.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { World } from '../../../storage/world/world.ts';
import type { PlaceWish } from './place-wish.ts';

const ALTERNATIVES = 3;

/** B10: no, and up to three slots that are nearest in time: first what was asked for, then other modes, then other branches. */
export function slotTaken(
  ctx: { world: World; now: Instant },
  wish: PlaceWish,
  reason: NonNullable<Candidates['reason']>,
): Refusal {
  const { service, branch, mode, counsellor, people, features, startsAt } = wish;
  const anywhere: SlotWish = { service: service.id, people, features };
  const circles: SlotWish[] = [
    { ...anywhere, branch: branch.id, mode, counsellor },
    { ...anywhere, branch: branch.id, mode },
    { ...anywhere, branch: branch.id },
    anywhere,
  ];

  const found = new Map<string, FoundSlot>();
  for (const circle of circles) {
    // One more than is shown: memory may still offer the very slot that the database has just refused.
    for (const slot of nearestSlots(ctx.world, circle, startsAt, ctx.now, ALTERNATIVES + found.size + 1)) {
      const refused = slot.startsAt === startsAt && slot.branch === branch.id && slot.mode === mode;
      if (!refused && found.size < ALTERNATIVES) found.set(`${slot.startsAt} ${slot.branch} ${slot.mode}`, slot);
    }
    if (found.size >= ALTERNATIVES) break;
  }

  const alternatives = [...found.values()].map((slot) => slotAnswer(slot, ctx.world.network, wish));
  return new Refusal('slot_taken', { reason, alternatives });
}

function slotAnswer(slot: FoundSlot, network: Network, { service }: PlaceWish): Slot {
  const branch = network.branches.get(slot.branch);
  if (!branch) throw new Error(`a slot was found at "${slot.branch}", which the network does not have`);

  return {
    ...slot,
    counsellors: [...slot.counsellors],
    startsAt: toWire(slot.startsAt),
    endsAt: toWire(slot.endsAt),
    listPrice: listPrice(service, branch, network.head),
  };
}
