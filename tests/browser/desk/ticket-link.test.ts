import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { lookAt } from '../../support/screen-look.ts';
import { readQr } from '../../support/read-qr.ts';

describe.each(firstOrAll(['en', 'fa']))('a link from the desk, in %s', (locale) => {
  let library: Library;
  let desk: DeskDevice;
  let booked: DayBooking;
  beforeAll(async () => {
    const network = dayNetwork({ counsellors: 4, firstDay: locale === 'fa' ? 'sat' : 'mon', locale });
    library = await Library.open({ network, settings: { checkInOpensMin: 1440 } });
    booked = (await bookToday(library.url, 6)).at(-1)!;
    desk = await DeskDevice.open(library.url, { locale });
    await desk.signIn(DAY_PEOPLE.desk);
  });
  afterAll(async () => {
    await desk?.close();
    await library.close();
  });

  const sheet = () => desk.page.getByRole('dialog');
  const inSheet = (...english: string[]) => sheet().getByRole('button', { name: desk.word(...english) });
  const links = () => library.rows<{ revoked_at: number | null }>('select revoked_at from ticket_link');
  const openSheet = async () => {
    await desk.showWholeDay();
    await desk.page.locator(`#row-${booked.id}`).first().click();
    await inSheet('A link').click();
  };

  test('is shown once with its picture, opens that appointment and says nothing of the person, and is ended', async () => {
    await openSheet();
    await inSheet('Make the link').waitFor();
    await look('desk-link-asked');
    await inSheet('Make the link').click();
    const url = await sheet().getByLabel(desk.word('The link, shown only now')).inputValue();
    const { pathname, hash } = new URL(url);
    expect([pathname, hash]).toEqual(['/t', expect.stringMatching(/^#[\w-]{43}$/)]);
    await sheet().locator('.link-slip .qr svg').waitFor();
    expect(await readQr(sheet().locator('.link-slip .qr svg')), 'the picture says what the link says').toBe(url);
    expect(await sheet().locator('.link-slip').innerText()).not.toContain(booked.alias);
    await look('desk-link-made');

    const other = await library.visit({ locale, path: pathname + hash, worker: false });
    await other.patron.button('Cancel').waitFor();
    expect(await other.page.locator('body').innerText()).not.toContain(booked.alias);

    // Closed, it is not to be seen again; by keyboard, and the sheet says that there is one.
    await desk.page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await openSheet();
    await inSheet('End the link').waitFor();
    expect(await sheet().locator('.link-slip').count()).toBe(0);
    expect(await sheet().innerText()).not.toContain(hash.slice(1));
    await look('desk-link-stands');
    await inSheet('End the link').focus();
    await desk.page.keyboard.press('Enter');
    await sheet().getByText(desk.word('The link has ended. Nobody can use it any more.')).waitFor();
    expect(links().filter(({ revoked_at }) => revoked_at === null)).toEqual([]);

    await desk.offline(true);
    await inSheet('Make the link').waitFor({ state: 'detached' });
    await sheet().getByText(desk.word('A link can be made as soon as there is one.')).waitFor();
    await desk.offline(false);
    expect(desk.watch.strangers).toEqual([]);
    expect(desk.watch.faults).toEqual([]);
  });

  const look = (name: string) => lookAt(desk, name, { locale, sizes: [PHONE, DESK] });
});
