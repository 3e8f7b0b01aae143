import { expect, test } from 'vitest';
import { AUDIT_KINDS, kindOfAction } from '#domain/audit/audit-kinds.ts';
import { LOOK_ACTIONS, NOT_LOOKS } from '#domain/audit/looks.ts';
import { looks } from '../../../api/storage/migrations/008-looks.ts';
import { sourceFiles } from '../../support/source-tree.ts';

/** What is put on record, by name: the first text of each call, and of what such a call is handed. */
const RECORDED = /recordAudit\([^;]*?'([a-z_]+\.[a-z_]+)'/g;

const actionsOf = () =>
  sourceFiles().flatMap(({ path, code }) =>
    path.startsWith('api/') ? [...code.matchAll(RECORDED)].map(([, action]) => action!) : [],
  );

test('R9 every action that is put on record is of a kind that an auditor can ask for', () => {
  const actions = actionsOf();
  expect(actions.length).toBeGreaterThan(40);
  expect(actions.filter((action) => kindOfAction(action) === 'other')).toEqual([]);
});

test('R9 no action is of two kinds, and what nobody named is "other"', () => {
  const beginnings = Object.values(AUDIT_KINDS).flat();
  const nested = beginnings.filter((one) => beginnings.some((other) => other !== one && other.startsWith(one)));
  expect(nested).toEqual([]);
  expect(kindOfAction('parcel.sent')).toBe('other');
});

test('Y4 of every action at a desk it is decided whether it is a look at somebody, and the index is over those that are', () => {
  const decided = new Set<string>([...LOOK_ACTIONS, ...NOT_LOOKS]);
  const atDesk = actionsOf().filter((action) => /^(desk|data)\./.test(action) || action.includes('reveal'));
  expect(atDesk.length).toBeGreaterThan(4);
  expect(atDesk.filter((action) => !decided.has(action))).toEqual([]);
  const [index] = looks();
  expect(LOOK_ACTIONS.filter((action) => !index!.includes(`'${action}'`))).toEqual([]);
});
