import { LOCALES } from '../../ids.ts';
import { FEATURES, WEEKDAYS } from '../../network.ts';
import { isTimeZone } from '../../time/zone.ts';
import { checkDate, checkHours } from './check-hours.ts';
import {
  checkCurrency,
  checkId,
  checkInteger,
  checkMinutes,
  checkOneOf,
  checkSomeOf,
  checkString,
  checkText,
} from './check-value.ts';
import type { Directory } from './directory.ts';
import type { Spot } from './spot.ts';

/** The network itself, its branches and their rooms. */

/** A day: longer meetings would need the grid of cells to be thought over. */
export const MOST_MINUTES = 1_440;
export const MOST_PEOPLE = 10_000;

export function checkHead(spot: Spot): void {
  if (!spot.fields('id name locale locales currency minorDigits')) return;
  checkId(spot.at('id'));
  checkText(spot.at('name'));
  const locales = checkSomeOf(spot.at('locales'), LOCALES);
  const locale = checkOneOf(spot.at('locale'), LOCALES);
  if (locale && locales.length > 0 && !locales.includes(locale)) spot.at('locale').fault('is not among the locales');
  checkMoney(spot);
}

export function checkBranch(spot: Spot): void {
  const required = 'id name locale city address phone timeZone firstDay weekend hours crisis';
  if (!spot.fields(required, 'currency minorDigits')) return;
  for (const field of ['name', 'city', 'address']) checkText(spot.at(field));
  checkOneOf(spot.at('locale'), LOCALES);
  checkString(spot.at('phone'), 80);
  checkZone(spot.at('timeZone'));
  checkOneOf(spot.at('firstDay'), WEEKDAYS);
  checkSomeOf(spot.at('weekend'), WEEKDAYS);
  checkHours(spot.at('hours'));
  checkMoney(spot);

  for (const line of spot.at('crisis').items()) {
    if (!line.fields('label phone checkedOn')) continue;
    checkText(line.at('label'));
    checkString(line.at('phone'), 80);
    checkDate(line.at('checkedOn'));
  }
}

export function checkRoom(spot: Spot, directory: Directory): void {
  if (!spot.fields('id branch name capacity turnaroundMin', 'where features hours')) return;
  directory.reference(spot.at('branch'), 'branches');
  checkText(spot.at('name'));
  checkText(spot.at('where'));
  checkInteger(spot.at('capacity'), 1, MOST_PEOPLE);
  checkSomeOf(spot.at('features'), FEATURES);
  checkMinutes(spot.at('turnaroundMin'), 0, MOST_MINUTES);
  if (!spot.at('hours').absent) checkHours(spot.at('hours'));
}

function checkMoney(spot: Spot): void {
  checkCurrency(spot.at('currency'));
  checkInteger(spot.at('minorDigits'), 0, 4);
}

/** A name, never an offset: an offset knows nothing of summer time. */
function checkZone(spot: Spot): void {
  const { value } = spot;
  if (spot.absent) return;
  const known = typeof value === 'string' && /^[A-Za-z]/.test(value) && isTimeZone(value);
  if (!known) spot.fault('is not an IANA time zone');
}
