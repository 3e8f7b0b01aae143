import type { Locator, Page } from 'playwright-core';

/**
 * What a patron does, in the words that stand on the screen. A journey names steps only; how a step is found on the page is
 * written here and nowhere else.
 */
export const WORDS = {
  en: {
    take: /^Take /,
    about: /^About/,
    library: /^Library/,
    card: /card number/i,
    pin: /PIN/,
    signIn: /^(Sign in|Continue)$/,
    confirm: /^Confirm /,
    code: /^Code$/,
    move: /^Move$/,
    moveHere: /^Move to /,
    cancel: /^Cancel$/,
    reallyCancel: /^Cancel (the |this )?appointment$/,
    undo: /^(Undo|Take it back|Book it again)/,
    partnerCode: /code/i,
    addCode: /^(Add|Use|Apply)/,
    whyPrice: /^Why this price/,
    myBookings: /^My bookings$/,
    urgent: /^Urgent help$/,
    taken: /taken/i,
    offline: /Offline/,
  },
  fa: {
    take: /^گرفتن/,
    about: /^موضوع/,
    library: /^کتابخانه/,
    card: /شمارهٔ کارت/,
    pin: /رمز|پین/,
    signIn: /^(ورود|ادامه)$/,
    confirm: /^تأیید/,
    code: /^کد$/,
    move: /^جابه‌جایی$/,
    moveHere: /^جابه‌جایی به/,
    cancel: /^لغو نوبت$/,
    reallyCancel: /لغو/,
    undo: /بازگردا|برگردا/,
    partnerCode: /کد/,
    addCode: /^(افزودن|به‌کار)/,
    whyPrice: /^چرا این بها/,
    myBookings: /^نوبت‌های من$/,
    urgent: /^کمک فوری$/,
    taken: /گرفته/,
    offline: /بدون اینترنت/,
  },
} as const;

export type Words = (typeof WORDS)[keyof typeof WORDS];

const TAKE = /^(Take |گرفتن|Ota |Vzemi |Взяти )/;

/** The soonest time's button, in whatever language: once it is there, the first screen can be used. */
export function soonest(page: Page): Locator {
  return page.getByRole('main').getByRole('button', { name: TAKE }).first();
}

/** The times of the day that is shown. */
export function times(page: Page): Locator {
  return page.getByRole('main').locator('button.slot, a.slot');
}

/** Opens the search for one service at one branch, as a link from the library's own page would. */
export async function lookFor(page: Page, service: string, branch: string, mode = 'room'): Promise<void> {
  await page.goto(`/?service=${service}&branch=${branch}&mode=${mode}`);
  await soonest(page).waitFor();
}

export async function signIn(page: Page, words: Words, card: string, pin: string): Promise<void> {
  await page.getByLabel(words.card).fill(card);
  const pinField = page.getByLabel(words.pin);
  if (!(await pinField.isVisible())) await page.getByRole('button', { name: words.signIn }).click();
  await pinField.fill(pin);
  await page.getByRole('button', { name: words.signIn }).click();
}

/** Takes the soonest time and signs in on the way. Ends on the screen that confirms. */
export async function holdSoonest(page: Page, words: Words, card: string, pin: string): Promise<void> {
  await soonest(page).click();
  await signIn(page, words, card, pin);
  await confirmButton(page, words).waitFor();
}

export function confirmButton(page: Page, words: Words): Locator {
  return page.getByRole('button', { name: words.confirm });
}

/** Ends on the ticket. */
export async function confirm(page: Page, words: Words): Promise<void> {
  const consent = page.getByRole('checkbox');
  if ((await consent.count()) === 1 && !(await consent.isChecked())) await consent.check();
  await confirmButton(page, words).click();
  await ticketCode(page, words).waitFor();
}

/** The nearest free times, offered in place of one that is gone. */
export function alternatives(page: Page): Locator {
  return page.getByRole('main').or(page.getByRole('dialog')).locator('button.slot');
}

/** Gives a partner's code on the screen that confirms. */
export async function giveCode(page: Page, words: Words, code: string): Promise<void> {
  const field = page.getByRole('textbox', { name: words.partnerCode });
  if (!(await field.isVisible())) await page.getByRole('button', { name: words.partnerCode }).first().click();
  await field.fill(code);
  await page.getByRole('button', { name: words.addCode }).click();
}

export function ticketCode(page: Page, words: Words): Locator {
  return page.getByLabel(words.code).first();
}

/** From the ticket to another time. Ends on the ticket of the moved booking. */
export async function moveToFirstTime(page: Page, words: Words): Promise<void> {
  await page
    .getByRole('link', { name: words.move })
    .or(page.getByRole('button', { name: words.move }))
    .first()
    .click();
  await times(page).first().click();
  const really = page.getByRole('button', { name: words.moveHere });
  await really.click();
  await ticketCode(page, words).waitFor();
}

export async function cancel(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.cancel }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.reallyCancel }).click();
  await undoButton(page, words).waitFor();
}

export function undoButton(page: Page, words: Words): Locator {
  return page.getByRole('button', { name: words.undo }).first();
}

/** What the server has, whatever the screen says. */
export interface ServerBooking {
  id: string;
  state: string;
  startsAt: string;
  price: { lines: { discount: string }[]; list: { amount: number }; total: { amount: number } };
}

export async function bookingsOf(page: Page): Promise<ServerBooking[]> {
  const answer = await page.request.get('/api/bookings');
  return ((await answer.json()) as { bookings: ServerBooking[] }).bookings;
}
