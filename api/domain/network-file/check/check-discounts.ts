import { KINDS } from '../../network.ts';
import { checkDates } from './check-hours.ts';
import { checkReferences } from './check-services.ts';
import { checkAmount, checkBoolean, checkInteger, checkOneOf, checkSomeOf, checkText } from './check-value.ts';
import type { Directory } from './directory.ts';
import type { Spot } from './spot.ts';

/** Concessions, discounts, and the partners behind them. */

const EVIDENCE = ['card', 'desk', 'partner'] as const;
const RULES = ['percent', 'basisPoints', 'amount', 'free'];

export function checkConcession(spot: Spot): void {
  if (!spot.fields('id name evidence validMonths')) return;
  checkText(spot.at('name'));
  checkOneOf(spot.at('evidence'), EVIDENCE);
  checkInteger(spot.at('validMonths'), 1, 1_200);
}

export function checkDiscount(spot: Spot, directory: Directory): void {
  const optional =
    'percent basisPoints amount free concession code kinds services branches from until maxUses maxUsesPerPatron sponsor budget partner';
  if (!spot.fields('id name stacks', optional)) return;

  checkText(spot.at('name'));
  checkBoolean(spot.at('stacks'));
  checkBoolean(spot.at('code'));
  checkRule(spot);
  directory.reference(spot.at('concession'), 'concessions');
  checkSomeOf(spot.at('kinds'), KINDS);
  checkReferences(spot.at('services'), directory, 'services');
  checkReferences(spot.at('branches'), directory, 'branches');
  checkDates(spot, 'from', 'until');
  checkInteger(spot.at('maxUses'), 0);
  checkInteger(spot.at('maxUsesPerPatron'), 0);
  checkAmount(spot.at('budget'));
  directory.reference(spot.at('sponsor'), 'partners');
  directory.reference(spot.at('partner'), 'partners');
}

export function checkPartner(spot: Spot, directory: Directory): void {
  if (!spot.fields('id name', 'branches concessions')) return;
  checkText(spot.at('name'));
  checkReferences(spot.at('branches'), directory, 'branches');
  checkReferences(spot.at('concessions'), directory, 'concessions');
}

/** `free: false` says nothing, and is allowed to. */
function checkRule(spot: Spot): void {
  checkInteger(spot.at('percent'), 0, 100);
  checkInteger(spot.at('basisPoints'), 0, 10_000);
  checkAmount(spot.at('amount'));
  checkBoolean(spot.at('free'));

  const given = RULES.filter((rule) => !spot.at(rule).absent && spot.at(rule).value !== false);
  if (given.length === 0) spot.fault(`has none of ${RULES.join(', ')}`);
  if (given.length > 1) spot.fault(`has ${given.join(' and ')}: one of ${RULES.join(', ')} it must be`);
}
