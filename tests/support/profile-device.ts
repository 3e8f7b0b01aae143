import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { launchProfile } from './chromium.ts';
import { DeskDevice, type DeviceOptions } from './desk-device.ts';

export interface ProfileOptions extends DeviceOptions {
  /** More of the browser's own switches: a camera that plays a film. */
  switches?: string[];
}

/** A device with a browser and a profile of its own on disk: it can lose its power, be opened again, and be searched. */
export class ProfileDevice extends DeskDevice {
  readonly folder = mkdtempSync(join(tmpdir(), 'quietroom-device-'));
  readonly #switches: string[];

  protected constructor(url: string, options: ProfileOptions) {
    super(url, options);
    this.#switches = options.switches ?? [];
  }

  static override async open(url: string, options: ProfileOptions = {}): Promise<ProfileDevice> {
    const device = new ProfileDevice(url, options);
    await device.start();
    return device;
  }

  protected override newContext(options: BrowserContextOptions): Promise<BrowserContext> {
    return launchProfile(this.folder, options, this.#switches);
  }

  /** Takes the power away: nothing can be finished, and nothing writes to the profile any more. */
  async kill(): Promise<void> {
    const gone = new Promise<void>((done) => this.context.once('close', () => done()));
    execFileSync('pkill', ['-9', '-f', this.folder]);
    await gone;
    // The browser is gone before the last of its processes is.
    await expect.poll(() => spawnSync('pgrep', ['-f', this.folder]).status, { message: 'processes left' }).toBe(1);
  }

  /** Switched off as it should be: everything is finished first. */
  async shutDown(): Promise<void> {
    await this.context.close();
  }

  /** The same profile again. */
  async reopen(path: string): Promise<void> {
    await this.start();
    await this.page.goto(path);
  }

  /** The same profile again, where there is no network; at the lock, if there is one, with the PIN. Ends at what is `shown` then. */
  async reopenOffline(path: string, shown = 'table'): Promise<void> {
    await this.start();
    await this.offline(true);
    await this.page.goto(path);
    const pin = this.page.getByLabel(this.word('PIN of this device'));
    await pin.or(this.page.locator(shown)).first().waitFor();
    if (await pin.isVisible()) await this.unlock();
    await this.page.locator(shown).first().waitFor();
  }

  /** Every file of the profile that holds one of the texts, as UTF-8, UTF-16 or in a log of the database. */
  filesWith(texts: readonly string[]): string[] {
    const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
    return (readdirSync(this.folder, { recursive: true }) as string[])
      .map((name) => join(this.folder, name))
      .filter((path) => statSync(path).isFile())
      .filter((path) => {
        const bytes = readFileSync(path);
        return needles.some((needle) => bytes.includes(needle));
      });
  }

  override async close(): Promise<void> {
    await super.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
