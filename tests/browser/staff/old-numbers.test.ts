import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NetworkFile } from '#domain/network.ts';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { dayNetwork } from '../../support/day-network.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { accessFaults, sidewaysScroll } from '../../support/page-watch.ts';

const PASSWORD = 'seven quiet winter lamps';
const OLD = '2020-01-15';

let library: Library;
beforeAll(async () => {
  const network = dayNetwork() as NetworkFile;
  for (const { crisis } of network.branches) for (const line of crisis) line.checkedOn = OLD;
  library = await Library.open({ network });
});
afterAll(() => library?.close());

test.each(
  firstOrAll([
    { locale: 'fa', viewport: PHONE, password: 'گذرواژه', begin: 'شروع', said: '۱۱۲، آخرین بررسی ۲۵ دی ۱۳۹۸' },
    {
      locale: 'en',
      viewport: DESK,
      password: 'Password',
      begin: 'Begin',
      said: '112, last checked on 15 January 2020',
    },
  ]),
)('N16 administrators are told which numbers want checking, in $locale', async (told) => {
  const printed = library.run('api/cli/invite.ts', ['--role', 'admin', '--name', 'Ilse Alund']);
  const { hash } = new URL(printed.trim());
  const { locale, viewport } = told;
  const { page, picture, watch } = await library.visit({ path: `/invited${hash}`, locale, viewport, worker: false });
  await page.getByLabel(told.password, { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: told.begin, exact: true }).click();
  const banner = page.getByRole('status').filter({ hasText: told.said });
  await banner.waitFor();
  await picture('old-numbers');
  expect(await accessFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(watch.faults).toEqual([]);
});
