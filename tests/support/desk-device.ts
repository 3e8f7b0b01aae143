import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
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
    this.context = await launchProfile(this.folder, {
      viewport: this.#options.phone ? PHONE : DESK,
      locale: this.#options.locale === 'fa' ? 'fa-IR' : 'en-GB',
      baseURL: this.#url,
      reducedMotion: 'reduce',
    });
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.page.setDefaultTimeout(10_000);
    this.watch = watchPage(this.page, this.#url);
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
  }

  /** At the lock screen. */
  async unlock(pin = PIN): Promise<void> {
    await this.page.getByLabel(this.word('PIN')).fill(pin);
    await this.button('Open').click();
  }

  button(...english: string[]) {
    return this.page.getByRole('button', { name: this.word(...english) }).first();
  }

  async offline(cut: boolean): Promise<void> {
    this.watch.cut = cut;
    await this.context.setOffline(cut);
  }

  /** A row's next step in the ledger. */
  step(alias: string, press: Press) {
    const name = this.word(press).source.slice(1, -1);
    return this.page.getByRole('button', { name: new RegExp(`^${alias}: ${name}$`) });
  }

  /** How many entries wait on this device's disk, sent by nobody yet. */
  async unsent(): Promise<number> {
    return this.page.evaluate(async () => {
      const isThere = (await indexedDB.databases()).some(({ name }) => name === 'quietroom-outbox');
      if (!isThere) return 0;
      return new Promise<number>((done, failed) => {
        const open = indexedDB.open('quietroom-outbox');
        open.onerror = () => failed(open.error);
        open.onsuccess = () => {
          const rows = open.result.transaction('rows').objectStore('rows').getAll();
          rows.onsuccess = () => {
            open.result.close();
            done((rows.result as { state: string }[]).filter(({ state }) => state === 'waiting').length);
          };
        };
      });
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
