import type { Locator, Page } from 'playwright-core';
import type { Library, Visit } from './browser-journey.ts';
import { wordsOf, type Word } from './screen-words.ts';

/** Ways in without a library card, in the words that stand on the screens. Messages are read off the demonstration's terminal. */
export class WayIn {
  readonly page: Page;
  readonly word: Word;
  readonly #library: Library;

  constructor(library: Library, { page }: Pick<Visit, 'page'>, locale = 'en') {
    this.#library = library;
    this.page = page;
    this.word = wordsOf(locale);
  }

  get contactField(): Locator {
    return this.page.getByLabel(this.word('Phone number or e-mail'));
  }

  get codeField(): Locator {
    return this.page.getByRole('textbox', { name: this.word('Code') });
  }

  button(english: string): Locator {
    return this.page.getByRole('button', { name: this.word(english) });
  }

  heading(english: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.word(english) });
  }

  /** From the sign-in page. A row's name is its words, with what is written below them. */
  async chooseWay(english: string): Promise<void> {
    const words = new RegExp(this.word(english).source.slice(1, -1));
    await this.page.getByRole('link', { name: words }).click();
  }

  /** Ends where the code is typed. */
  async askFor(contact: string): Promise<void> {
    await this.contactField.fill(contact);
    await this.button('Send the code').click();
    await this.codeField.waitFor();
  }

  /** The code of the last message to somebody. */
  async codeTo(contact: string): Promise<string> {
    const patienceUntil = Date.now() + 5_000;
    for (;;) {
      const last = this.#library.server.output().split(`A message to ${contact} `).slice(1).at(-1);
      const code = /\b\d{8}\b/.exec(last ?? '')?.[0];
      if (code !== undefined) return code;
      if (Date.now() > patienceUntil) throw new Error(`nothing was sent to ${contact}`);
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  async giveCode(code: string): Promise<void> {
    await this.codeField.fill(code);
    await this.button('Continue').click();
  }

  /** The number and the PIN of a card that is shown once. */
  async readCard(): Promise<{ card: string; pin: string }> {
    await this.heading('Your card').waitFor();
    const [card, pin] = await this.page.locator('.slip dd').allInnerTexts();
    return { card: card!, pin: pin! };
  }
}
