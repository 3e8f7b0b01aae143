import { grantOfWish, roleFaults, type RoleWish } from '#domain/account/staff-role.ts';
import type { Locale } from '#domain/ids.ts';
import type { Network } from '#domain/network.ts';
import type { Services } from '../../../storage/context.ts';
import { loadNetwork } from '../../../storage/stores/network-store.ts';
import { inviteSomebodyNew, type MadeInvitation } from './write-invitation.ts';

/** What was asked for cannot be done; the message is for whoever typed the command. */
export class CannotInvite extends Error {
  override readonly name = 'CannotInvite';
}

export interface ServerInvitation extends RoleWish {
  name: string | undefined;
  locale: Locale | undefined;
}

/** I1: whoever holds the server and its keys invites whom they like: so the first administrator comes. @throws CannotInvite */
export async function inviteFromServer(
  { database, keys, newId, token }: Pick<Services, 'database' | 'keys' | 'newId' | 'token'>,
  { name, locale, ...wish }: ServerInvitation,
): Promise<MadeInvitation> {
  return database.write(async (tx) => {
    const network = await loadNetwork(tx);
    if (!network) throw new CannotInvite('there is no network yet: run "node run.mjs import FILE" first');
    refuse(wish, network);

    const tools = { tx, keys, now: tx.now, newId, token };
    const branch = wish.branch === undefined ? undefined : network.branches.get(wish.branch);
    const about = { name: name === undefined ? {} : { en: name }, locale: locale ?? spokenAt(branch) };
    return inviteSomebodyNew(tools, grantOfWish(wish), about);
  });
}

function spokenAt(branch: { locale: string } | undefined): Locale {
  return (branch?.locale ?? 'en') as Locale;
}

function refuse(wish: RoleWish, network: Network): void {
  const [fault] = roleFaults(wish, network);
  if (!fault) return;

  const { path, code } = fault as { path: 'branch' | 'counsellor' | 'partner'; code: string };
  if (code === 'missing') throw new CannotInvite(`--${path} is missing: the role ${wish.role} needs one`);
  if (code === 'not_allowed') throw new CannotInvite(`--${path} does not go with the role ${wish.role}`);

  const known = [
    ...{ branch: network.branches, counsellor: network.counsellors, partner: network.partners }[path].keys(),
  ];
  const where = path === 'counsellor' && network.counsellors.has(wish.counsellor!) ? ` at ${wish.branch}` : '';
  throw new CannotInvite(`there is no ${path} ${wish[path]}${where}; there are: ${known.join(', ') || 'none'}`);
}
