import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { dayNetwork } from '../../support/day-network.ts';
import { DeskDevice, PIN } from '../../support/desk-device.ts';
import { accessFaults, sidewaysScroll, watchPage } from '../../support/page-watch.ts';

/** How somebody comes to work here, and how they go: from a command on the server to a screen that is closed. */

const PASSWORD = 'seven quiet winter lamps';

let library: Library;
let admin: DeskDevice;
let desk: DeskDevice;
let link: string;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork() });
  [admin, desk] = await Promise.all([DeskDevice.open(library.url), DeskDevice.open(library.url, { phone: true })]);
});
afterAll(async () => {
  await admin?.close();
  await desk?.close();
  await library.close();
});

const isUsable = async (page: Page) => {
  expect(await accessFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
};
const accept = async ({ page }: DeskDevice) => {
  await page.getByLabel('Password').fill('short');
  await page.keyboard.press('Enter');
  await page.getByText('Twelve signs or more, please.').waitFor();
  await isUsable(page);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Begin' }).click();
};

test('I1 the first administrator comes by the link that the command printed', async () => {
  const printed = library.run('api/cli/invite.ts', ['--role', 'admin', '--name', 'Ilse Alund']);
  const { hash } = new URL(printed.trim());
  admin.watch.expect(422, /accept/);
  await admin.page.goto(`/invited${hash}`);
  await admin.page.getByText('Administrator').waitFor();
  await accept(admin);
  await admin.page.getByRole('heading', { name: 'People' }).waitFor();
  await admin.page.getByRole('button', { name: /Ilse Alund/ }).waitFor();
  await isUsable(admin.page);
});

test('the first load of their screens is 150 KB of JavaScript at most', async () => {
  const storageState = await admin.context.storageState();
  // Nothing is in this one's cache yet.
  const fresh = await admin.context
    .browser()!
    .newContext({ storageState, baseURL: library.url, serviceWorkers: 'block' });
  const page = await fresh.newPage();
  const { responses } = watchPage(page, library.url);
  await page.goto('/staff');
  await page.getByRole('button', { name: /Ilse Alund/ }).waitFor();
  const scripts = responses.filter((one) => one.request().resourceType() === 'script' && one.ok());
  const sizes = await Promise.all(scripts.map(async (one) => (await one.request().sizes()).responseBodySize));
  const size = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`administrators: ${(size / 1000).toFixed(1)} KB of JavaScript`);
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThanOrEqual(150_000);
  await fresh.close();
});

test('I3 they invite somebody for the desk; the link is shown once', async () => {
  const { page } = admin;
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name').fill('Zohreh Maleki');
  await isUsable(page);
  await sheet.getByRole('button', { name: 'Make the link' }).click();
  await sheet.getByRole('img', { name: 'The link as a QR code' }).waitFor();
  link = (await sheet.getByText(/\/invited#/).textContent())!.trim();
  await isUsable(page);
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByText('Zohreh Maleki').waitFor();
  await expect.poll(() => page.content()).not.toContain(new URL(link).hash.slice(1));
  await isUsable(page);
});

test('I4 who has the link works at the desk a minute later; the link opens nothing any more', async () => {
  const { page } = desk;
  desk.watch.expect(422, /accept/);
  desk.watch.expect(404, /look/);
  await page.goto(link);
  await page.getByText('Front desk').waitFor();
  await accept(desk);
  await page.getByLabel('New PIN').fill(PIN);
  await page.getByLabel('The same PIN again').fill(PIN);
  await desk.button('Open').click();
  await page.getByRole('navigation').first().waitFor();
  await page.getByRole('heading', { name: 'Arrivals' }).waitFor();

  const tab = await desk.newTab(new URL(link).pathname + new URL(link).hash);
  await tab.getByText('This link does not open anything any more').waitFor();
  await isUsable(tab);
  await tab.close();
});

test('I7 disabled: their screen says so within a second, and they come in no more', async () => {
  const { page } = admin;
  desk.watch.expect(401, /api/);
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: /Zohreh Maleki/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Disable' }).click();
  await isUsable(page);
  const over = desk.page.getByText('Your sign-in has ended').waitFor();
  await Promise.all([page.waitForResponse(/disable$/), sheet.getByRole('button', { name: 'Disable now' }).click()]);
  const began = performance.now();
  await over;
  // A second, and as much again for a busy machine that draws two pages.
  expect(performance.now() - began).toBeLessThan(2_000);
  await sheet.getByText('Signed in nowhere').waitFor();
  await sheet.getByRole('button', { name: 'Let in again' }).waitFor();
  await isUsable(page);
});
