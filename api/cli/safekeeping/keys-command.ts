import { readConfig } from '../../config.ts';
import { rotateKeys } from '../../storage/sealing/rotation/rotate-keys.ts';
import { complain, DONE, UNUSABLE, withServices } from '../network-command.ts';

const USAGE = 'usage: node run.mjs keys rotate';

/** `keys rotate`: while the service runs. Cut off, the same command goes on. 0 done, 2 not possible. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== 'rotate') {
    complain(USAGE);
    return UNUSABLE;
  }
  const { dataDir, backups } = readConfig(process.env);
  return withServices(
    async (services) => {
      const told = (people: number) => complain(`${people} people …`);
      const { people, isResumed } = await rotateKeys({ ...services, dataDir, keepDays: backups.keepDays, told });
      complain(
        `${isResumed ? 'The rotation that was cut off is done' : 'Done'}: the keys of ${people} people are wrapped by the new key, and ` +
          'nothing in the database opens with the one before.',
        `Copy the file "keys" in DATA_DIR to where it is kept, today: the copy there does not open what is written from now on.`,
      );
      return DONE;
    },
    { createKeys: false },
  );
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
