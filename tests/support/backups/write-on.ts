import { openServices } from '../../../api/services.ts';
import { recordAudit } from '../../../api/storage/stores/audit-store.ts';
import { startSealing } from '../../../api/jobs/audit/start-sealing.ts';

/** A second process that writes on until its input ends, and says the number of each write once it is durable. */
const [databaseUrl = '', dataDir = ''] = process.argv.slice(2);
const services = await openServices({ databaseUrl, dataDir });
const stopSealing = startSealing(services, dataDir, () => undefined);
const until = process.stdin.resume();

const { database, keys, newId } = services;
for (let n = 1; !until.readableEnded; n++) {
  await database.write((tx) => recordAudit({ tx, keys, newId, now: tx.now }, 'booking.confirm', `write-${n}`, { n }));
  process.stdout.write(`${n}\n`);
}
await stopSealing();
await services.close();
process.exit(0);
