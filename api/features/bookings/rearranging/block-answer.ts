import type { Block as BlockOnWire } from '#contract/blocks.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Block } from '../../../storage/stores/blocks/block-store.ts';

/** Times as the block's own branch has them. */
export function blockAnswer({ id, kind, startsAt, endsAt }: Block, zone: string): BlockOnWire {
  return {
    id,
    kind,
    startsAt: toWire(startsAt),
    endsAt: toWire(endsAt),
    localStart: localTimeOf(zone, startsAt),
    localEnd: localTimeOf(zone, endsAt),
  };
}
