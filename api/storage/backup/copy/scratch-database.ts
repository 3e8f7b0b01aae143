import pg from 'pg';

const PREFIX = 'quietroom_check_';
/** Of a process that died: no look into a backup takes so long. */
const ABANDONED_MS = 6 * 3_600_000;

/** A database for a while, beside the one of `databaseUrl`; undefined where this account may not make one. */
export async function makeScratch(databaseUrl: string): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const name = `${PREFIX}${Date.now()}_${crypto.randomUUID().slice(0, 8)}`;
  const administer = async (text: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      return (await client.query<{ datname: string }>(text)).rows;
    } finally {
      await client.end();
    }
  };
  try {
    for (const { datname } of await administer(`select datname from pg_database where datname like '${PREFIX}%'`)) {
      const isAbandoned = Number(datname.slice(PREFIX.length).split('_')[0]) < Date.now() - ABANDONED_MS;
      if (isAbandoned) await administer(`drop database if exists "${datname}"`);
    }
    await administer(`create database ${name} template template0`);
  } catch (error) {
    // insufficient_privilege
    if ((error as { code?: string }).code === '42501') return undefined;
    throw error;
  }
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => void (await administer(`drop database if exists ${name} with (force)`)),
  };
}
