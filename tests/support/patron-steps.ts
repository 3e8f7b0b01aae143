import type { Locator, Page } from 'playwright-core';
import { wordsOf, type Word } from './screen-words.ts';

/** What the server has, whatever the screen says. */
export interface ServerBooking {
  id: string;
  state: string;
  startsAt: string;
  undoUntil?: string;
  letGo?: true;
  price: { lines: { discount: string }[]; list: { amount: number }; total: { amount: number } };
}

export type Search = readonly [service: string, branch: string, mode?: string];

/** The search for one service at one branch, as a link on the library's own page would open it. */
export function searchPath(...[service, branch, mode = 'room']: Search): string {
  return `/?service=${service}&branch=${branch}&mode=${mode}`;
}

/**
 * What a patron does on a page, in the words that stand on it. A journey names steps only; how a step is found is written
 * here and nowhere else.
 */
export class Patron {
  readonly page: Page;
  readonly word: Word;

  constructor(page: Page, locale = 'en') {
    this.page = page;
    this.word = wordsOf(locale);
  }

  /** The soonest time's button: once it is there, the first screen can be used. */
  get soonest(): Locator {
    return this.button('Take {time}').first();
  }

  /** The times of the day that is shown. */
  get times(): Locator {
    return this.page.getByRole('main').locator('button.slot');
  }

  /** The nearest free times, offered in place of one that is gone. */
  get alternatives(): Locator {
    return this.page.locator('.refused button.slot');
  }

  get confirmButton(): Locator {
    return this.button('Confirm {0}', 'Confirm {0}, pay at the desk');
  }

  get ticketCode(): Locator {
    return this.page.getByRole('group', { name: this.word('Code') }).first();
  }

  get undoButton(): Locator {
    return this.button('Undo').first();
  }

  get cardField(): Locator {
    return this.page.getByLabel(this.word('Library card number'));
  }

  get pinField(): Locator {
    return this.page.getByLabel(this.word('PIN'));
  }

  button(...english: string[]): Locator {
    return this.page.getByRole('button', { name: this.word(...english) });
  }

  /** A sentence, wherever it stands among others. */
  sentence(english: string): Locator {
    return this.page.getByText(new RegExp(this.word(english).source.slice(1, -1))).first();
  }

  async lookFor(...search: Search): Promise<void> {
    await this.page.goto(searchPath(...search));
    await this.soonest.waitFor();
  }

  async signIn(card: string, pin: string): Promise<void> {
    await this.cardField.fill(card);
    await this.pinField.fill(pin);
    await this.button('Sign in').click();
  }

  /** Takes the soonest time and signs in on the way. Ends on the screen that confirms. */
  async holdSoonest(card: string, pin: string): Promise<void> {
    await this.soonest.click();
    await this.signIn(card, pin);
    await this.confirmButton.waitFor();
  }

  /** Takes the first time of next week, which can still be moved and cancelled, and signs in on the way. */
  async holdNextWeek(card: string, pin: string): Promise<void> {
    await this.button('Week after').click();
    await this.times.first().click();
    await this.signIn(card, pin);
    await this.confirmButton.waitFor();
  }

  /** Gives a partner's code on the screen that confirms. */
  async giveCode(code: string): Promise<void> {
    await this.button('I have a code').click();
    await this.page.getByRole('textbox', { name: this.word('Code') }).fill(code);
    await this.button('Use code').click();
    await this.sentence('Your code was taken. The price above is with it.').waitFor();
  }

  /** What has to be agreed to, where it has not been before. */
  get consentBox(): Locator {
    return this.page.locator('.dock').getByRole('checkbox');
  }

  /** Ends on the ticket. */
  async confirm(): Promise<void> {
    const agreed = this.sentence('You have agreed that the desk and your counsellor see your bookings.');
    await this.consentBox.or(agreed).first().waitFor();
    if (await this.consentBox.isVisible()) await this.consentBox.check();
    await this.confirmButton.click();
    await this.ticketCode.waitFor();
  }

  /** From the ticket to the last time of a day in the following week. Ends on the ticket of the moved booking. */
  async moveAWeekOn(): Promise<void> {
    await this.page.getByRole('link', { name: this.word('Move') }).click();
    await this.button('Week after').click();
    await this.times.last().click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: this.word('Move to {time}') })
      .click();
    await this.ticketCode.waitFor();
  }

  async cancel(): Promise<void> {
    await this.button('Cancel').click();
    await this.button('Cancel the appointment').click();
    // Not the button alone: after a move there is an "Undo" already.
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
    await this.sentence('Cancelled').waitFor();
    await this.undoButton.waitFor();
  }

  async openUrgentHelp(): Promise<void> {
    await this.button('Urgent help').click();
    await this.page.getByRole('dialog').waitFor();
  }

  async bookings(): Promise<ServerBooking[]> {
    const answer = await this.page.request.get('/api/bookings');
    return ((await answer.json()) as { bookings: ServerBooking[] }).bookings;
  }
}
