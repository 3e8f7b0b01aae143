import { expect, test } from 'vitest';
import { AUDIT_KINDS, kindOfAction } from '#domain/audit/audit-kinds.ts';
import { sourceFiles } from '../../support/source-tree.ts';

/** What is put on record, by name: the first text of each call, and of what such a call is handed. */
const RECORDED = /recordAudit\([^;]*?'([a-z_]+\.[a-z_]+)'/g;

test('R9 every action that is put on record is of a kind that an auditor can ask for', () => {
  const actions = sourceFiles().flatMap(({ path, code }) =>
    path.startsWith('api/') ? [...code.matchAll(RECORDED)].map(([, action]) => action!) : [],
  );
  expect(actions.length).toBeGreaterThan(40);
  expect(actions.filter((action) => kindOfAction(action) === 'other')).toEqual([]);
});

test('R9 no action is of two kinds, and what nobody named is "other"', () => {
  const beginnings = Object.values(AUDIT_KINDS).flat();
  const nested = beginnings.filter((one) => beginnings.some((other) => other !== one && other.startsWith(one)));
  expect(nested).toEqual([]);
  expect(kindOfAction('parcel.sent')).toBe('other');
});
