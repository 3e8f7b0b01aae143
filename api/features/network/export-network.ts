import type { Concession, FilePerson, NetworkFile, Role } from '#domain/network.ts';
import type { Services } from '../../storage/context.ts';
import type { Reader } from '../../storage/engine/database.ts';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import { entitlementsOf } from '../../storage/stores/bookings/entitlement-store.ts';
import {
  readGrants,
  readImportedPeople,
  type ImportedPerson,
} from '../../storage/stores/import/import-people-store.ts';
import { findNetworkHead, livingItems } from '../../storage/stores/network-store.ts';
import { openName } from '../../storage/stores/person-store.ts';

/**
 * The network as a file, equal to the one that was imported but for people's secrets and codes (N14). Of people only
 * demonstration accounts are in it. Undefined before any import.
 */
export async function exportNetwork({
  database,
  keys,
}: Pick<Services, 'database' | 'keys'>): Promise<NetworkFile | undefined> {
  const { reader } = database;
  const stored = await findNetworkHead(reader);
  if (!stored) return undefined;

  return {
    network: stored.head,
    branches: await livingItems(reader, 'branch'),
    rooms: await livingItems(reader, 'room'),
    services: await livingItems(reader, 'service'),
    counsellors: await livingItems(reader, 'counsellor'),
    concessions: await livingItems(reader, 'concession'),
    discounts: await livingItems(reader, 'discount'),
    partners: await livingItems(reader, 'partner'),
    groups: await livingItems(reader, 'group_series'),
    people: await exportPeople(reader, keys),
  };
}

async function exportPeople(reader: Reader, keys: Keyring): Promise<FilePerson[]> {
  const people: FilePerson[] = [];
  for (const person of await readImportedPeople(reader)) {
    if (person.disabled_at === null) people.push(await exportPerson(reader, keys, person));
  }
  return people;
}

async function exportPerson(reader: Reader, keys: Keyring, person: ImportedPerson): Promise<FilePerson> {
  const [grant] = await readGrants(reader, person.id);
  const held = new Set((await entitlementsOf(reader, keys, person.id)).map(({ concession }) => concession));
  const concessions = (await livingItems<Concession>(reader, 'concession'))
    .map(({ id }) => id)
    .filter((id) => held.has(id));

  return {
    id: person.id,
    name: openName(keys, person.id, person),
    role: (grant?.role ?? 'patron') as Role,
    ...(person.branch !== null && { branch: person.branch }),
    ...(grant?.counsellor && { counsellor: grant.counsellor }),
    ...(grant?.partner && { partner: grant.partner }),
    locale: person.locale,
    ...(concessions.length > 0 && { concessions }),
  };
}
