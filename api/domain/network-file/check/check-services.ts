import { FEATURES, KINDS, MODES } from '../../network.ts';
import { checkDates, checkLeave, checkWeekly } from './check-hours.ts';
import { MOST_MINUTES, MOST_PEOPLE } from './check-places.ts';
import {
  checkAmount,
  checkInteger,
  checkList,
  checkMinutes,
  checkOneOf,
  checkSomeOf,
  checkString,
  checkText,
} from './check-value.ts';
import type { Directory } from './directory.ts';
import type { Spot } from './spot.ts';

/** What is offered, and who offers it. */

const YEARS = 10;

export function checkService(spot: Spot, directory: Directory): void {
  const required =
    'id name publicName kind durationMin notesMin modes people startEveryMin noticeMin horizonDays cancelBeforeMin maxOpenPerPatron price';
  if (!spot.fields(required, 'roomFeatures branches')) return;

  checkText(spot.at('name'));
  checkText(spot.at('publicName'));
  checkOneOf(spot.at('kind'), KINDS);
  checkMinutes(spot.at('durationMin'), 5, MOST_MINUTES);
  checkMinutes(spot.at('notesMin'), 0, MOST_MINUTES);
  checkMinutes(spot.at('startEveryMin'), 5, MOST_MINUTES);
  checkSomeOf(spot.at('modes'), MODES);
  if (Array.isArray(spot.at('modes').value) && spot.at('modes').items().length === 0)
    spot.at('modes').fault('is empty');
  checkPeople(spot.at('people'));
  checkSomeOf(spot.at('roomFeatures'), FEATURES);
  checkInteger(spot.at('noticeMin'), 0, YEARS * 366 * 1_440);
  checkInteger(spot.at('horizonDays'), 0, YEARS * 366);
  checkInteger(spot.at('cancelBeforeMin'), 0, YEARS * 366 * 1_440);
  checkInteger(spot.at('maxOpenPerPatron'), 1);
  checkAmount(spot.at('price'));
  checkReferences(spot.at('branches'), directory, 'branches');
}

export function checkCounsellor(spot: Spot, directory: Directory): void {
  if (!spot.fields('id name initials languages services hours', 'leave maxPerDay')) return;
  checkText(spot.at('name'));
  checkString(spot.at('initials'), 10);
  checkList(spot.at('languages'), checkLanguage);
  checkReferences(spot.at('services'), directory, 'services');
  checkLeave(spot.at('leave'));
  checkInteger(spot.at('maxPerDay'), 0);

  for (const hours of spot.at('hours').items()) {
    if (!hours.fields('branch weekly', 'from until modes')) continue;
    directory.reference(hours.at('branch'), 'branches');
    checkDates(hours, 'from', 'until');
    checkWeekly(hours.at('weekly'));
    checkSomeOf(hours.at('modes'), MODES);
  }
}

/** A list of different ids of another list. */
export function checkReferences(spot: Spot, directory: Directory, list: Parameters<Directory['reference']>[1]): void {
  checkList(spot, (item) => directory.reference(item, list));
}

function checkPeople(spot: Spot): void {
  if (!spot.fields('min max')) return;
  const min = checkInteger(spot.at('min'), 1, MOST_PEOPLE);
  const max = checkInteger(spot.at('max'), 1, MOST_PEOPLE);
  if (min !== undefined && max !== undefined && max < min) spot.fault('has a max below its min');
}

function checkLanguage(spot: Spot): string | undefined {
  const { value } = spot;
  const known = typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) && value.length <= 12;
  return known ? value : spot.fault('is not a language code like fa or pt-BR');
}
