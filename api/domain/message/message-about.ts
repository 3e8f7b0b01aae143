import type { Instant, Text } from '../ids.ts';
import type { Branch, Network } from '../network.ts';
import { localTimeOf } from '../time/zone.ts';
import type { MessageAbout } from './message-text.ts';

/** M2: when and where somebody is expected; nowhere by phone or video. A room that has left the network is not named. */
export function messageAbout(
  network: Network,
  branch: Branch,
  { startsAt, room }: { startsAt: Instant; room: string | null },
): MessageAbout {
  return { localStart: localTimeOf(branch.timeZone, startsAt), place: placeOf(network, branch, room) };
}

function placeOf(network: Network, branch: Branch, room: string | null): Text[] {
  if (room === null) return [];
  const name = network.rooms.get(room)?.name;
  return name ? [branch.name, name] : [branch.name];
}
