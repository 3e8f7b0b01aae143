import type { Page } from 'playwright-core';

/** Somebody at a keyboard alone. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Ringed, on the screen, and not behind a bar. */
  focusIsSeen(): Promise<boolean> {
    return this.#page.evaluate(() => {
      const { activeElement: focused } = document;
      if (!focused || focused === document.body) return false;
      // A chip's native box is drawn by its label.
      const element = focused.matches('.vh') ? focused.closest('label')! : focused;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return getComputedStyle(element).outlineStyle !== 'none' && above !== null && element.contains(above);
    });
  }

  /** Goes on to what is called so. */
  async tabTo(name: RegExp, most = 60): Promise<void> {
    for (let stop = 0; stop < most; stop++) {
      const focused = await this.#page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        const [label] = element?.labels ?? [];
        return (element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '').trim();
      });
      if (name.test(focused)) return;
      await this.press('Tab');
    }
    throw new Error(`${name} was not reached with ${most} stops`);
  }

  /** Goes on to it, sees that it is ringed, and presses it. */
  async enter(name: RegExp): Promise<void> {
    await this.tabTo(name);
    if (!(await this.focusIsSeen())) throw new Error(`${name} has the focus, and nobody sees it`);
    await this.press('Enter');
  }
}
