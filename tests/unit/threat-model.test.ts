import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/source-tree.ts';

test('every abuse of docs/threat-model.md names a test, and the test is there', () => {
  const rows = readFileSync(join(root, 'docs/threat-model.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  expect(rows.length).toBeGreaterThan(10);
  const named = rows.map((row) => row.match(/tests\/[\w./-]+\.test\.ts/g) ?? []);
  expect(rows.filter((_, place) => named[place]!.length === 0)).toEqual([]);
  expect(named.flat().filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
