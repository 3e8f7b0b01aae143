import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { lookAt } from '../../support/screen-look.ts';

const [FIRST, SECOND] = DAY_PEOPLE.patrons;

describe.each(firstOrAll(['en', 'fa']))('children and guardians at the desk, in %s', (locale) => {
  let library: Library;
  let desk: DeskDevice;
  beforeAll(async () => {
    const network = dayNetwork({ counsellors: 4, firstDay: locale === 'fa' ? 'sat' : 'mon', locale });
    library = await Library.open({ network });
    await addChild(library.url, FIRST!);
    desk = await DeskDevice.open(library.url, { locale });
    await desk.signIn(DAY_PEOPLE.desk);
  });
  afterAll(async () => {
    await desk?.close();
    await library.close();
  });
  const guardians = () =>
    library.rows<{ ended_at: number | null }>('select ended_at from guardian order by created_at');
  const exactly = (english: string) => desk.page.getByRole('main').getByRole('button', { name: desk.word(english) });

  test('the desk finds the child by the guardian’s card, names a second, and ends the first', async () => {
    const { page } = desk;
    await page.goto('/desk/find');
    await page.getByRole('main').getByRole('textbox').fill(FIRST!.card);
    await page.keyboard.press('Enter');
    await page.locator('.people a').first().click();
    await exactly('Show who books for whom').click();
    await page.getByRole('link', { name: /U\./ }).waitFor();
    await look();
    await page.getByRole('link', { name: /U\./ }).click();

    await page.getByRole('heading', { level: 1, name: /U\./ }).waitFor();
    await exactly('Show who books for whom').click();
    await exactly('Name a guardian').click();
    await page.getByLabel(desk.word('Card of the guardian')).fill('1');
    await page.keyboard.press('Enter');
    await page.getByText(desk.word('No card has this number. Check it with the person.')).waitFor();
    await page.getByLabel(desk.word('Card of the guardian')).fill(SECOND!.card);
    await look();
    await page.keyboard.press('Enter');
    await expect.poll(() => guardians().length).toBe(2);
    await exactly('End it').nth(1).waitFor();
    await exactly('End it').first().click();
    await look();
    await exactly('End it for them').click();
    await expect.poll(() => guardians().map(({ ended_at }) => ended_at !== null)).toEqual([true, false]);
    await exactly('Name a guardian').waitFor();
    expect(await exactly('End it').count()).toBe(1);
    const acts = library.rows<{ action: string }>(
      `select action from audit where action like 'guardian.%' order by id`,
    );
    expect(acts.map(({ action }) => action)).toEqual(['guardian.child_added', 'guardian.named', 'guardian.ended']);
    expect(desk.watch.strangers).toEqual([]);
    expect(desk.watch.faults).toEqual([]);
  });

  let looks = 0;
  const look = () => lookAt({ ...desk, picture }, `desk-family-${++looks}`, { locale, sizes: [PHONE, DESK] });
  async function picture(name: string): Promise<void> {
    if (process.env.SCREENSHOTS !== '1') return;
    await desk.page.screenshot({ path: `screenshots/${name}.${locale}.png`, fullPage: true });
  }
});

/** As its guardian does it on a device of their own. */
async function addChild(url: string, { card, pin }: { card: string; pin: string }): Promise<void> {
  const post = (path: string, body: object, headers: object = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = await post('/api/sign-in/card', { card, pin });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const added = await post('/api/me/children', { name: 'Uma' }, { cookie, 'idempotency-key': 'family' });
  if (added.status !== 201) throw new Error(`adding a child was answered ${added.status}`);
}
