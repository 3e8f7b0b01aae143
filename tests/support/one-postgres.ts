import { prepareApiProgram } from './api-program.ts';
import { makeReady } from './engines.ts';
import { startPostgres } from './postgres.ts';

/** One PostgreSQL for all API tests; every file makes databases of its own in it. Workers read its address here. */
export default async function setup(): Promise<() => Promise<void>> {
  await prepareApiProgram();
  const { url, stop } = await startPostgres();
  process.env.TEST_DATABASE_URL = url;
  const drop = await makeReady();
  return async () => {
    await drop();
    await stop();
  };
}
