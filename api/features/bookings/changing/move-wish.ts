import type { MoveInput } from '#contract/bookings.ts';
import { isDated, serviceBranches, type Network } from '#domain/network.ts';
import { Refusal, type Fault } from '#domain/refusal.ts';
import { fromWire } from '#domain/wire-instant.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import type { Terms } from '../booking-terms.ts';
import type { PlaceWish } from '../placing/place-wish.ts';

/** What is not named stays as it is; people and the room's features always do. @throws Refusal `invalid` */
export function moveWish(network: Network, row: BookingRow, { service, branch }: Terms, input: MoveInput): PlaceWish {
  const to = input.branch === undefined ? branch : network.branches.get(input.branch);
  const mode = input.mode ?? row.session.mode;

  const faults: Fault[] = [];
  const check = (path: string, code: string, isGood: boolean) => isGood || faults.push({ path, code });
  check('branch', 'unknown', to !== undefined);
  check('branch', 'not_offered', !to || serviceBranches(service, network).includes(to.id));
  check('mode', 'not_offered', isDated(service) ? mode === 'room' : service.modes.includes(mode));
  check('counsellor', 'unknown', input.counsellor === undefined || network.counsellors.has(input.counsellor));
  if (!to || faults.length > 0) throw new Refusal('invalid', {}, faults);

  return {
    service,
    branch: to,
    mode,
    startsAt: fromWire(input.startsAt),
    counsellor: input.counsellor,
    people: row.people,
    features: JSON.parse(row.features) as PlaceWish['features'],
  };
}
