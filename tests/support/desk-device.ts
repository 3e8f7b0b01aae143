import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DESK, PHONE, STEP_MS } from './browser-journey.ts';
import { sharedChromium } from './chromium.ts';
import { watchPage, type PageWatch } from './page-watch.ts';
import { wordsOf, type Word } from './screen-words.ts';

/** One press in the ledger, by the name of its button. */
export type Press = 'Check in' | 'Start' | 'Finish';

export const PIN = '4826';

export interface DeviceOptions {
  locale?: 'en' | 'fa';
  phone?: boolean;
  /** With a service worker, which keeps the whole app first: for what is tried without a network, or sent by it. */
  worker?: boolean;
}

/** A tablet at the desk, or a counsellor's phone, that can lose its network. One that can lose its power: ProfileDevice. */
export class DeskDevice {
  readonly word: Word;
  readonly #url: string;
  readonly #options: DeviceOptions;
  context!: BrowserContext;
  page!: Page;
  watch!: PageWatch;

  protected constructor(url: string, options: DeviceOptions) {
    this.#url = url;
    this.#options = options;
    this.word = wordsOf(options.locale ?? 'en');
  }

  static async open(url: string, options: DeviceOptions = {}): Promise<DeskDevice> {
    const device = new DeskDevice(url, options);
    await device.start();
    return device;
  }

  protected async start(): Promise<void> {
    this.context = await this.newContext({
      viewport: this.#options.phone ? PHONE : DESK,
      locale: this.#options.locale === 'fa' ? 'fa-IR' : 'en-GB',
      baseURL: this.#url,
      reducedMotion: 'reduce',
      serviceWorkers: this.#options.worker ? 'allow' : 'block',
    });
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.page.setDefaultTimeout(STEP_MS);
    this.watch = watchPage(this.page, this.#url);
    await this.watch.listening;
  }

  protected async newContext(options: BrowserContextOptions): Promise<BrowserContext> {
    return (await sharedChromium()).newContext(options);
  }

  /** Signs in and chooses the PIN; ends on the first screen of the role. */
  async signIn({ name, password }: { name: string; password: string }): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page
      .locator('summary')
      .filter({ hasText: this.word('Library staff') })
      .click();
    await this.page.getByLabel(this.word('Name')).fill(name);
    await this.page.getByLabel(this.word('Password')).fill(password);
    await this.button('Continue as staff').click();
    await this.page.getByLabel(this.word('New PIN')).fill(PIN);
    await this.page.getByLabel(this.word('The same PIN again')).fill(PIN);
    await this.button('Open').click();
    await this.page.getByRole('navigation').first().waitFor();
    // From here on the app opens without a network.
    if (this.#options.worker) await this.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  }

  /** Ends at the lock screen. The bar's button lies behind a sheet that is open; the time that locks does not mind. */
  async lock(): Promise<void> {
    await this.page.evaluate(() => {
      const named = (button: Element) => button.matches('.bar .leave');
      [...document.querySelectorAll('button')].find(named)?.click();
    });
    await this.page.getByLabel(this.word('PIN of this device')).waitFor();
  }

  /** At the lock screen. */
  async unlock(pin = PIN): Promise<void> {
    await this.page.getByLabel(this.word('PIN of this device')).fill(pin);
    await this.button('Open').click();
  }

  button(...english: string[]): Locator {
    return this.page.getByRole('button', { name: this.word(...english) }).first();
  }

  async offline(cut: boolean): Promise<void> {
    this.watch.cut = cut;
    await this.context.setOffline(cut);
  }

  /** A row's next step in the ledger. */
  step(alias: string, press: Press): Locator {
    return this.stepIn(this.page, alias, press);
  }

  stepIn(tab: Page, alias: string, press: Press): Locator {
    const name = this.word(press).source.slice(1, -1);
    return tab.getByRole('button', { name: new RegExp(`^${alias}: ${name}$`) });
  }

  /** Takes back what was just pressed, by the line that says so: of this visit, not of the one before. */
  async undoCheckIn(alias: string): Promise<void> {
    await this.step(alias, 'Start').waitFor();
    const line = this.page.getByRole('status').filter({ hasText: `${alias}:` });
    await line.getByRole('button', { name: this.word('Undo') }).click();
    await this.step(alias, 'Check in').waitFor();
  }

  async newTab(path: string): Promise<Page> {
    const tab = await this.context.newPage();
    tab.setDefaultTimeout(STEP_MS);
    await tab.goto(path);
    return tab;
  }

  /** Locks, and signs out there. */
  async signOutAtTheLock(): Promise<void> {
    await this.button('Lock').click();
    await this.button('Sign out').click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/desk'));
  }

  /** Before the first page: the browser asks itself what room there is only now and then. */
  async limitStorage(bytes: number): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(this.#url).origin, quotaSize: bytes });
  }

  /** Takes what room there is, in ever smaller pieces; in a database, since databases are told of other storage late. */
  async fillStorage(): Promise<void> {
    await this.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const open = indexedDB.open('filler');
        open.onupgradeneeded = () => void open.result.createObjectStore('pieces', { autoIncrement: true });
        open.addEventListener('success', () => done(open.result));
        open.addEventListener('error', () => failed(open.error));
      });
      const put = (size: number) =>
        new Promise<boolean>((done) => {
          const transaction = database.transaction('pieces', 'readwrite');
          transaction.objectStore('pieces').add(crypto.getRandomValues(new Uint8Array(size)));
          transaction.addEventListener('complete', () => done(true));
          transaction.addEventListener('abort', () => done(false));
        });
      for (let size = 65_536; size > 64; size = Math.floor(size / 2)) while (await put(size)) continue;
    });
  }

  /** How many steps of a visit its row shows as done, and not as waiting to be sent. */
  async doneOf(alias: string): Promise<number> {
    const marks = this.page.locator('tr', { has: this.page.getByText(alias, { exact: true }) }).locator('.cell.on');
    const classes = await marks.evaluateAll((cells) => cells.map((cell) => cell.className));
    const at = ['arr', 'ses', 'dn'].findIndex((mark) => classes.some((name) => name.split(' ').includes(mark)));
    return at + 1;
  }

  /** Every row of the day, not the next two hours alone. */
  async showWholeDay(): Promise<void> {
    const more = this.button('Show the whole day');
    await this.page.locator('tbody th').first().waitFor();
    if (await more.isVisible()) await more.click();
  }

  /** Until the server has answered everything that waited here. A press that is not on the disk yet is not waited for. */
  async untilSent(patienceMs = 60_000): Promise<void> {
    await expect.poll(() => this.unsent(), { timeout: patienceMs, message: 'entries that still wait' }).toBe(0);
  }

  /** Until that many wait here: what was pressed stands on the disk a moment after the press. */
  async untilUnsent(count: number): Promise<void> {
    await expect.poll(() => this.unsent(), { message: 'entries that wait' }).toBe(count);
  }

  /** How many entries wait on this device's disk, sent by nobody yet. */
  async unsent(): Promise<number> {
    return this.unsentIn(this.page);
  }

  async unsentIn(tab: Page): Promise<number> {
    return tab.evaluate(async () => {
      const isThere = (await indexedDB.databases()).some(({ name }) => name === 'quietroom-outbox');
      if (!isThere) return 0;
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((done, failed) => {
          request.addEventListener('success', () => done(request.result));
          request.addEventListener('error', () => failed(request.error));
        });
      const database = await answer(indexedDB.open('quietroom-outbox'));
      const rows = await answer<{ state: string }[]>(database.transaction('rows').objectStore('rows').getAll());
      database.close();
      return rows.filter(({ state }) => state === 'waiting').length;
    });
  }

  async close(): Promise<void> {
    await this.context.close();
    expect(this.watch.violations).toEqual([]);
  }
}
