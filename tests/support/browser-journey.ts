import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { runProgram, startApi, type ChildProgram } from './child-program.ts';
import { sharedChromium } from './chromium.ts';
import { Patron, searchPath, type Search } from './patron-steps.ts';
import { watchPage, type PageWatch } from './page-watch.ts';
import { startHosted, type LibraryServer } from './hosted-library.ts';
import { copyLibrary, type LibraryFolder } from './ready-library.ts';
import { root } from './source-tree.ts';

/** The two sizes that every screen is looked at in. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** How long a step may take: a busy machine is slow, and one that waits for nothing fails all the same. */
export const STEP_MS = 20_000;

export interface VisitOptions {
  locale?: 'en' | 'fa' | 'fi' | 'sl' | 'uk';
  viewport?: { width: number; height: number };
  /** Where the visit begins. */
  path?: string;
  /** It begins at the times of a service at a branch (and a mode), and they are there. */
  search?: Search;
  /** What the phone's clock shows; a zone of the language's own libraries by default. */
  timeZone?: string;
  /** What the browser is set to take for ordinary text, in pixels. */
  textSize?: number;
  /** False: no service worker, which takes all of the app to keep; for visits to which it makes no difference. */
  worker?: boolean;
}

const ZONES = {
  en: 'Europe/Helsinki',
  fa: 'Asia/Tehran',
  fi: 'Europe/Helsinki',
  sl: 'Europe/Ljubljana',
  uk: 'Europe/Kyiv',
} as const;

export interface LibraryOptions {
  network?: object;
  settings?: Record<string, number>;
  /** What the server is told beside its place. */
  environment?: Record<string, string>;
  /** A server with a process of its own, which can be killed. */
  mayDie?: boolean;
}

/** A page in a browser of its own profile, and what went wrong in it. */
export interface Visit {
  page: Page;
  patron: Patron;
  context: BrowserContext;
  watch: PageWatch;
  /** Writes `screenshots/NAME.LOCALE.WIDTHxHEIGHT.png` (not part of the repository). */
  picture(name: string): Promise<void>;
  /** Cuts or mends the network of this page and its worker. */
  offline(cut: boolean): Promise<void>;
}

/** The real server with the demonstration network in a folder of its own, and a real browser to visit it with. */
export class Library {
  readonly #place: LibraryFolder;
  server: LibraryServer | ChildProgram;

  private constructor(place: LibraryFolder, server: LibraryServer | ChildProgram) {
    this.#place = place;
    this.server = server;
  }

  /** `network`: a network file to stand in for the demonstration (dayNetwork); `settings`: rows that differ from its defaults. */
  static async open({ network, settings = {}, environment, mayDie }: LibraryOptions = {}): Promise<Library> {
    const place = await copyLibrary(network);
    Object.assign(place.environment, environment);
    if (Object.keys(settings).length > 0) writeSettings(place, settings);
    return new Library(place, await (mayDie ? startApi(['start'], place.environment) : startHosted(place.environment)));
  }

  /** What the database knows of itself (meta-store.ts). */
  writeMeta(key: string, value: object): void {
    const database = new DatabaseSync(this.#place.databaseFile, { timeout: 5_000 });
    database.prepare('insert into meta (key, value) values (?, ?)').run(key, JSON.stringify(value));
    database.close();
  }

  get url(): string {
    return this.server.url;
  }

  /** The power goes, and comes back: the server is killed and started again at the same address. */
  async restart(): Promise<void> {
    const { port } = new URL(this.url);
    await this.kill();
    this.server = await startApi(['start'], { ...this.#place.environment, PORT: port });
  }

  async kill(): Promise<void> {
    if (!('pid' in this.server)) throw new Error('only a library that was opened with mayDie can be killed');
    process.kill(this.server.pid, 'SIGKILL');
    await this.server.ended;
  }

  /** Rows of this library's database, whatever an answer would say. */
  rows<Row>(query: string): Row[] {
    const database = new DatabaseSync(this.#place.databaseFile, { readOnly: true });
    try {
      return database.prepare(query).all() as Row[];
    } finally {
      database.close();
    }
  }

  /** Runs one of the project's commands on this library's database. @returns what it printed */
  run(path: string, args: string[]): string {
    return runProgram(path, args, this.#place.environment);
  }

  /** Ends with the test. */
  async visit(options: VisitOptions = {}): Promise<Visit> {
    const { locale = 'en', viewport = PHONE, search, timeZone, textSize, worker = true } = options;
    const path = search ? searchPath(...search) : (options.path ?? '/');
    const browser = await sharedChromium();
    const context = await browser.newContext({
      viewport,
      locale: { en: 'en-GB', fa: 'fa-IR', fi: 'fi-FI', sl: 'sl-SI', uk: 'uk-UA' }[locale],
      timezoneId: timeZone ?? ZONES[locale],
      baseURL: this.url,
      reducedMotion: 'reduce',
      hasTouch: viewport === PHONE,
      serviceWorkers: worker ? 'allow' : 'block',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    const watch = watchPage(page, this.url);
    // A look costs as much as the checks beside it: pictures are for people, who ask for them (and for failures).
    const picture = async (name: string, isWanted = process.env.SCREENSHOTS === '1') => {
      if (!isWanted) return;
      const folder = join(root, 'screenshots');
      mkdirSync(folder, { recursive: true });
      const file = `${name}.${locale}.${viewport.width}x${viewport.height}.png`;
      await page.screenshot({ path: join(folder, file) });
    };
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') {
        console.error(`on ${page.url()}, behind the screen: ${watch.faults.join('; ') || 'no fault'}`);
        console.error(await page.locator('body').ariaSnapshot());
        await picture('failed', true);
      }
      await context.close();
      expect(watch.violations).toEqual([]);
    });
    if (textSize) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: textSize } });
    }
    await watch.listening;
    await page.goto(path);
    const patron = new Patron(page, locale);
    if (search) await patron.soonest.waitFor();
    return {
      page,
      patron,
      context,
      watch,
      picture,
      offline: async (cut) => {
        watch.cut = cut;
        await context.setOffline(cut);
      },
    };
  }

  async close(): Promise<void> {
    await this.server.stop();
    this.#place.remove();
  }
}

function writeSettings({ databaseFile }: LibraryFolder, settings: Record<string, number>): void {
  const database = new DatabaseSync(databaseFile);
  const insert = database.prepare('insert into setting (key, value) values (?, ?)');
  for (const [key, value] of Object.entries(settings)) insert.run(key, String(value));
  database.close();
}
