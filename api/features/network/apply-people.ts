import { foldCredential } from '#domain/fold-digits.ts';
import { NetworkFaults, type FileFault } from '#domain/network-file/fault-list.ts';
import { lastDay } from '#domain/network-file/validity.ts';
import type { NetworkFile } from '#domain/network.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { Tx } from '../../storage/engine/database.ts';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import { noteChange } from '../../storage/stores/change-store.ts';
import { endEntitlement, entitlementsOf, insertEntitlement } from '../../storage/stores/bookings/entitlement-store.ts';
import {
  dropCards,
  dropPassword,
  insertCard,
  putPassword,
} from '../../storage/stores/import/import-credential-store.ts';
import {
  disablePerson,
  ensurePatron,
  grantOf,
  insertGrant,
  isRealPerson,
  movePerson,
  putPerson,
  readGrants,
  readImportedPeople,
  revokeGrant,
} from '../../storage/stores/import/import-people-store.ts';
import { sealName } from '../../storage/stores/person-store.ts';
import { emptySummary, type ListSummary } from './import-summary.ts';
import { isSameMac, type PreparedPerson } from './prepare-people.ts';

interface ImportTools {
  tx: Tx;
  keys: Keyring;
  newId: () => string;
}

/**
 * Brings the demonstration accounts to what the file says (N12). Whoever left it can no longer sign in; what they booked
 * stays. @throws NetworkFaults where an id or a card belongs to somebody whom no import brought.
 */
export async function applyPeople(
  tools: ImportTools,
  file: NetworkFile,
  people: readonly PreparedPerson[],
): Promise<ListSummary> {
  const { tx } = tools;
  const summary = emptySummary();
  const stored = new Map((await readImportedPeople(tx)).map((person) => [person.id, person]));
  const changed: { prepared: PreparedPerson; place: number; wrappedKey: Uint8Array }[] = [];

  for (const [place, prepared] of people.entries()) {
    const row = stored.get(prepared.person.id);
    stored.delete(prepared.person.id);
    if (row && row.disabled_at === null && isSameMac(row.imported_mac, prepared.mac)) {
      summary[row.imported_position === place ? 'unchanged' : 'moved']++;
      if (row.imported_position !== place) await movePerson(tx, row.id, place);
    } else {
      summary[row && row.disabled_at === null ? 'changed' : 'added']++;
      changed.push({ prepared, place, wrappedKey: row?.wrapped_key ?? tools.keys.newPersonKey() });
    }
  }

  const left = [...stored.values()].filter((row) => row.disabled_at === null);
  for (const { id } of left) await closeAccount(tx, id);
  summary.retired = left.length;

  // Cards go before any card comes: two people may have changed theirs.
  for (const { prepared } of changed) if (prepared.pinHash !== undefined) await dropCards(tx, prepared.person.id);
  const faults: FileFault[] = [];
  for (const each of changed) faults.push(...(await writePerson(tools, file, each)));
  if (faults.length > 0) throw new NetworkFaults(faults);
  return summary;
}

async function closeAccount(tx: Tx, id: string): Promise<void> {
  await disablePerson(tx, id);
  await dropCards(tx, id);
  await dropPassword(tx, id);
  await noteChange(tx, 'sign_in', id);
}

async function writePerson(
  tools: ImportTools,
  file: NetworkFile,
  { prepared, place, wrappedKey }: { prepared: PreparedPerson; place: number; wrappedKey: Uint8Array },
): Promise<FileFault[]> {
  const { tx, keys } = tools;
  const { person, mac, pinHash, passwordHash } = prepared;
  const path = `people[${place}]`;
  if (await isRealPerson(tx, person.id))
    return [{ path: `${path}.id`, message: 'belongs to an account that no import brought' }];

  await putPerson(tx, {
    id: person.id,
    wrapped_key: wrappedKey,
    name_sealed: sealName(keys, person.id, wrappedKey, person.name),
    locale: person.locale,
    branch: person.branch ?? null,
    imported_mac: mac,
    imported_position: place,
  });
  await writeGrant(tools, prepared);
  await noteChange(tx, 'sign_in', person.id);
  if (passwordHash !== undefined) await putPassword(tx, person.id, passwordHash);
  if (person.role === 'patron') {
    await ensurePatron(tx, person.id);
    await writeEntitlements(tools, file, prepared);
  }
  if (person.card === undefined || pinHash === undefined) return [];

  const number = foldCredential(person.card);
  const card = {
    card_index: keys.index('card', number),
    person: person.id,
    card_sealed: keys.seal(wrappedKey, `card.number ${person.id}`, number),
    pin_hash: pinHash,
  };
  const had = await tx.attempt(async () => {
    await insertCard(tx, card);
    return true;
  });
  return had ? [] : [{ path: `${path}.card`, message: "is another account's" }];
}

async function writeGrant({ tx, newId }: ImportTools, { person }: PreparedPerson): Promise<void> {
  const wanted = grantOf(person);
  const living = await readGrants(tx, person.id);
  const isWanted = (grant: (typeof living)[number]) =>
    Object.entries(wanted).every(([field, value]) => grant[field as keyof typeof wanted] === value);

  for (const grant of living) if (!isWanted(grant)) await revokeGrant(tx, grant.id);
  if (!living.some(isWanted)) await insertGrant(tx, person.id, { id: newId(), ...wanted });
}

async function writeEntitlements(
  { tx, keys, newId }: ImportTools,
  file: NetworkFile,
  { person }: PreparedPerson,
): Promise<void> {
  const wanted = new Set(person.concessions ?? []);
  for (const { id, concession } of await entitlementsOf(tx, keys, person.id)) {
    if (!wanted.delete(concession)) await endEntitlement(tx, id);
  }

  const home = file.branches.find((branch) => branch.id === person.branch) ?? file.branches[0];
  const from = localDateOf(home?.timeZone ?? 'UTC', tx.now);
  for (const { id, validMonths, evidence } of file.concessions.filter((each) => wanted.has(each.id))) {
    const until = lastDay(from, validMonths);
    await insertEntitlement(tx, keys, {
      id: newId(),
      patron: person.id,
      concession: id,
      from,
      until,
      evidence,
      recordedBy: null,
    });
  }
}
