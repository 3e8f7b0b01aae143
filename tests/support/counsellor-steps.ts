import type { Locator, Page } from 'playwright-core';
import type { DeskDevice } from './desk-device.ts';

/** What a counsellor does on a phone, in the words that stand there. */
export class Counsellor {
  readonly device: DeskDevice;

  constructor(device: DeskDevice) {
    this.device = device;
  }

  get page(): Page {
    return this.device.page;
  }

  get sheet(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The card of a visit on the line of the day. */
  card(booking: string): Locator {
    return this.page.locator(`#row-${booking}`);
  }

  async open(booking: string): Promise<void> {
    await this.card(booking).click();
    await this.sheet.waitFor();
  }

  /** Presses something in the sheet. */
  async press(...english: string[]): Promise<void> {
    await this.sheet.getByRole('button', { name: this.device.word(...english) }).click();
  }

  /** Takes the last step back. */
  async undo(step: string): Promise<void> {
    await this.sheet.getByRole('button', { name: `Undo: ${step}` }).click();
  }

  says(english: string): Locator {
    return this.sheet.getByText(this.device.word(english)).first();
  }

  async close(): Promise<void> {
    await this.sheet
      .getByRole('button', { name: this.device.word('Close') })
      .first()
      .click();
    await this.sheet.waitFor({ state: 'detached' });
  }
}
