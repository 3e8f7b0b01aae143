import { expect, test } from 'vitest';
import { backupAge } from '#domain/backup/backup-age.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 8);

test('Z2 a backup is old when two turns brought none', () => {
  expect(backupAge(NOW - 12 * HOUR, NOW, 6)).toBe('fresh');
  expect(backupAge(NOW - 12 * HOUR - 1, NOW, 6)).toBe('old');
});

test('Z2 where none are made by themselves, after 48 hours; and none at all is none', () => {
  expect(backupAge(NOW - 48 * HOUR, NOW, undefined)).toBe('fresh');
  expect(backupAge(NOW - 48 * HOUR - 1, NOW, undefined)).toBe('old');
  expect(backupAge(undefined, NOW, 24)).toBe('none');
});
