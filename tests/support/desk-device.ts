import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { DESK, PHONE } from './browser-journey.ts';
import { launchProfile } from './chromium.ts';
import { watchPage, type PageWatch } from './page-watch.ts';
import { wordsOf, type Word } from './screen-words.ts';

/** One press in the ledger, by the name of its button. */
export type Press = 'Check in' | 'Start' | 'Finish';

export const PIN = '4826';

export interface DeviceOptions {
  locale?: 'en' | 'fa';
  phone?: boolean;
  /** More of the browser's own switches: a camera that plays a film. */
  switches?: string[];
}

/** A tablet at the desk, or a counsellor's phone: a browser with a profile of its own, that can lose its network or its power. */
export class DeskDevice {
  readonly folder = mkdtempSync(join(tmpdir(), 'quietroom-device-'));
  readonly word: Word;
  readonly #url: string;
  readonly #options: DeviceOptions;
  context!: BrowserContext;
  page!: Page;
  watch!: PageWatch;

  private constructor(url: string, options: DeviceOptions) {
    this.#url = url;
    this.#options = options;
    this.word = wordsOf(options.locale ?? 'en');
  }

  static async open(url: string, options: DeviceOptions = {}): Promise<DeskDevice> {
    const device = new DeskDevice(url, options);
    await device.#launch();
    return device;
  }

  async #launch(): Promise<void> {
    this.context = await launchProfile(
      this.folder,
      {
        viewport: this.#options.phone ? PHONE : DESK,
        locale: this.#options.locale === 'fa' ? 'fa-IR' : 'en-GB',
        baseURL: this.#url,
        reducedMotion: 'reduce',
      },
      this.#options.switches,
    );
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.page.setDefaultTimeout(10_000);
    this.watch = watchPage(this.page, this.#url);
  }

  /** Signs in and chooses the PIN; ends on the first screen of the role. */
  async signIn({ name, password }: { name: string; password: string }, { worker = true } = {}): Promise<void> {
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
    if (worker) await this.page.evaluate(async () => void (await navigator.serviceWorker.ready));
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

  async newTab(path: string): Promise<Page> {
    const tab = await this.context.newPage();
    tab.setDefaultTimeout(10_000);
    await tab.goto(path);
    return tab;
  }

  /** Locks, and signs out there. */
  async signOutAtTheLock(): Promise<void> {
    await this.button('Lock').click();
    await this.button('Sign out').click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/desk'));
  }

  /** @returns what somebody who comes next can read there */
  async textOn(path: string): Promise<string> {
    await this.page.goto(path);
    await this.page.waitForTimeout(500);
    return this.page.locator('body').innerText();
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

  /** Until the server has answered everything that waited here. */
  async untilSent(patienceMs = 60_000): Promise<void> {
    const until = performance.now() + patienceMs;
    while ((await this.unsent()) > 0) {
      if (performance.now() > until) throw new Error(`${await this.unsent()} entries still wait`);
      await this.page.waitForTimeout(100);
    }
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

  /** Takes the power away: nothing can be finished. */
  async kill(): Promise<void> {
    const gone = new Promise<void>((done) => this.context.once('close', () => done()));
    execFileSync('pkill', ['-9', '-f', this.folder]);
    await gone;
  }

  /** The same profile again. */
  async reopen(path: string): Promise<void> {
    await this.#launch();
    await this.page.goto(path);
  }

  /** The same profile again, where there is no network; at the lock, if there is one, with the PIN. */
  async reopenOffline(path: string): Promise<void> {
    await this.#launch();
    await this.offline(true);
    await this.page.goto(path);
    const pin = this.page.getByLabel(this.word('PIN of this device'));
    await pin.or(this.page.getByRole('table')).first().waitFor();
    if (await pin.isVisible()) await this.unlock();
  }

  /** Every file of the profile that holds one of the texts, as UTF-8, UTF-16 or in a log of the database. */
  filesWith(texts: readonly string[]): string[] {
    const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
    return (readdirSync(this.folder, { recursive: true }) as string[])
      .map((name) => join(this.folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
      .filter((path) => {
        const bytes = readFileSync(path);
        return needles.some((needle) => bytes.includes(needle));
      });
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
