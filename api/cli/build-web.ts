import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Everything the web app is made of. The doors `domain` and `contract` are in it because the web imports them. */
const SOURCES = [
  'web/**/*',
  'public/**/*',
  'api/domain/**/*.ts',
  'api/contract/**/*.ts',
  'vite.config.ts',
  'lingui.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.source-hash');

/** Builds `dist/` when its sources changed since the last build. Two that build at once do not disturb each other. */
export async function buildWeb(): Promise<void> {
  const wanted = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.error('Building the web app …');
  // Vite takes over what it finds: a test's NODE_ENV would build React's development version.
  process.env.NODE_ENV = 'production';
  const fresh = join(root, '.cache', `web-${process.pid}`);
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    });
    writeFileSync(join(fresh, '.source-hash'), wanted);
    putInPlace(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** A directory cannot replace another in one step: move the old one aside, and again if somebody was quicker. */
function putInPlace(fresh: string): void {
  const old = `${fresh}-old`;
  for (let tries = 0; ; tries++) {
    if (existsSync(dist)) rename(dist, old);
    if (rename(fresh, dist)) break;
    rmSync(old, { recursive: true, force: true });
    if (tries === 20) throw new Error('dist/ could not be replaced');
  }
  rmSync(old, { recursive: true, force: true });
}

function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const raced = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (!raced) throw error;
    return false;
  }
}

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: root }).toSorted()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) await buildWeb();
