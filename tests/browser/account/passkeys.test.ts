import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { demoPeople } from '../../../api/cli/load-demo.ts';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';
import { wordsOf } from '../../support/screen-words.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open({ environment: { REQUIRE_SECOND_FACTOR: 'yes' } })));
afterAll(() => library.close());

/** A device with a lock of its own, which its owner opens. */
async function withLock(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Browsers keep passkeys for names only. */
const named = (path: string) => `http://localhost:${new URL(library.url).port}${path}`;
const person = (wanted: string) => demoPeople().find(({ id }) => id === wanted)!;

test('F13 F14 F15 a patron adds a passkey, signs in with it alone, and takes it away again', async () => {
  const { page, picture } = await library.visit({ locale: 'fa', viewport: PHONE, worker: false });
  const say = wordsOf('fa');
  await withLock(page);
  await page.goto(named('/sign-in'));
  const { card, pin } = person('patron-ilam-1');
  await page.getByLabel(say('Library card number')).fill(card!);
  await page.getByLabel(say('PIN')).fill(pin!);
  await page.getByRole('button', { name: say('Sign in') }).click();
  await page.waitForURL(named('/'));
  await page.goto(named('/you/security'));
  await page.getByText(say('You have no passkey yet.')).waitFor();
  await picture('passkeys-none');
  await page.getByRole('button', { name: say('Add a passkey') }).click();
  await page.getByRole('button', { name: say('Rename: {name}') }).click();
  await page.getByLabel(say('Name of the passkey')).fill('گوشی من');
  await page.keyboard.press('Enter');
  await page.getByText('گوشی من').waitFor();
  await picture('passkeys');
  expect(await accessFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);

  await page.request.post(named('/api/sign-out'), { data: {} });
  await page.goto(named('/sign-in'));
  await page.getByRole('button', { name: say('Sign in with a passkey') }).waitFor();
  await picture('sign-in-passkey');
  expect(await accessFaults(page)).toEqual([]);
  await page.getByRole('button', { name: say('Sign in with a passkey') }).click();
  await page.waitForURL(named('/'));
  await page.goto(named('/you/security'));
  await page.getByRole('button', { name: say('Remove: {name}') }).click();
  await page
    .locator('dialog')
    .getByRole('button', { name: say('Remove') })
    .click();
  await page.getByText(say('You have no passkey yet.')).waitFor();
});

test('F14 a desk whose passkey is both factors is asked for no code, and its password alone opens nothing', async () => {
  const { page } = await library.visit({ viewport: DESK, worker: false });
  await withLock(page);
  const { id, password } = person('desk-ilam');
  await page.goto(named('/sign-in'));
  const made = await page.evaluate(
    (json) =>
      fetch('/api/sign-in/password', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: json,
      }).then((answer) => answer.status),
    JSON.stringify({ name: id, password }),
  );
  expect(made).toBe(204);
  await page.evaluate(() => localStorage.setItem('quietroom', JSON.stringify({ signedIn: true })));
  await page.goto(named('/you/security'));
  await page.getByText('One more thing before you begin').waitFor();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('link', { name: 'To your work' }).waitFor();

  await page.evaluate(() =>
    fetch('/api/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
  );
  await page.goto(named('/sign-in'));
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(id);
  await page.getByLabel('Password').fill(password!);
  await page.getByRole('button', { name: 'Continue as staff' }).click();
  await page.getByLabel('Password').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(named('/desk'));
});
