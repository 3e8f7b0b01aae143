import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { runProgram } from '../support/child-program.ts';
import { launchChromium } from '../support/chromium.ts';
import { importInto, libraryIn } from './bench-library.ts';
import { branchFile } from './branch-generator.ts';
import { goal, type Figure } from './figures-table.ts';
import { median, progress } from './measuring.ts';

/** A phone in the hand: the network that Lighthouse calls slow 4G, and a quarter of this machine's processor. */
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'en-GB',
  timezoneId: 'Europe/Ljubljana',
};
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const NO_NETWORK = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
/** Between two visits: what a phone does with the first when it was looked at has been done by then. */
const APART_MS = 1_000;
const SLOWER = 4;
const MOST_FIRST_MS = 1500;
const MOST_OFFLINE_MS = 300;
const MOST_TAP_MS = 100;
const ORDINARY = { counsellors: 20, rooms: 10, patrons: 1, fillers: 1 };
const SMALL = { counsellors: 2, rooms: 2, patrons: 1, fillers: 1 };

/** How long somebody waits for the app. `folder` is for what it needs meanwhile. */
export async function appFigures(folder: string, rounds: number): Promise<Figure[]> {
  progress('the app on a slow phone');
  runProgram('api/cli/build-web.ts', []);
  const browser = await launchChromium();
  try {
    const { first, offline } = await visits(browser, join(folder, 'app'), rounds);
    const { slots, taps } = await tapAbout(browser, join(folder, 'taps'));
    const slowest = Math.max(...taps);
    return [
      goal(
        'app: first screen of a first visit, usable after',
        ms(median(first)),
        `≤ ${MOST_FIRST_MS} ms`,
        median(first) <= MOST_FIRST_MS,
      ),
      goal(
        '… of a second visit, without a network',
        ms(median(offline)),
        `≤ ${MOST_OFFLINE_MS} ms`,
        median(offline) <= MOST_OFFLINE_MS,
      ),
      goal(
        `… the slowest of ${taps.length} taps, ${slots} times on the screen`,
        ms(slowest),
        `≤ ${MOST_TAP_MS} ms`,
        slowest <= MOST_TAP_MS,
      ),
    ];
  } finally {
    await browser.close();
  }
}

/** From a first visit and from a second one without a network, in a library as it is measured everywhere here. */
async function visits(browser: Browser, folder: string, rounds: number) {
  const library = libraryIn(folder);
  importInto(library, branchFile(ORDINARY));
  const server = await library.serve();
  const first: number[] = [];
  const offline: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { page, slowly } = await openPhone(browser, server.url);
    await slowly(SLOWER, SLOW_4G);
    await page.goto('/');
    first.push(await usableAfter(page));

    await slowly(1);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await usableAfter(page);
    await page.waitForTimeout(APART_MS);
    await page.context().setOffline(true);
    await slowly(SLOWER, NO_NETWORK);
    await page.reload();
    offline.push(await usableAfter(page));
    await page.context().close();
  }
  await server.stop();
  return { first, offline };
}

/** As many times a day as there can be: one every five minutes, day and night. */
function aroundTheClock() {
  const file = branchFile(SMALL);
  const allDay = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00'] as [string, string]]]),
  );
  for (const branch of file.branches) branch.hours.weekly = allDay;
  for (const counsellor of file.counsellors) for (const hours of counsellor.hours) hours.weekly = allDay;
  for (const service of file.services) service.startEveryMin = 5;
  return file;
}

interface Phone {
  page: Page;
  slowly(slower: number, network?: typeof SLOW_4G): Promise<void>;
}

async function openPhone(browser: Browser, baseURL: string): Promise<Phone> {
  const context = await browser.newContext({ ...PHONE, baseURL });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const button = [...document.querySelectorAll('main button')].find(({ textContent }) =>
        textContent?.startsWith('Take '),
      );
      if (button) performance.mark('usable');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const taps: number[] = [];
    Object.assign(globalThis, { taps });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'click') taps.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  return {
    page,
    slowly: async (slower, network) => {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
      await devtools.send(
        'Network.emulateNetworkConditions',
        network ?? { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
      );
    },
  };
}

/** Milliseconds from the beginning of the navigation. */
async function usableAfter(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0, undefined, { polling: 50 });
  return page.evaluate(() => performance.getEntriesByName('usable')[0]!.startTime);
}

/** From day to day, while all of a day's times are on the screen: each tap until the next picture (Event Timing). */
async function tapAbout(browser: Browser, folder: string): Promise<{ slots: number; taps: number[] }> {
  const library = libraryIn(folder);
  importInto(library, aroundTheClock());
  const server = await library.serve();
  const { page, slowly } = await openPhone(browser, server.url);
  await page.goto('/');
  await usableAfter(page);
  await page.getByRole('button', { name: 'Week after' }).tap();
  const days = page.locator('.days label');
  await days.nth(1).tap();
  await page.locator('button.slot').nth(100).waitFor();
  await slowly(SLOWER);
  for (const day of [2, 1, 2, 1, 2, 1]) {
    await days.nth(day).tap();
    await page.waitForTimeout(400);
  }
  const slots = await page.locator('button.slot').count();
  const taps = await page.evaluate(() => (globalThis as unknown as { taps: number[] }).taps);
  await page.context().close();
  await server.stop();
  return { slots, taps };
}

const ms = (value: number) => `${Math.round(value)} ms`;
