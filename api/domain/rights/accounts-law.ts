import type { LocalDate } from '../ids.ts';
import { addDays } from '../time/local-date.ts';
import type { Settings } from '../settings.ts';

/**
 * For how long what was paid must be kept, whoever has gone: number, sum, date and branch, without a name. The years are settings
 * (`accountsYears…`), whose defaults are the least that these laws ask of a receipt:
 *
 * - FI: Kirjanpitolaki 1336/1997, 2:10 §: vouchers for six years from the end of the year in which the financial year ended.
 *   https://www.finlex.fi/fi/laki/ajantasa/1997/19971336
 * - SI: ZDDV-1, 86. člen: invoices for ten years after the end of the year that they belong to; the Zakon o računovodstvu,
 *   30. člen, asks five of other vouchers, and the longer one counts. https://pisrs.si/pregledPredpisa?id=ZAKO4701
 * - UA: Податковий кодекс, ст. 44.3: primary documents for 1,825 days (since 2023-04-28; 1,095 before, and still for what
 *   non-profit organisations keep) from the day on which the return that rests on them was due: at the latest, that of the
 *   whole year, in the year after. https://zakon.rada.gov.ua/laws/show/2755-17
 * - IR: قانون تجارت, مادهٔ ۱۳: books for ten years from the end of each year, which is the one of the Iranian calendar.
 *   https://rezvanianinternational.com/the-commercial-code-of-iran/
 *
 * A library that owes more to a law of its own (grants, archives) sets more years; one that owes less, fewer.
 */
export const ACCOUNTS_COUNTRIES = ['FI', 'SI', 'UA', 'IR', 'ZZ'] as const;

/** ISO 3166; `ZZ` is none of those that are known here. */
export type AccountsCountry = (typeof ACCOUNTS_COUNTRIES)[number];

interface Law {
  /** As the law calls itself; empty where it is not known here. */
  name: string;
  years: keyof Settings;
  /** The last day of the year that the years are counted from. */
  countedFrom(on: LocalDate): LocalDate;
}

const yearOf = (on: LocalDate) => Number(on.slice(0, 4));
const endOfYear = (on: LocalDate) => `${yearOf(on)}-12-31` as LocalDate;

/** A return for a whole year may be handed in until the end of the year after; a day too many is better than one too few. */
const endOfNextYear = (on: LocalDate) => `${yearOf(on) + 1}-12-31` as LocalDate;

/** Nowruz falls on 19 to 22 March: who paid close to it is counted to the year that ends later. */
function endOfIranianYear(on: LocalDate): LocalDate {
  const year = on.slice(5) < '03-19' ? yearOf(on) : yearOf(on) + 1;
  return `${year}-03-21` as LocalDate;
}

const LAWS: Record<AccountsCountry, Law> = {
  FI: { name: 'Kirjanpitolaki 1336/1997, 2:10 §', years: 'accountsYearsFI', countedFrom: endOfYear },
  SI: { name: 'ZDDV-1, 86. člen', years: 'accountsYearsSI', countedFrom: endOfYear },
  UA: { name: 'Податковий кодекс України, ст. 44.3', years: 'accountsYearsUA', countedFrom: endOfNextYear },
  IR: { name: 'قانون تجارت، مادهٔ ۱۳', years: 'accountsYearsIR', countedFrom: endOfIranianYear },
  ZZ: { name: '', years: 'accountsYearsOther', countedFrom: endOfNextYear },
};

/** The law that holds where a branch is: its time zone tells, which a network file always has. */
export function countryOfZone(timeZone: string): AccountsCountry {
  switch (timeZone) {
    case 'Europe/Helsinki':
    case 'Europe/Mariehamn':
      return 'FI';
    case 'Europe/Ljubljana':
      return 'SI';
    case 'Europe/Kyiv':
    case 'Europe/Kiev':
    case 'Europe/Uzhgorod':
    case 'Europe/Zaporozhye':
    case 'Europe/Simferopol':
      return 'UA';
    case 'Asia/Tehran':
    case 'Iran':
      return 'IR';
    default:
      return 'ZZ';
  }
}

export const lawOf = (country: AccountsCountry): string => LAWS[country].name;

/** The last day on which a receipt of that date must still be there. */
export function receiptKeptUntil(country: AccountsCountry, on: LocalDate, settings: Settings): LocalDate {
  const { countedFrom, years } = LAWS[country];
  const from = countedFrom(on);
  return `${yearOf(from) + settings[years]}${from.slice(4)}` as LocalDate;
}

export interface KeptReceipts {
  payments: number;
  until: LocalDate;
  country: AccountsCountry;
  law: string;
}

/** What stays of somebody's receipts: how many, until when the last of them, and by whose law that one. */
export function receiptsKept(
  money: readonly { country: AccountsCountry; on: LocalDate }[],
  today: LocalDate,
  settings: Settings,
): KeptReceipts | null {
  const kept = money
    .map(({ country, on }) => ({ country, until: receiptKeptUntil(country, on, settings) }))
    .filter(({ until }) => until >= today)
    .toSorted((a, b) => (a.until < b.until ? 1 : -1));
  const [last] = kept;
  return last ? { payments: kept.length, ...last, law: lawOf(last.country) } : null;
}

/** Receipts of this date and before are no longer asked for. */
export function receiptsOver(country: AccountsCountry, today: LocalDate, settings: Settings): LocalDate {
  let on = `${yearOf(today) - settings[LAWS[country].years] + 1}-12-31` as LocalDate;
  while (receiptKeptUntil(country, on, settings) >= today) on = addDays(on, -1);
  return on;
}
