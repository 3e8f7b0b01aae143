import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeAbandonedBeside, replaceFile, replaceFileBeside } from '../../../api/storage/write-once.ts';

const UUID = '0190c9a2-7f3e-7c1d-9b7a-2f6d1c3e5a4b';
const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

test('what killed processes left beside a file goes after an hour; nobody’s copy does, and nothing that is being written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quietroom-write-once-'));
  const put = (name: string, age: number) => {
    writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, name), (NOW - age) / 1000, (NOW - age) / 1000);
  };
  try {
    replaceFile(join(folder, 'keys'), 'one');
    await replaceFileBeside(join(folder, 'head.json'), 'two');
    const kept = ['keys.20261122', 'keys.1.old', `keys.${UUID}`, 'keys.bak', `other.12.${UUID}`, 'other.12.next'];
    for (const name of kept) put(name, 2 * HOUR);
    for (const name of [`keys.12.${UUID}`, 'head.json.12.next']) put(name, 2 * HOUR);
    put(`keys.13.${UUID}`, HOUR / 2);

    removeAbandonedBeside(folder, ['keys', 'head.json'], NOW);
    expect(readdirSync(folder).toSorted()).toEqual(['head.json', 'keys', ...kept, `keys.13.${UUID}`].toSorted());
  } finally {
    rmSync(folder, { recursive: true });
  }
});
