import { createServer } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, Library, PHONE, type VisitOptions } from '../../support/browser-journey.ts';
import { openProvider, type TestProvider } from '../../support/identity-provider.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';

/** Signing in by the library's own provider, whose pages are at another site, as they are in life. */

const NAME = 'admin-network';
let password: string;
let provider: TestProvider;
let library: Library;

beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await openProvider(publicUrl, 'localhost');
  const { issuer, clientId, clientSecret, name } = provider.settings;
  library = await Library.open({
    environment: {
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name.en!,
      OIDC_NAME_FA: name.fa!,
    },
  });
  const { demoPeople } = await import('../../../api/cli/load-demo.ts');
  password = demoPeople().find(({ id }) => id === NAME)!.password!;
});
afterAll(async () => {
  await library?.close();
  await provider?.stop();
});

/** The provider takes its answer to this very address, so the app's must be known before it is started. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const visit = (options: VisitOptions = {}) =>
  library.visit({ path: '/sign-in', viewport: DESK, worker: false, ...options });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
async function goThere(page: Page): Promise<void> {
  await page.getByText('Library staff').click();
  await button(page, 'Sign in with City account').click();
}
/** Its own pages: who one is, and that the library may know. */
async function showWho(page: Page, subject: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(subject);
  await page.getByPlaceholder('and password').fill('any');
  await button(page, 'Sign-in').click();
  await button(page, 'Continue').click();
}
async function isUsable(page: Page): Promise<void> {
  expect(await accessFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}
async function link(subject: string): Promise<void> {
  const { page } = await visit();
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Continue as staff').click();
  await page.waitForURL('**/staff');
  await page.goto('/you/security');
  await button(page, 'Link City account').click();
  await showWho(page, subject);
  await page.getByText(/^Linked since/).waitFor();
}
/** The address that the provider would send this browser back to, which never gets there. */
async function answerFor({ page, context }: { page: Page; context: BrowserContext }, subject: string): Promise<string> {
  const asked = new Promise<string>((took) => {
    void context.route(/\/auth\?/, (route) => {
      took(route.request().url());
      return route.abort();
    });
  });
  await goThere(page);
  const { code, state, iss = '' } = await provider.signIn(await asked, subject);
  return `/sign-in/provider?${new URLSearchParams({ code, state, iss }).toString()}`;
}

test('I14 I15 linked under Security once, and signed in by it from then on', async () => {
  const { page, watch, picture } = await visit();
  await page.getByText('Library staff').click();
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(password);
  await picture('provider-sign-in');
  await isUsable(page);
  await button(page, 'Continue as staff').click();
  await page.waitForURL('**/staff');
  await page.getByRole('link', { name: 'Account' }).click();
  const part = page.getByRole('region', { name: 'City account' });
  await part.getByText('You are sent there once to link it.').waitFor();
  await isUsable(page);
  await button(page, 'Link City account').click();
  await page.waitForURL((url) => url.hostname === 'localhost');
  await showWho(page, 'ilse@city.example');
  await part.getByText(/^Linked since/).waitFor();
  expect(new URL(page.url()).pathname).toBe('/you/security');
  await picture('provider-linked');
  await isUsable(page);

  const later = await visit({ viewport: PHONE });
  await goThere(later.page);
  await showWho(later.page, 'ilse@city.example');
  await later.page.getByRole('heading', { name: 'People' }).waitFor();
  expect([watch.faults, later.watch.faults]).toEqual([[], []]);

  // Signed in there still, one is asked who one is all the same.
  await button(later.page, 'Sign out').click();
  await goThere(later.page);
  await later.page.getByPlaceholder('Enter any login').waitFor();

  await part.getByRole('button', { name: 'Remove the link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await button(page, 'Link City account').waitFor();
});

test('I13 refused there, nothing has happened, and one may begin again; nobody’s account is told whom to ask', async () => {
  const { page, watch, picture } = await visit();
  watch.expect(401, /provider\/finish$/);
  await goThere(page);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByText('You came back from City account without signing in there.').waitFor();
  expect(new URL(page.url()).search).toBe('');
  await picture('provider-refused');
  await isUsable(page);

  await button(page, 'Sign in with City account').click();
  await showWho(page, 'nobody@city.example');
  await page
    .getByText('Nobody here knows this account of City account. Ask your administrator to let you in.')
    .waitFor();
  await isUsable(page);
  expect(watch.faults).toEqual([]);

  const persian = await library.visit({ path: '/sign-in/provider', locale: 'fa', worker: false });
  await persian.page.getByText('این صفحه را فقط حساب شهر باز می‌کند.').waitFor();
  await persian.picture('provider-refused');
  await isUsable(persian.page);
});

test('I13 an answer opens nothing in another browser, nor twice; the cookie is all that the other one lacks', async () => {
  await link('ilse');
  const [mine, theirs] = [await visit(), await visit({ path: '/' })];
  theirs.watch.expect(401, /provider\/finish$/);
  const address = await answerFor(mine, 'ilse');

  const tooLate = 'That took too long, or was begun in another browser. Begin again.';
  await theirs.page.goto(address);
  await theirs.page.getByText(tooLate).waitFor();
  await theirs.picture('provider-elsewhere');
  await isUsable(theirs.page);
  expect(new URL(theirs.page.url()).search).toBe('');

  // The control: with the step's cookie the other browser is signed in.
  const step = (await mine.context.cookies()).filter(({ name }) => name === 'quietroom-step');
  expect(step).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
  await theirs.context.addCookies(step);
  await theirs.page.goto(address);
  await theirs.page.getByRole('heading', { name: 'People' }).waitFor();

  await theirs.page.goto(address);
  await theirs.page.getByText(tooLate).waitFor();
});

test('I15 an invitation is taken with it, without a password', async () => {
  const printed = library.run('api/cli/invite.ts', ['--role', 'admin', '--name', 'Ilse Alund']);
  const { hash } = new URL(printed.trim());
  const { page, picture } = await visit({ path: `/invited${hash}`, viewport: PHONE });
  await page.getByText('Or without a password of its own:').waitFor();
  await picture('provider-invited');
  await isUsable(page);
  await button(page, 'Sign in with City account').click();
  await showWho(page, 'new@city.example');
  const row = page.getByRole('button', { name: /Ilse Alund/ });
  await row.waitFor();
  expect(await row.innerText()).not.toContain('Password only');
});
