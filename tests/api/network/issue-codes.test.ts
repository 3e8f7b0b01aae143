import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalCode } from '#domain/price/partner-code.ts';
import type { CannotIssue } from '../../../api/features/codes/issue-codes.ts';
import { issueCodes, MOST_CODES } from '../../../api/features/codes/issue-codes.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openServices, type OpenServices } from '../../../api/services.ts';
import { findCode } from '../../../api/storage/stores/partners/partner-code-store.ts';
import { LIGHT } from '../../support/api.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { smallNetwork } from '../../support/network-file.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('codes on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let services: OpenServices;

  beforeAll(async () => {
    place = await ready();
    services = await openServices(place, { createKeys: true, hashing: LIGHT });
    const file = smallNetwork();
    file.discounts.push({ id: 'friends', name: { en: 'Friends' }, percent: 40, code: true, stacks: false });
    // Two at once, as when two processes start on one empty database: one imports, the other finds nothing to change.
    const twice = [1, 2].map(() => importNetwork(services, structuredClone(file), { demo: true }));
    expect((await Promise.all(twice)).map(({ changed }) => changed).sort()).toEqual([false, true]);
  });
  afterAll(async () => {
    await services.close();
    await place.drop();
  });

  test('P13 codes are all different, kept only as hashes, and found however they are typed', async () => {
    const codes = await issueCodes(services, 'friends', 50);
    expect(new Set(codes).size).toBe(50);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){2}$/);

    const typed = codes[7]!.toLowerCase().replaceAll('-', ' ');
    const index = services.keys.index('partner-code', canonicalCode(typed));
    expect(await findCode(services.database.reader, index)).toEqual({ discount: 'friends', takenBy: null });
    const audit = await services.database.reader.rows(raw<{ facts: string }>(`select facts from audit`), {});
    expect(JSON.stringify(audit)).not.toContain(codes[0]);
    expect(audit.map(({ facts }) => facts)).toContain('{"count":50}');
  });

  test('P13 only for discounts that need one, and not too many at once', async () => {
    const refusal = (discount: string, count: number) =>
      issueCodes(services, discount, count).catch((error: unknown) => (error as CannotIssue).message);
    expect(await refusal('member-30', 1)).toBe('member-30 needs no code; these do: friends');
    expect(await refusal('nothing', 1)).toBe('there is no discount nothing that needs a code; these do: friends');
    for (const count of [0, -1, 1.5, MOST_CODES + 1]) {
      expect(await refusal('friends', count)).toBe('--count must be a whole number from 1 to 10000');
    }
  });
});
