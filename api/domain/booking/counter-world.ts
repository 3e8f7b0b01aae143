import type { SearchWorld } from '../availability/slot-question.ts';
import { CELL, CELL_MIN, MINUTE, type Instant } from '../ids.ts';
import type { Service } from '../network.ts';

/** Notice is there so that a patron does not surprise anybody; who stands at the counter asks the counter (K3). */
export function withoutNotice(world: SearchWorld, service: Service): SearchWorld {
  return withService(world, { ...service, noticeMin: 0 });
}

/** The running five minutes: whoever walks in begins with them. */
export function runningCell(now: Instant): Instant {
  return now - (now % CELL);
}

/** K8: what is left of today, from the running five minutes on, with a start each five minutes and no notice. */
export function walkInWorld(world: SearchWorld, service: Service, now: Instant): SearchWorld {
  return withService(world, { ...fromNowToday(service, now), startEveryMin: CELL_MIN });
}

/** As `walkInWorld`, on the service's own grid of starts. */
export function todaysWorld(world: SearchWorld, service: Service, now: Instant): SearchWorld {
  return withService(world, fromNowToday(service, now));
}

function fromNowToday(service: Service, now: Instant): Service {
  return { ...service, horizonDays: 0, noticeMin: (runningCell(now) - now) / MINUTE };
}

/** The same network in which one of its services goes by other terms. One that left it stays away. */
function withService(world: SearchWorld, service: Service): SearchWorld {
  const { network } = world;
  if (!network.services.has(service.id)) return world;
  return { ...world, network: { ...network, services: new Map(network.services).set(service.id, service) } };
}
