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
