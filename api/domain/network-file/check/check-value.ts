import { LOCALES } from '../../ids.ts';
import { isRecord, type Spot } from './spot.ts';

/** The small values that items are made of. Each check names what is wrong and answers the value, or undefined. */

const LONGEST_TEXT = 2_000;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Joiners and direction marks belong to Persian; overrides and isolates could make a line read as another one. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;

export function checkInteger(spot: Spot, low: number, high = Number.MAX_SAFE_INTEGER): number | undefined {
  const { value } = spot;
  if (spot.absent) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) return spot.fault('is not a whole number');
  if (value < low) return spot.fault(`is below ${low}`);
  if (value > high) return spot.fault(`is above ${high}`);
  return value;
}

/** Minutes of something that lies on the grid of cells. */
export function checkMinutes(spot: Spot, low: number, high: number): number | undefined {
  const minutes = checkInteger(spot, low, high);
  if (minutes !== undefined && minutes % 5 !== 0) return spot.fault('is not a multiple of 5 minutes');
  return minutes;
}

export function checkString(spot: Spot, longest = LONGEST_TEXT): string | undefined {
  const { value } = spot;
  if (spot.absent) return undefined;
  if (typeof value !== 'string') return spot.fault('is not a string');
  if (value.trim() === '') return spot.fault('is empty');
  if (value.length > longest) return spot.fault(`is longer than ${longest} characters`);
  if (CONTROLS.test(value)) return spot.fault('has a control character');
  return value;
}

export function checkBoolean(spot: Spot): boolean | undefined {
  if (spot.absent) return undefined;
  return typeof spot.value === 'boolean' ? spot.value : spot.fault('is not true or false');
}

export function checkOneOf<T extends string>(spot: Spot, allowed: readonly T[]): T | undefined {
  if (spot.absent) return undefined;
  const found = allowed.find((each) => each === spot.value);
  return found ?? spot.fault(`is not one of ${allowed.join(', ')}`);
}

/** A list of different values, each of which passes `check`. */
export function checkList<T>(spot: Spot, check: (item: Spot) => T | undefined): T[] {
  const seen = new Set<T>();
  for (const item of spot.items()) {
    const value = check(item);
    if (value === undefined) continue;
    if (seen.has(value)) item.fault('is named twice');
    seen.add(value);
  }
  return [...seen];
}

export function checkSomeOf<T extends string>(spot: Spot, allowed: readonly T[]): T[] {
  return checkList(spot, (item) => checkOneOf(item, allowed));
}

export function checkId(spot: Spot): string | undefined {
  const { value } = spot;
  if (spot.absent) return undefined;
  if (typeof value !== 'string' || !KEBAB.test(value)) return spot.fault('is not a kebab-case id');
  if (value.length > 64) return spot.fault('is longer than 64 characters');
  return value;
}

/** N4: a text for people, in any of the product's languages and at least one of them. */
export function checkText(spot: Spot): void {
  const entries = spot.entries();
  for (const [language, text] of entries) {
    if ((LOCALES as readonly string[]).includes(language)) checkString(text);
    else text.fault(`is not one of ${LOCALES.join(', ')}`);
  }
  if (isRecord(spot.value) && entries.length === 0) spot.fault('has no language');
}

export function checkCurrency(spot: Spot): string | undefined {
  const { value } = spot;
  if (spot.absent) return undefined;
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : spot.fault('is not an ISO 4217 code');
}

/** One whole number of minor units, or a map by currency. */
export function checkAmount(spot: Spot): void {
  if (spot.absent) return;
  if (typeof spot.value !== 'object' || spot.value === null) return void checkInteger(spot, 0);

  const entries = spot.entries();
  for (const [currency, amount] of entries) {
    if (/^[A-Z]{3}$/.test(currency)) checkInteger(amount, 0);
    else amount.fault('is not an ISO 4217 code');
  }
}
