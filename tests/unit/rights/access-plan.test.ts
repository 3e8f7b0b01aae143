import { expect, test } from 'vitest';
import { ownData } from '#contract/account/own-data.ts';
import { ACCESS_PLAN, type Told } from '../../../api/storage/rights/access-plan.ts';
import { sourceFiles } from '../../support/source-tree.ts';

const parts = Object.keys(ownData.shape);
const plan = Object.entries(ACCESS_PLAN) as [string, Told][];

/** In words, what the plan and the tables of a database disagree about. */
function undecided(tables: string[]): string[] {
  const planned = plan.map(([table]) => table);
  return [
    ...tables.filter((table) => !planned.includes(table)).map((table) => `${table} is decided on nowhere`),
    ...planned.filter((table) => !tables.includes(table)).map((table) => `${table} is no table any more`),
  ];
}

test('Y1 of every table of the database it is decided whether a person is told of it, and a new one fails here', () => {
  const migrations = sourceFiles().filter(({ path }) => path.startsWith('api/storage/migrations/'));
  const made = migrations.flatMap(({ text }) => [...text.matchAll(/\bcreate table (\w+)/g)].map(([, name]) => name!));
  const tables = [...new Set(made)];
  expect(tables.length).toBeGreaterThan(45);
  expect(undecided(tables)).toEqual([]);
  expect(undecided([...tables, 'diary'])).toEqual(['diary is decided on nowhere']);
});

test('Y1 what is told has a part of the answer, and every part has a table that fills it', () => {
  const told = plan.flatMap(([, decision]) => ('in' in decision ? decision.in : []));
  expect(told.filter((part) => !parts.includes(part))).toEqual([]);
  expect(parts.filter((part) => part !== 'asOf' && !told.includes(part))).toEqual([]);
  const reasons = plan.flatMap(([, decision]) => ('not' in decision ? [decision.not] : []));
  expect(reasons.filter((reason) => reason.length < 15)).toEqual([]);
});
