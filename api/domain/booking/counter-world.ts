import type { SearchWorld } from '../availability/slot-question.ts';
import type { Service } from '../network.ts';

/** Notice is there so that a patron does not surprise anybody; who stands at the counter asks the counter (K3). */
export function withoutNotice(world: SearchWorld, service: Service): SearchWorld {
  return withService(world, { ...service, noticeMin: 0 });
}

/** The same network in which one of its services goes by other terms. One that left it stays away. */
export function withService(world: SearchWorld, service: Service): SearchWorld {
  const { network } = world;
  if (!network.services.has(service.id)) return world;
  return { ...world, network: { ...network, services: new Map(network.services).set(service.id, service) } };
}
