import { parseArgs } from 'node:util';
import { STAFF_ROLES, type StaffRole } from '#domain/account/staff-role.ts';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { readConfig } from '../config.ts';
import {
  CannotInvite,
  inviteFromServer,
  type ServerInvitation,
} from '../features/staff-accounts/invitations/invite-from-server.ts';
import { complain, DONE, REFUSED, UNUSABLE, withServices } from './network-command.ts';

const USAGE = `usage: node run.mjs invite --role ROLE [--branch ID] [--counsellor ID] [--partner ID] [--name "…"] [--locale fi]
ROLE is one of ${STAFF_ROLES.join(', ')}; LOCALE one of ${LOCALES.join(', ')}`;

/**
 * `invite --role admin`: the link on stdout and nothing else, what to do with it on stderr. 0 done, 1 refused, 2 unusable.
 */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    complain(USAGE);
    return UNUSABLE;
  }

  return withServices(async (services) => {
    try {
      const { person, token } = await inviteFromServer(services, asked);
      process.stdout.write(`${originOf()}/invited#${token}\n`);
      complain(
        `Open this link within seven days, on the device of whoever it is for. It opens once, and is shown only now.`,
        `They choose a password there, and sign in from then on as: ${person}`,
      );
      return DONE;
    } catch (error) {
      if (!(error instanceof CannotInvite)) throw error;
      complain(error.message);
      return REFUSED;
    }
  });
}

/** Where browsers reach the server that is, or will be, started with the same settings. */
function originOf(): string {
  const { publicUrl, host, port } = readConfig(process.env);
  return publicUrl ?? `http://${host}:${port}`;
}

function readArguments(args: readonly string[]): ServerInvitation | undefined {
  try {
    const text = { type: 'string' } as const;
    const { role, name, locale, branch, counsellor, partner } = parseArgs({
      args: [...args],
      options: { role: text, branch: text, counsellor: text, partner: text, name: text, locale: text },
    }).values;
    if (!isOneOf<StaffRole>(STAFF_ROLES, role)) return undefined;
    if (locale !== undefined && !isOneOf<Locale>(LOCALES, locale)) return undefined;
    if (name !== undefined && !/^[^\p{C}]{1,80}$/u.test(name.trim())) return undefined;
    return { role, name: name?.trim().normalize('NFC'), locale, branch, counsellor, partner };
  } catch {
    return undefined;
  }
}

function isOneOf<T extends string>(list: readonly T[], value: string | undefined): value is T {
  return list.includes(value as T);
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
