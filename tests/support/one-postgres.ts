import { startPostgres } from './postgres.ts';

/** One PostgreSQL for all API tests; every file makes a database of its own in it. Workers read its address here. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  process.env.TEST_DATABASE_URL = url;
  return stop;
}
