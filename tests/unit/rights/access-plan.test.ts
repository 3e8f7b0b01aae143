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
  const named = (what: RegExp) => migrations.flatMap(({ text }) => [...text.matchAll(what)].map(([, name]) => name!));
  // Made under another name only to take the place of one.
  const passing = new Set(named(/\balter table (\w+) rename to/g));
  const tables = [...new Set(named(/\bcreate table (\w+)/g))].filter((name) => !passing.has(name));
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
