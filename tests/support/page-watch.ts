import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page, Request, Response } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './source-tree.ts';

/** Listens to everything that a page does behind the screen. */
export interface PageWatch {
  /** While the network is cut, requests that fail are no fault. */
  cut: boolean;
  /** Requests for anything but our own origin, `data:` and `blob:`. */
  strangers: string[];
  responses: Response[];
  /** Questions that are not answered yet, the stream of changes apart, which never is. */
  pending: Set<Request>;
  /** Console errors, broken promises, refused scripts, answers ≥ 400 that were not announced. */
  faults: string[];
  /** What the policy that is served (CSP, Trusted Types) has refused on our pages, also while the network is cut. */
  violations: string[];
  /** Resolved when the next page is sure to tell of them: what is opened before may not. */
  listening: Promise<void>;
  /** Announces an answer that is part of the story: a slot that is gone is a 409. */
  expect(status: number, path: RegExp): void;
}

/** Who is not signed in asks who he is, and is told that nobody knows. */
const LAWFUL: [number, RegExp][] = [[401, /\/api\/me$/]];

export function watchPage(page: Page, origin: string): PageWatch {
  const lawful = [...LAWFUL];
  // A page that is gone before it is told has nothing to refuse.
  const listening = page.addInitScript(tellViolations, { origin, mark: VIOLATION }).then(nothing, nothing);
  const watch: PageWatch = {
    cut: false,
    strangers: [],
    responses: [],
    pending: new Set(),
    faults: [],
    violations: [],
    listening,
    expect: (status, path) => void lawful.push([status, path]),
  };

  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) watch.strangers.push(url);
    if (request.resourceType() !== 'eventsource') watch.pending.add(request);
  });
  const answered = (request: Request) => watch.pending.delete(request);
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
  page.on('framenavigated', (frame) => frame === page.mainFrame() && watch.pending.clear());
  page.on('response', (response) => {
    watch.responses.push(response);
    const status = response.status();
    const announced = lawful.some(([code, path]) => code === status && path.test(new URL(response.url()).pathname));
    if (status >= 400 && !announced) watch.faults.push(`${status} ${response.request().method()} ${response.url()}`);
  });
  page.on('pageerror', (error) => watch.faults.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.text().startsWith(VIOLATION)) watch.violations.push(message.text());
    // The browser's own line about an answer ≥ 400 names no reason; the response above did.
    const aboutAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !aboutAnswer && !watch.cut) watch.faults.push(`console: ${message.text()}`);
  });
  return watch;
}

function nothing(): void {}

const VIOLATION = 'refused by the policy: ';

/** In the page, before anything of ours runs. */
function tellViolations({ origin, mark }: { origin: string; mark: string }): void {
  if (location.origin !== origin) return;
  const tell = ({ violatedDirective, blockedURI, sample }: SecurityPolicyViolationEvent) =>
    console.debug(`${mark}${violatedDirective} ${blockedURI} ${sample}`);
  addEventListener('securitypolicyviolation', tell, { capture: true });
}

/** Until a screen shows what it will show: nothing is asked for any more, nothing says that it is busy, and all is painted. */
export async function settled(page: Page, watch: PageWatch): Promise<void> {
  const painted = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
      return document.querySelectorAll('[aria-busy="true"]').length;
    });
  const unfinished = async () => [await painted(), ...[...watch.pending].map((request) => request.url())];
  await expect.poll(unfinished, { message: 'what is still under way' }).toEqual([0]);
}

/** Half as long as the one with comments, which `axe.source` is, and as much the less for a page to read. */
const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * WCAG 2.2 A and AA as far as a machine can tell. axe runs in the page itself, once loaded, and our pages have no frames:
 * its package for Playwright loads it three times for each look, which takes ten times as long.
 * What stands at an edge of the screen is put in its place in the page meanwhile: else it would hang on the day's length what lies
 * behind it and looks too small to be touched until one scrolls (`targetsBehindBars` asks that).
 * @returns one line for each violation
 */
export async function accessFaults(page: Page): Promise<string[]> {
  return axeFaults(page, { rules: WCAG, isScrolled: true });
}

/** What looks out too little beside the bars of a screen that nobody has scrolled yet (WCAG 2.5.8). */
export async function targetsBehindBars(page: Page): Promise<string[]> {
  return axeFaults(page, { rules: ['target-size'], isScrolled: false });
}

async function axeFaults(page: Page, asked: { rules: string[]; isScrolled: boolean }): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async ({ rules, isScrolled }) => {
    const inPage = (globalThis as unknown as { axe: typeof axe }).axe;
    const bars = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) => isScrolled && getComputedStyle(element).position === 'sticky',
    );
    for (const bar of bars) bar.style.position = 'static';
    const { violations } = await inPage.run(document, { runOnly: rules, resultTypes: ['violations'] });
    for (const bar of bars) bar.style.removeProperty('position');
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`),
    );
  }, asked);
}

/** Things that can be pressed and are smaller than a fingertip (44 × 44), links inside a sentence excepted. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], select, summary, input')]
      .filter((element) => element.checkVisibility() && !element.closest('p, .visually-hidden'))
      .map((element) => (element.matches('input') ? (element.closest('label') ?? element) : element))
      .filter((element) => {
        const { width, height, right, bottom } = element.getBoundingClientRect();
        return right > 0 && bottom > 0 && width > 1 && (width < 43.5 || height < 43.5);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** @returns by how many pixels the page is wider than the screen */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
