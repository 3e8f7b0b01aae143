import type { Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';

const JS_LIMIT = 100_000;
const JS_GOAL = 90_000;
const CSS_LIMIT = 10_000;
const REQUESTS = 12;

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

describe('the first screen of a first visit', () => {
  for (const locale of firstOrAll(['fa', 'en', 'uk'])) {
    test(`keeps its budgets in ${locale}: whatever was loaded before it can be used`, async () => {
      const visit = await library.visit({ locale });
      await visit.patron.soonest.waitFor();
      const loaded = [...visit.watch.responses];

      const script = await sizeOf(loaded, 'script');
      const style = await sizeOf(loaded, 'stylesheet');
      console.log(
        `${locale}: ${kb(script)} of JavaScript (goal ${kb(JS_GOAL)}), ${kb(style)} of CSS, ${loaded.length} requests`,
      );
      expect(script).toBeLessThanOrEqual(JS_LIMIT);
      expect(style).toBeLessThanOrEqual(CSS_LIMIT);
      expect(loaded.length, loaded.map((one) => one.url()).join('\n')).toBeLessThanOrEqual(REQUESTS);
      expectClean(visit);
    });
  }

  test('has its texts and its catalogue before its code is there, and asks for them once', async () => {
    const { page, patron, watch } = await library.visit({ locale: 'fa', path: '/robots.txt' });
    const catalogue = page.waitForResponse(/\/api\/catalogue$/);
    const texts = page.waitForResponse(/\/catalogs-fa-.*\.js$/);
    await page.route(/\/assets\/index-.*\.js$/, async (route) => {
      await Promise.all([catalogue, texts]);
      await route.continue();
    });
    await page.goto('/');
    await patron.soonest.waitFor();
    const asked = watch.responses.map((one) => new URL(one.url()).pathname);
    // The times too: they are on their way before the screen is drawn, which then finds them.
    expect(asked.filter((path) => /^\/api\/(catalogue|slots)$|\/catalogs-/.test(path))).toHaveLength(3);
    expect(watch.faults).toEqual([]);
  });

  test('stays where it is when its times come', async () => {
    const { page, patron } = await library.visit({ locale: 'fa', path: '/robots.txt' });
    let goOn: (() => void) | undefined;
    const drawn = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/api/slots?*', async (route) => {
      await drawn;
      await route.continue();
    });
    await page.goto('/');
    await page.locator('.slip[aria-busy="true"]').waitFor();
    // The Persian face may take the place of another one; that is not what is asked here.
    await page.evaluate(() => document.fonts.ready);
    const placeOf = async (name: string) => (await page.locator(name).first().boundingBox())?.y;
    const places = async () => Promise.all(['.pick', '.filters', '.week', '.days'].map(placeOf));
    const before = await places();
    goOn?.();
    await patron.soonest.waitFor();
    expect(await places()).toEqual(before);
  });

  test('can draw every script that the product is written in', async () => {
    const { page, patron } = await library.visit({ locale: 'fa' });
    await patron.soonest.waitFor();
    const missing = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (!canvas) return ['no canvas'];
      canvas.font = '40px sans-serif';
      const drawn = (text: string) => {
        canvas.clearRect(0, 0, 300, 150);
        canvas.fillText(text, 20, 80);
        return canvas.getImageData(0, 0, 300, 150).data.join('');
      };
      const box = drawn('\u{10FFFE}');
      return ['ä', 'č', 'ї', 'س', 'ژ', '۷'].filter((letter) => drawn(letter) === box);
    });
    expect(missing).toEqual([]);
  });
});

function expectClean({ watch }: Visit): void {
  expect(watch.strangers, 'requests to somebody else').toEqual([]);
  expect(watch.faults).toEqual([]);
}

/** As it came over the wire: the server's own brotli. */
async function sizeOf(loaded: Response[], type: string): Promise<number> {
  const wanted = loaded.filter((one) => one.request().resourceType() === type && one.ok());
  const sizes = await Promise.all(wanted.map((one) => one.request().sizes()));
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
