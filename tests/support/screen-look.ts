import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { isFull } from './fault-size.ts';
import { accessFaults, settled, sidewaysScroll, smallTargets, type PageWatch } from './page-watch.ts';

export interface Looked {
  page: Page;
  watch: PageWatch;
  /** Of a patron's visit: what people who ask for screenshots get. */
  picture?: (name: string) => Promise<void>;
}

export interface LookOptions {
  /** The language of the screen. One that is not English is looked at in English too, by the same test. */
  locale: string;
  /** The page is left in the last. */
  sizes: readonly { width: number; height: number }[];
}

/**
 * One state of one screen: targets for a fingertip, no scrolling sideways, and axe. How large a thing is and where it ends
 * hangs on the words and on their direction; what axe finds, on the markup and the colours, which are the same in each
 * language: `npm test` asks it about the English screen, `npm run faults` about each.
 */
export async function lookAt({ page, watch, picture }: Looked, name: string, { locale, sizes }: LookOptions) {
  await picture?.(name);
  await settled(page, watch);
  for (const size of sizes) {
    await page.setViewportSize(size);
    const where = `${name}, ${size.width} px`;
    expect.soft(await smallTargets(page), `${where}: targets under 44 × 44`).toEqual([]);
    expect.soft(await sidewaysScroll(page), `${where}: pixels too wide`).toBeLessThanOrEqual(0);
  }
  if (locale === 'en' || isFull) expect.soft(await accessFaults(page), `${name}: axe`).toEqual([]);
}
