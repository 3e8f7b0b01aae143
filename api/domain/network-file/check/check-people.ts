import { LOCALES } from '../../ids.ts';
import { ROLES } from '../../network.ts';
import { foldCredential } from '../../fold-digits.ts';
import { checkReferences } from './check-services.ts';
import { checkOneOf, checkString, checkText } from './check-value.ts';
import type { Directory } from './directory.ts';
import type { Spot } from './spot.ts';

/** Demonstration accounts. `cards` are those seen so far: no two people may have the same one. */
export function checkPerson(spot: Spot, directory: Directory, cards: Set<string>): void {
  if (!spot.fields('id name role locale', 'branch counsellor partner card pin password concessions')) return;
  checkText(spot.at('name'));
  checkOneOf(spot.at('locale'), LOCALES);
  directory.reference(spot.at('branch'), 'branches');
  directory.reference(spot.at('counsellor'), 'counsellors');
  directory.reference(spot.at('partner'), 'partners');
  checkReferences(spot.at('concessions'), directory, 'concessions');
  checkRole(spot);
  checkSecrets(spot, cards);
}

function checkRole(spot: Spot): void {
  const role = checkOneOf(spot.at('role'), ROLES);
  if (role === undefined) return;
  for (const field of ['counsellor', 'partner']) {
    if (role === field && spot.at(field).absent) spot.at(field).fault('is missing');
    if (role !== field && !spot.at(field).absent) spot.at(field).fault(`belongs to the role ${field} only`);
  }
  if (role === 'desk' && spot.at('branch').absent) spot.at('branch').fault('is missing');
  if (role !== 'patron' && spot.at('concessions').items().length > 0) {
    spot.at('concessions').fault('belong to the role patron only');
  }
}

function checkSecrets(spot: Spot, cards: Set<string>): void {
  const card = spot.at('card');
  const pin = spot.at('pin');
  if (card.absent !== pin.absent) (card.absent ? card : pin).fault('is missing: a card and its pin go together');

  const number = checkString(card);
  if (number !== undefined) {
    const canonical = foldCredential(number);
    if (!/^[0-9A-Za-z-]{4,40}$/.test(canonical)) card.fault('is not a card number');
    else if (cards.has(canonical)) card.fault('is used twice');
    cards.add(canonical);
  }
  if (!pin.absent && !(typeof pin.value === 'string' && /^\d{4,12}$/.test(pin.value)))
    pin.fault('is not 4 to 12 digits');

  const password = checkString(spot.at('password'), 200);
  if (password !== undefined && password.length < 12) spot.at('password').fault('is shorter than 12 characters');
}
