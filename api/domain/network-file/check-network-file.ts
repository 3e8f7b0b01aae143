import type { NetworkFile } from '../network.ts';
import { checkCurrencies } from './check/check-currencies.ts';
import { checkConcession, checkDiscount, checkPartner } from './check/check-discounts.ts';
import { checkGroup, checkGroupsTogether } from './check/check-groups.ts';
import { checkPerson } from './check/check-people.ts';
import { checkBranch, checkHead, checkRoom } from './check/check-places.ts';
import { checkCounsellor, checkService } from './check/check-services.ts';
import { Directory, LISTS } from './check/directory.ts';
import { Spot } from './check/spot.ts';
import { FaultList, NetworkFaults } from './fault-list.ts';

/**
 * The file as it is, once nothing is wrong with it (N1). Lists that it leaves out are empty; nothing else is added.
 * Without `allowed.people` a file that brings any is refused: their secrets stand in it.
 * @throws NetworkFaults with everything that is wrong.
 */
export function checkNetworkFile(value: unknown, allowed: { people: boolean }): NetworkFile {
  const list = new FaultList();
  const root = new Spot(value, '', list);
  const people = root.at('people');
  if (!allowed.people && Array.isArray(people.value) && people.value.length > 0) {
    people.fault('are demonstration accounts: import with --demo, or leave them out');
  }
  if (root.fields('network branches', LISTS.join(' '))) checkLists(root);
  if (list.count > 0) throw new NetworkFaults(list.faults, list.more);

  const file = value as Partial<NetworkFile>;
  const lists = Object.fromEntries(LISTS.map((name) => [name, file[name] ?? []]));
  return { network: file.network, ...lists } as unknown as NetworkFile;
}

function checkLists(root: Spot): void {
  const directory = new Directory(root);
  const cards = new Set<string>();

  checkHead(root.at('network'));
  directory.check(root, 'branches', checkBranch);
  directory.check(root, 'rooms', (spot) => checkRoom(spot, directory));
  directory.check(root, 'services', (spot) => checkService(spot, directory));
  directory.check(root, 'counsellors', (spot) => checkCounsellor(spot, directory));
  directory.check(root, 'concessions', checkConcession);
  directory.check(root, 'discounts', (spot) => checkDiscount(spot, directory));
  directory.check(root, 'partners', (spot) => checkPartner(spot, directory));
  directory.check(root, 'groups', (spot) => checkGroup(spot, directory));
  directory.check(root, 'people', (spot) => checkPerson(spot, directory, cards));

  checkCurrencies(root, directory);
  checkGroupsTogether(directory);
}
