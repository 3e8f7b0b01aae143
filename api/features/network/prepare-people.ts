import { foldCredential } from '#domain/fold-digits.ts';
import type { FilePerson } from '#domain/network.ts';
import type { Reader } from '../../storage/engine/database.ts';
import { canonicalJson } from '../../storage/sealing/canonical-json.ts';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import { hashSecret } from '../../storage/sealing/secret-hash.ts';
import { readImportedPeople } from '../../storage/stores/import/import-people-store.ts';
import type { Progress } from './import-summary.ts';

/** A person with all that costs time already done: argon2 must not run inside a transaction. */
export interface PreparedPerson {
  person: FilePerson;
  /** HMAC of all that the file says, secrets included: the same file changes nothing, and tells nobody anything. */
  mac: Uint8Array;
  pinHash: string | undefined;
  passwordHash: string | undefined;
}

/** People whose entry is as it was at the last import are not hashed again. */
export async function preparePeople(
  reader: Reader,
  keys: Keyring,
  people: readonly FilePerson[],
  progress: Progress,
): Promise<PreparedPerson[]> {
  const known = new Map((await readImportedPeople(reader)).map((person) => [person.id, person.imported_mac]));
  const prepared: PreparedPerson[] = [];

  for (const person of people) {
    const mac = keys.index('import', canonicalJson(person));
    const same = isSameMac(known.get(person.id), mac);
    prepared.push({
      person,
      mac,
      pinHash: same || person.pin === undefined ? undefined : await hashSecret(keys, foldCredential(person.pin)),
      passwordHash: same || person.password === undefined ? undefined : await hashSecret(keys, person.password),
    });
    progress(prepared.length, people.length);
  }
  return prepared;
}

export function isSameMac(stored: Uint8Array | null | undefined, mac: Uint8Array): boolean {
  return !!stored && Buffer.from(stored).equals(mac);
}
