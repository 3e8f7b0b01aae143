import type { HoldInput } from '#contract/bookings.ts';
import { isPatron, type Actor } from '#domain/actor.ts';
import { peopleRange } from '#domain/availability/slot-question.ts';
import { isDated, serviceBranches, type Network } from '#domain/network.ts';
import { Refusal, type Fault } from '#domain/refusal.ts';
import { fromWire } from '#domain/wire-instant.ts';
import type { PlaceWish } from '../placing/place-wish.ts';

/** A place, and for whom. */
export type HoldWish = PlaceWish & { patron: string };

/**
 * The input with its ids looked up. `isChild`: whom a patron names is a child whose guardian they are; anybody else is refused
 * alike, whether there is such a person or not. @throws Refusal `invalid` that names every field that cannot be.
 */
export function holdWish(network: Network, input: HoldInput, actor: Actor, isChild: boolean): HoldWish {
  const { patron } = input;
  const faults: Fault[] = [];
  if (patron !== undefined && isPatron(actor) && !isChild) faults.push({ path: 'patron', code: 'not_allowed' });
  if (patron === undefined && !isPatron(actor)) faults.push({ path: 'patron', code: 'missing' });

  return { ...placeWish(network, input, faults), patron: patron ?? actor.person };
}

type AskedPlace = Pick<HoldInput, 'service' | 'branch' | 'mode' | 'startsAt' | 'counsellor' | 'people' | 'features'>;

/** Where and when, looked up. `faults` are those that are known already. @throws Refusal `invalid` */
export function placeWish(network: Network, input: AskedPlace, faults: Fault[] = []): PlaceWish {
  const service = network.services.get(input.service);
  const branch = network.branches.get(input.branch);
  const counsellor = input.counsellor === undefined ? undefined : network.counsellors.get(input.counsellor);

  const check = (path: string, code: string, isGood: boolean) => isGood || faults.push({ path, code });
  check('service', 'unknown', service !== undefined);
  check('branch', 'unknown', branch !== undefined);
  check('counsellor', 'unknown', input.counsellor === undefined || counsellor !== undefined);
  if (!service || !branch) throw new Refusal('invalid', {}, faults);

  const range = peopleRange(service);
  const people = input.people ?? range.min;
  check('branch', 'not_offered', serviceBranches(service, network).includes(branch.id));
  check('mode', 'not_offered', isDated(service) ? input.mode === 'room' : service.modes.includes(input.mode));
  check('people', 'out_of_range', range.min <= people && people <= range.max);
  if (faults.length > 0) throw new Refusal('invalid', {}, faults);

  const { mode, features = [] } = input;
  return { service, branch, mode, startsAt: fromWire(input.startsAt), counsellor: counsellor?.id, people, features };
}
