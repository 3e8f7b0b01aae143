import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { dayNetwork } from '../../support/day-network.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';

const PASSWORD = 'seven quiet winter lamps';
const TAKEN = Date.UTC(2026, 0, 15, 12);

let library: Library;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork() });
  library.writeMeta('backup', {
    lastGood: { takenAt: TAKEN, bytes: 48_230_400, release: '0.1.0', verified: 'opened' },
    lastFailure: { at: TAKEN + 86_400_000, fault: 'disk_full' },
  });
});
afterAll(() => library?.close());

test.each(
  firstOrAll([
    {
      locale: 'fa',
      viewport: PHONE,
      password: 'گذرواژه',
      begin: 'شروع',
      look: 'دیدن پشتیبان‌ها',
      size: '۴۸٫۲ مگابایت',
      day: '۲۵ دی ۱۴۰۴',
    },
    {
      locale: 'en',
      viewport: DESK,
      password: 'Password',
      begin: 'Begin',
      look: 'Look at backups',
      size: '48.2 MB',
      day: '15 January 2026',
    },
  ]),
)('Z1 Z2 an old backup is told to administrators, with what failed since, in $locale', async (told) => {
  const printed = library.run('api/cli/invite.ts', ['--role', 'admin', '--name', 'Ilse Alund']);
  const { hash } = new URL(printed.trim());
  const { locale, viewport } = told;
  const { page, picture, watch } = await library.visit({ path: `/invited${hash}`, locale, viewport, worker: false });
  await page.getByLabel(told.password, { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: told.begin, exact: true }).click();
  await page.getByRole('status').filter({ hasText: told.day }).waitFor();
  await picture('backup-old');
  await page.getByRole('link', { name: told.look }).click();
  await page.getByText(told.size).waitFor();
  await picture('backups');
  expect(await accessFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(await smallTargets(page)).toEqual([]);
  expect(watch.faults).toEqual([]);
});
