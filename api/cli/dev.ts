import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** `npm run dev`: the API restarts when one of its files changes, the web reloads in place and hands /api on to it. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const apiPort = process.env.PORT ?? '8181';

const web = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { host: '127.0.0.1', port: 8180, proxy: { '/api': `http://127.0.0.1:${apiPort}` } },
});
await web.listen();
web.printUrls();

const api = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', '--disable-warning=ExperimentalWarning', join(root, 'api/main.ts'), 'start'],
  { stdio: 'inherit', env: { ...process.env, PORT: apiPort } },
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => api.kill('SIGTERM'));
api.once('exit', async (code) => {
  await web.close();
  process.exit(code ?? 0);
});
