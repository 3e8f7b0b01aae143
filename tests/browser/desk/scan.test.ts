import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { filmOf } from '../../support/camera-film.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { ProfileDevice } from '../../support/profile-device.ts';

const folder = mkdtempSync(join(tmpdir(), 'quietroom-film-'));
const film = join(folder, 'slip.y4m');
let reader: DeskDevice;
let library: Library;
let booked: DayBooking[];

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  booked = await bookToday(library.url, 3);
  // Whatever lies before the camera when it is opened.
  const switches = filmOf(booked[1]!.token, film);
  reader = await atTheDesk(await ProfileDevice.open(library.url, { switches, worker: true }));
});
afterAll(async () => {
  await reader?.close();
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

async function atTheDesk(desk: DeskDevice): Promise<DeskDevice> {
  await desk.signIn(DAY_PEOPLE.desk);
  await desk.step(booked[0]!.alias, 'Check in').waitFor();
  return desk;
}

const liveTracks = (desk: DeskDevice) =>
  desk.page.evaluate(() => {
    const video = document.querySelector('video');
    return (video?.srcObject as MediaStream | null)?.getTracks().filter(({ readyState }) => readyState === 'live')
      .length;
  });

test('a slip held before the camera chooses its row, without a network too; the camera is let go', async () => {
  const { id, alias } = booked[1]!;
  const desk = reader;
  await desk.offline(true);
  await desk.button('Scan').click();
  const row = desk.page.getByRole('row').filter({ hasText: alias });
  await expect.poll(() => row.getAttribute('aria-current'), { timeout: 30_000 }).toBe('true');
  await expect.poll(() => liveTracks(desk)).toBeUndefined();

  // One key away from checked in.
  await desk.page.keyboard.press('c');
  await row.getByText(desk.word('{time}, waiting')).waitFor();
  await desk.offline(false);
  await desk.untilSent();
  expect(library.rows(`select id from booking where id = '${id}' and state = 'arrived'`)).toHaveLength(1);
});

test('a slip that is not of today here is said to be so', async () => {
  filmOf('AAAAAAAAAAAAAAAAAAAAAA', film);
  const desk = reader;
  await desk.button('Scan').click();
  await desk.page.getByText(desk.word('This slip is not of an appointment here today.')).waitFor({ timeout: 30_000 });
  await desk.page.getByText(desk.word('The system does not know it at this library.')).waitFor();
});

test('closing the sheet lets the camera go', async () => {
  const desk = reader;
  await desk.page.evaluate(() => {
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await original(wanted);
      (globalThis as { seen?: MediaStream }).seen = stream;
      return stream;
    };
  });
  await desk.button('Scan another').click();
  await expect
    .poll(() => desk.page.evaluate(() => (globalThis as { seen?: MediaStream }).seen !== undefined))
    .toBe(true);
  await desk.page.keyboard.press('Escape');
  await expect
    .poll(() =>
      desk.page.evaluate(() =>
        (globalThis as { seen?: MediaStream }).seen?.getTracks().every(({ readyState }) => readyState === 'ended'),
      ),
    )
    .toBe(true);
});

test('no camera, or none allowed, is said in words with another way', async () => {
  const desk = await atTheDesk(await DeskDevice.open(library.url));
  onTestFinished(() => desk.close());
  await desk.button('Scan').click();
  await desk.page
    .getByText(
      desk.word(
        'The browser may not use the camera. It can be allowed beside the address.',
        'This device has no camera that the browser can use.',
      ),
    )
    .waitFor();
  await desk.page
    .getByText(desk.word('The alias or the six digits under the QR code do the same: type them into the search.'))
    .waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type(booked[2]!.code.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit))));
  await desk.page.getByRole('row').filter({ hasText: booked[2]!.alias }).waitFor();
  await expect.poll(() => desk.page.locator('tbody tr').count()).toBe(1);
});
