import type { WalkInInput } from '#contract/desk.ts';
import { runningCell } from '#domain/booking/counter-world.ts';
import { MINUTE, type Instant } from '#domain/ids.ts';
import { isDated, type Mode, type Network, type Service } from '#domain/network.ts';
import { fromWire, toWire } from '#domain/wire-instant.ts';
import { placeWish } from '../holding/hold-wish.ts';
import type { PlaceWish } from '../placing/place-wish.ts';

type Asked = Pick<WalkInInput, 'service' | 'branch' | 'mode' | 'startsAt' | 'counsellor' | 'people' | 'features'>;

/** While somebody is typed in, the five minutes run on: a start that has just passed means now. */
const JUST_PASSED_MS = 15 * MINUTE;

/** K8: the running five minutes where no start is named, a room where the service has one. @throws Refusal `invalid` */
export function walkInWish(network: Network, input: Asked, now: Instant): PlaceWish {
  const mode = input.mode ?? counterMode(network.services.get(input.service));
  return placeWish(network, { ...input, mode, startsAt: toWire(beginning(input.startsAt, now)) });
}

function beginning(startsAt: string | undefined, now: Instant): Instant {
  const begin = runningCell(now);
  const asked = startsAt === undefined ? begin : fromWire(startsAt);
  return begin - JUST_PASSED_MS <= asked && asked < begin ? begin : asked;
}

/** Who stands at the counter is there in person. */
function counterMode(service: Service | undefined): Mode {
  if (!service || isDated(service) || service.modes.includes('room')) return 'room';
  return service.modes[0] ?? 'room';
}
