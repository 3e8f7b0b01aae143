import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../support/browser-journey.ts';
import { DAY_PEOPLE, dayNetwork } from '../support/day-network.ts';
import { DeskDevice } from '../support/desk-device.ts';
import { isFull } from '../support/fault-size.ts';
import { settled, type PageWatch } from '../support/page-watch.ts';

/**
 * The app as it is built, under the headers that are served. Every other journey listens for refusals too (page-watch.ts), on the
 * very screens that are walked through here when everything is tried in full.
 */

let library: Library;
beforeAll(async () => void (library = await Library.open({ network: dayNetwork() })));
afterAll(() => library?.close());

const PATRON = [
  '/',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/new',
  '/sign-in/provider',
  '/bookings',
  '/you',
  '/t',
  '/invited',
];
const SIGNED_IN = [
  '/',
  '/bookings',
  '/you',
  '/you/security',
  '/you/contacts',
  '/you/data',
  '/you/data/looks',
  '/you/data/delete',
];

async function expectPolicy(answer: Response | null): Promise<void> {
  expect(await answer!.headerValue('content-security-policy')).toContain("require-trusted-types-for 'script'");
}

async function walk(page: Page, watch: PageWatch, paths: string[]): Promise<void> {
  for (const path of paths) {
    await expectPolicy(await page.goto(path));
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await settled(page, watch);
  }
  expect(watch.violations, paths.join(' ')).toEqual([]);
}

if (isFull) {
  test('patrons’ screens ask for nothing that the policy refuses, with a worker too', async () => {
    const { page, watch, patron } = await library.visit();
    await walk(page, watch, PATRON);
    await page.goto('/sign-in');
    const [{ card, pin }] = DAY_PEOPLE.patrons as [{ card: string; pin: string }];
    await patron.signIn(card, pin);
    await page.waitForURL((url) => url.pathname === '/');
    await walk(page, watch, SIGNED_IN);
    await page.getByRole('button', { name: 'Urgent help' }).click();
    await page.getByRole('dialog').waitFor();
    expect(watch.violations).toEqual([]);
  });

  test.each([
    { role: 'desk' as const, paths: ['/desk', '/desk/rooms', '/desk/find', '/desk/cash-up', '/account'] },
    { role: 'counsellor' as const, paths: ['/my-day', '/my-week', '/account'] },
  ])('so do those of a $role', async ({ role, paths }) => {
    const device = await DeskDevice.open(library.url);
    await device.signIn(DAY_PEOPLE[role]);
    await walk(device.page, device.watch, paths);
    await device.close();
  });

  test('and those of administrators', async () => {
    const printed = library.run('api/cli/invite.ts', ['--role', 'admin', '--name', 'Ilse Alund']);
    const { page, watch } = await library.visit({ path: `/invited${new URL(printed.trim()).hash}`, worker: false });
    await page.getByLabel('Password').fill('seven quiet winter lamps');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await walk(page, watch, ['/staff', '/staff/invitations', '/you/security']);
  });
}

test('a control: text that would become markup, or code, is refused and told', async () => {
  const { page, watch } = await library.visit({ worker: false });
  await expectPolicy(await page.reload());
  const refused = await page.evaluate(() => {
    const sinks: [string, (text: string) => void][] = [
      ['innerHTML', (text) => void (document.createElement('div').innerHTML = text)],
      ['script', (text) => void (document.createElement('script').src = text)],
      [
        'policy',
        (name) =>
          void (
            globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): void } }
          ).trustedTypes!.createPolicy(name, {}),
      ],
    ];
    return sinks.flatMap(([name, set]) => {
      try {
        set('<b>planted</b>');
        return [];
      } catch (error) {
        return [`${name}: ${(error as Error).name}`];
      }
    });
  });
  expect(refused).toEqual(['innerHTML: TypeError', 'script: TypeError', 'policy: TypeError']);
  await expect.poll(() => watch.violations.length).toBe(3);
  watch.violations.length = 0;
});
