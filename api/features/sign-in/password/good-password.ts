import { passwordFault } from '#domain/account/password-rule.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { commonPasswords } from '../../../storage/sealing/common-passwords.ts';
import { findProfile, openName } from '../../../storage/stores/person-store.ts';

/** F10. @throws Refusal `invalid` about the field `path` */
export async function assertGoodPassword(
  services: Services,
  person: string,
  { password, path }: { password: string; path: string },
): Promise<void> {
  const common = await commonPasswords();
  const code = passwordFault(password, {
    own: await ownWords(services, person),
    isCommon: (text) => common.has(text),
  });
  if (code) throw new Refusal('invalid', {}, [{ path, code }]);
}

/** What stands on the door and on the badge. */
async function ownWords({ database, keys, world }: Services, person: string): Promise<string[]> {
  const { network } = (await world.current(-Infinity)).world;
  const profile = await findProfile(database.reader, person);
  const names = [profile ? openName(keys, person, profile) : {}, network.head.name];
  const branches = [...network.branches.values()].map(({ name }) => name);
  return [person, 'quietroom', ...[...names, ...branches].flatMap((text) => Object.values(text))];
}
