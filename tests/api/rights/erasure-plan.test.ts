import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERASURE_PLAN } from '../../../api/storage/rights/erasure-plan.ts';
import { openApi, type TestApi } from '../../support/api.ts';
import { rowsOf } from '../../support/booking-library.ts';

const PLAN: Record<string, { why: string; delete?: readonly string[]; nobody?: readonly string[] }> = ERASURE_PLAN;

/** Columns that say who somebody is without a key that the database would guard. */
const UNGUARDED = {
  idempotency: ['actor'],
  entitlement: ['recorded_by'],
  guardian: ['named_by'],
  invitation: ['made_by'],
};

describe('Q5 the plan of erasing', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await openApi('sqlite', { file: null })));
  afterAll(() => api.close());

  const tables = async () =>
    (
      await rowsOf<{ name: string }>(
        api,
        `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
      )
    ).map(({ name }) => name);

  test('has a decision for every table that there is, and for no other', async () => {
    expect(Object.keys(PLAN).toSorted()).toEqual(await tables());
  });

  test('decides on every column that refers to a person', async () => {
    const undecided = [];
    for (const table of await tables()) {
      const keys = await rowsOf<{ from: string; table: string }>(
        api,
        `select * from pragma_foreign_key_list('${table}')`,
      );
      const guarded = keys.filter((key) => key.table === 'person' || key.table === 'patron').map((key) => key.from);
      const known = UNGUARDED[table as keyof typeof UNGUARDED] ?? [];
      const { delete: gone = [], nobody = [] } = PLAN[table]!;
      const decided = new Set<string>([...gone, ...nobody]);
      undecided.push(
        ...[...guarded, ...known].filter((column) => !decided.has(column)).map((column) => `${table}.${column}`),
      );
    }
    // Booking by booking: see detach-booking.ts.
    expect(undecided).toEqual(['booking.patron']);
  });
});
