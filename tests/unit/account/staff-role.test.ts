import { expect, test } from 'vitest';
import { roleFaults, STAFF_ROLES, type RoleWish } from '#domain/account/staff-role.ts';
import type { Network } from '#domain/network.ts';

const byId = <T extends { id: string }>(...items: T[]) => new Map(items.map((item) => [item.id, item]));
const network = {
  branches: byId({ id: 'ilam' }, { id: 'rasht' }),
  counsellors: byId({ id: 'shirin', hours: [{ branch: 'ilam' }] }),
  partners: byId({ id: 'relief' }),
} as unknown as Network;

const faultsOf = (wish: RoleWish) => roleFaults(wish, network).map(({ path, code }) => `${path} ${code}`);

test('I2 each role is bound to what it needs, and to nothing else', () => {
  const lacking = STAFF_ROLES.map((role) => [role, faultsOf({ role })]);
  expect(Object.fromEntries(lacking)).toEqual({
    admin: [],
    desk: ['branch missing'],
    counsellor: ['branch missing', 'counsellor missing'],
    partner: ['partner missing'],
    auditor: [],
  });
  expect(faultsOf({ role: 'admin', branch: 'ilam' })).toEqual([]);
  expect(faultsOf({ role: 'partner', partner: 'relief' })).toEqual([]);
  expect(faultsOf({ role: 'desk', branch: 'ilam', counsellor: 'shirin' })).toEqual(['counsellor not_allowed']);
  expect(faultsOf({ role: 'auditor', branch: 'ilam' })).toEqual([]);
  expect(faultsOf({ role: 'auditor', partner: 'relief' })).toEqual(['partner not_allowed']);
});

test('I2 a counsellor works at a branch of their hours', () => {
  expect(faultsOf({ role: 'counsellor', branch: 'ilam', counsellor: 'shirin' })).toEqual([]);
  expect(faultsOf({ role: 'counsellor', branch: 'rasht', counsellor: 'shirin' })).toEqual(['counsellor unknown']);
});
