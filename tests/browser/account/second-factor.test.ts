import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { codeAt } from '../../support/authenticator.ts';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';

const NAME = 'desk-ilam';
let password: string;
let library: Library;

beforeAll(async () => {
  library = await Library.open({ environment: { REQUIRE_SECOND_FACTOR: 'yes' } });
  const { demoPeople } = await import('../../../api/cli/load-demo.ts');
  password = demoPeople().find(({ id }) => id === NAME)!.password!;
});
afterAll(() => library.close());

async function typePassword(page: Page): Promise<void> {
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue as staff' }).click();
}

test('F5 F6 F8 a desk sets its second factor up at the first sign-in, and shows it at the next', async () => {
  const { page, watch, picture } = await library.visit({ path: '/sign-in', viewport: DESK, worker: false });
  await typePassword(page);
  await page.waitForURL('**/you/security');
  await page.getByText('One more thing before you begin').waitFor();
  await picture('security-due');
  await page.getByRole('button', { name: 'Set up an app' }).click();
  const secret = (await page.getByTestId('key').textContent())!.replaceAll(' ', '');
  await page.getByRole('img', { name: 'Picture of the key' }).waitFor();
  await picture('security-key');

  const code = page.getByLabel('The six digits that the app shows now');
  await code.fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('This is not the code of now.').waitFor();
  await code.fill(codeAt(secret, Date.now()));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('Keep these recovery codes now').waitFor();
  const codes = await page.locator('ul.codes li').allTextContents();
  expect(codes).toHaveLength(10);
  await picture('security-codes');
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('You have 10 recovery codes left.').waitFor();
  await page.getByText('Nowhere but here.').waitFor();
  await picture('security-staff');
  expect(await accessFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('link', { name: 'To your work' }).click();
  await page.waitForURL('**/desk');
  expect(watch.faults).toEqual([expect.stringMatching(/^422 POST .*\/confirm$/)]);

  const second = await library.visit({ path: '/sign-in', worker: false });
  await typePassword(second.page);
  const field = second.page.getByLabel('Code from your app');
  await field.waitFor();
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await second.picture('sign-in-second-factor');
  expect(await accessFaults(second.page)).toEqual([]);
  await field.fill('000000');
  await second.page.getByRole('button', { name: 'Sign in' }).click();
  await second.page.getByText('This code is not right').waitFor();
  await field.fill(codes[0]!.toLowerCase());
  await second.page.keyboard.press('Enter');
  await second.page.waitForURL('**/desk');

  // The app's code of the next half minute: this one's was used.
  const third = await library.visit({ path: '/sign-in', worker: false });
  await typePassword(third.page);
  await third.page.getByLabel('Code from your app').fill(codeAt(secret, Date.now() + 30_000));
  await third.page.keyboard.press('Enter');
  await third.page.waitForURL('**/desk');
  await third.page.goto('/you/security');
  await third.page.getByText('You have 9 recovery codes left.').waitFor();
  await third.page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await third.page.getByRole('button', { name: 'Sign them out' }).click();
  await third.page.getByText('Nowhere but here.').waitFor();
  expect((await second.page.request.get('/api/me')).status()).toBe(401);
});

test('F1 F2 a patron sees where they are signed in, in their own script', async () => {
  const [phone, other] = [
    await library.visit({ locale: 'fa', viewport: PHONE, worker: false }),
    await library.visit({ worker: false }),
  ];
  const { demoPeople } = await import('../../../api/cli/load-demo.ts');
  const { card, pin } = demoPeople().find(({ id }) => id === 'patron-ilam-1')!;
  for (const { page } of [other, phone]) {
    const answer = await page.request.post('/api/sign-in/card', { data: { card, pin } });
    expect(answer.status()).toBe(204);
    await page.evaluate(() => localStorage.setItem('quietroom', JSON.stringify({ signedIn: true })));
  }
  const { page } = phone;
  await page.goto('/you/security');
  const ends = page.getByRole('button', { name: /^خروج از حساب/ });
  await ends.waitFor();
  await phone.picture('security-patron');
  expect(await accessFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await ends.click();
  await page.getByText('هیچ جا جز همین‌جا.').waitFor();
  expect((await other.page.request.get('/api/me')).status()).toBe(401);
});
