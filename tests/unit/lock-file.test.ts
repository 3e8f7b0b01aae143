import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/source-tree.ts';

interface LockedPackage {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };

test('every optional dependency is in the lock file: npm drops those of other platforms in silence', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, wanted]) => {
        const locked = lockedVersion(path, name);
        return !locked || (/^\d/.test(wanted) && locked !== wanted);
      })
      .map(([name, wanted]) => `${path || 'package.json'} wants ${name}@${wanted}`),
  );
  expect(missing, '`npm ci` would fail here or install a broken tool elsewhere').toEqual([]);
});

test('the lock file names no download address: every registry can serve it', () => {
  expect(text.match(/"resolved": *"http[^"]*"/g) ?? []).toEqual([]);
});

/** As Node looks it up: beside the one who asks, then one level up, until the root. */
function lockedVersion(path: string, name: string): string | undefined {
  for (
    let base = path;
    ;
    base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : ''
  ) {
    const found = packages[`${base ? `${base}/` : ''}node_modules/${name}`];
    if (found) return found.version;
    if (!base) return undefined;
  }
}
