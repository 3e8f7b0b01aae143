import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';

/** Those who watch and do not serve: an organisation that pays for others, and somebody who looks after the record. */

const PARTNER = { name: 'partner-relief', password: 'demo-partner-relief' };
const AUDITOR = { name: 'auditor-network', password: 'demo-network-auditor' };

let library: Library;
let partner: DeskDevice;
let auditor: DeskDevice;
let codes: string[];
beforeAll(async () => {
  library = await Library.open();
  [partner, auditor] = await Promise.all([
    DeskDevice.open(library.url, { phone: true }),
    DeskDevice.open(library.url, { locale: 'fa' }),
  ]);
});
afterAll(async () => {
  await partner?.close();
  await auditor?.close();
  await library.close();
});

const signIn = async (device: DeskDevice, { name, password }: typeof PARTNER) => {
  const { page, word } = device;
  await page.goto('/sign-in');
  await page
    .locator('summary')
    .filter({ hasText: word('Library staff') })
    .click();
  await page.getByLabel(word('Name')).fill(name);
  await page.getByLabel(word('Password')).fill(password);
  await device.button('Continue as staff').click();
};
const isUsable = async ({ page }: DeskDevice) => {
  expect(await accessFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(await smallTargets(page)).toEqual([]);
};

test('R1 a partner comes to its own programmes, whichever screen of staff it asks for', async () => {
  const { page } = partner;
  await signIn(partner, PARTNER);
  await page.getByRole('heading', { name: 'Programmes' }).waitFor();
  await page.getByText('Relief Committee, Ilam office').waitFor();
  const programme = page.getByRole('region', { name: 'Clients of the Relief Committee, free' });
  await programme.getByText('All of it is left.').waitFor();
  await programme.getByText(/Weeks are counted together until five people came/).waitFor();
  await isUsable(partner);
  for (const path of ['/staff', '/staff/record', '/staff/invitations']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'Programmes' }).waitFor();
  }
});

test('R4 it makes codes by keyboard, and they are shown this once', async () => {
  const { page } = partner;
  await page.getByRole('button', { name: 'Make codes' }).press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('How many').fill('0');
  await page.keyboard.press('Enter');
  await sheet.getByText('Type a number from 1 to 100.').waitFor();
  await isUsable(partner);
  await sheet.getByLabel('How many').fill('۲');
  await page.keyboard.press('Enter');
  await sheet.getByRole('list', { name: 'The new codes' }).waitFor();
  codes = await sheet.locator('.code-sign').allInnerTexts();
  expect(codes).toHaveLength(2);
  await isUsable(partner);
  await page.keyboard.press('Escape');
  await page.getByText('2 codes').waitFor();
  await page.getByText('118 more codes can be made.').waitFor();
  await expect.poll(() => page.content()).not.toContain(codes[0]);
});

test('R6 somebody books with one; then the batch is withdrawn, and the other opens nothing', async () => {
  const { patron } = await library.visit({ worker: false, search: ['individual-ir', 'ilam'] });
  await patron.holdSoonest('29000001', '4821');
  await patron.giveCode(codes[0]!);

  const { page } = partner;
  await page.getByRole('button', { name: 'Withdraw the codes' }).click();
  await isUsable(partner);
  await page.getByRole('button', { name: 'Withdraw now' }).press('Enter');
  await page.getByText(/, withdrawn /).waitFor();
  await page.getByText('120 more codes can be made.').waitFor();
  const [row] = library.rows<{ n: number }>('select count(*) as n from partner_code where withdrawn_at is null');
  expect(row!.n).toBe(0);
  // What the booking has it keeps.
  expect(library.rows('select 1 from partner_code where taken_by is not null')).toHaveLength(1);
});

test('R7 R9 an auditor reads who did what in Persian, of one kind or operation; no patron is named', async () => {
  const { page, word } = auditor;
  await signIn(auditor, AUDITOR);
  await page.getByRole('heading', { name: word('What was done') }).waitFor();
  const record = page.getByRole('list', { name: word('What was done') });
  await record.getByText('یونس درخشان').first().waitFor();
  await isUsable(auditor);
  // The patron who booked is one of those who are on record.
  await record.getByText('booking.hold').first().waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/Zohreh|زهره|29000001|patron-ilam/);

  await record.getByText('codes.issued').first().click();
  await page
    .getByRole('button', { name: /codes\.issued/ })
    .first()
    .waitFor();
  await expect.poll(() => record.getByText('booking.hold').count()).toBe(0);
  await isUsable(auditor);
  await page.getByLabel(word('Kind')).selectOption('booking');
  await page.getByText(word('Nothing is on record for this day.')).waitFor();
});
