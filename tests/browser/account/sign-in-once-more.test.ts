import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, Library } from '../../support/browser-journey.ts';
import { dayNetwork, DAY_PEOPLE } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

/** F4 as it is seen by those who work here: what opens an account is changed after a fresh sign-in, and then at once. */

const PASSWORD = 'seven quiet winter lamps';
const STALE = { type: '/api/reference#sign_in_again', title: 'Sign in again', status: 403, code: 'sign_in_again' };

let library: Library;
beforeAll(async () => void (library = await Library.open({ network: dayNetwork() })));
afterAll(() => library?.close());

test('F4 an administrator who is to sign in once more comes back to Security', async () => {
  const printed = library.run('api/cli/invite.ts', ['--role', 'admin', '--name', 'Ilse Alund']);
  const { hash } = new URL(printed.trim());
  const { page, watch } = await library.visit({ path: `/invited${hash}`, viewport: DESK, worker: false });
  watch.expect(403, /set-up$/);
  const signInName = await page.getByLabel('Your name for signing in').inputValue();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('link', { name: 'Account' }).click();

  await page.route('**/set-up', (route) => route.fulfill({ status: 403, json: STALE }), { times: 1 });
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(signInName);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue as staff' }).click();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await page.getByText('Open the app and take this picture with it.').waitFor();

  // The next sign-in, asked for by nobody, leads to work again.
  await page.goto('/sign-in');
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(signInName);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue as staff' }).click();
  await page.waitForURL('**/staff');
  expect(watch.faults).toEqual([]);
});

test('F4 so does the desk, in its own frame', async () => {
  const device = await DeskDevice.open(library.url);
  const { page } = device;
  device.watch.expect(403, /set-up$/);
  await device.signIn(DAY_PEOPLE.desk);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.route('**/set-up', (route) => route.fulfill({ status: 403, json: STALE }), { times: 1 });
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(DAY_PEOPLE.desk.name);
  await page.getByLabel('Password').fill(DAY_PEOPLE.desk.password);
  await page.getByRole('button', { name: 'Continue as staff' }).click();
  await page.waitForURL('**/account');
  await page.getByRole('button', { name: 'Set up an app' }).waitFor();
  expect(device.watch.faults).toEqual([]);
  await device.close();
});
