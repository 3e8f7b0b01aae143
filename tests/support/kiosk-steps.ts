import type { Page } from 'playwright-core';

/** What visitors do at a screen that stands in the open. */

/** Presses the six keys of the pad, whatever digits stand on them. */
export async function pressCode(page: Page, code: string): Promise<void> {
  const places = [...'1234567890'];
  for (const digit of code) {
    const at = digit === '0' ? 10 : places.indexOf(digit);
    await page.locator('.pad-key').nth(at).click();
  }
}

/** What a hand-held reader does: the keys of a US keyboard, faster than any hand, and Enter. */
export async function scanToken(page: Page, token: string): Promise<void> {
  await page.evaluate((text) => {
    const press = (key: string, code: string, shiftKey: boolean) =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
      );
    for (const char of text) {
      if (/\d/.test(char)) press(char, `Digit${char}`, false);
      else if (/[a-z]/i.test(char)) press(char, `Key${char.toUpperCase()}`, char !== char.toLowerCase());
      else press(char, 'Minus', char === '_');
    }
    press('Enter', 'Enter', false);
  }, token);
}

/** Types digits on a keyboard whose layout is Persian. */
export async function typePersian(page: Page, code: string): Promise<void> {
  await page.evaluate((digits) => {
    for (const digit of digits) {
      const key = String.fromCharCode(0x6f0 + Number(digit));
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Digit${digit}`, bubbles: true }));
    }
  }, code);
}
