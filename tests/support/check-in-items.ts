import { randomUUID } from 'node:crypto';
import type { CheckInItem, CheckInResult } from '#contract/check-ins.ts';
import type { DeskDay, DeskRow } from '#contract/desk.ts';
import type { NetworkFile } from '#domain/network.ts';
import { bookingNetwork, WEDNESDAY_9, type Caller, type Library } from './booking-library.ts';

const MINUTE = 60_000;

/** The ids of the small network's staff. */
export const DESK = 'desk-1';
export const ANA = 'counsellor-1';

/** The day on which it happens, a Wednesday. */
export const DAY = '2026-11-25';

/** So many minutes after nine of that day, at the branch. */
export const at = (minutes: number) => Date.parse(WEDNESDAY_9) + minutes * MINUTE;

/** Booked before, for nine of that day; now it is so many minutes after nine. @returns the booking's id */
export async function bookedForNine(library: Library, caller: Caller, minutes = 0, more: object = {}): Promise<string> {
  const { id } = await caller.book(WEDNESDAY_9, more);
  clockAt(library, WEDNESDAY_9, minutes);
  return id;
}

/** An item as a device makes it, of something that happened at that instant. */
export function itemOf(booking: string, event: CheckInItem['event'], at: number, more: Partial<CheckInItem> = {}) {
  return { id: randomUUID(), booking, event, occurredAt: new Date(at).toISOString(), ...more } satisfies CheckInItem;
}

export interface Told {
  status: number;
  results: CheckInResult[];
  /** Each result as `applied`, `already` or the code of its refusal. */
  said: string[];
}

export async function tell(caller: Caller, ...items: object[]): Promise<Told> {
  const answer = await caller.post('/api/check-ins', { items });
  const { results = [] } = JSON.parse(answer.text) as { results?: CheckInResult[] };
  return { status: answer.status, results, said: results.map((one) => one.code ?? one.outcome) };
}

/** The row of a booking in the desk's day. */
export async function rowOf(
  desk: Caller,
  booking: string,
  date: string,
  branch = 'main',
): Promise<DeskRow | undefined> {
  return (await dayOf(desk, date, branch)).rows.find((row) => row.booking === booking);
}

export async function dayOf(desk: Caller, date: string, branch = 'main'): Promise<DeskDay> {
  const answer = await desk.get(`/api/desk/day?branch=${branch}&date=${date}`);
  if (answer.status !== 200) throw new Error(`the desk's day was answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text) as DeskDay;
}

/** The clock of the library set to so many minutes from an instant. */
export function clockAt({ clock }: Library, instant: string, minutes = 0): number {
  clock.now = Date.parse(instant) + minutes * MINUTE;
  return clock.now;
}

/** The booking library's network with a second person at the desk. */
export function staffedNetwork(): NetworkFile {
  const file = bookingNetwork();
  file.people.push({ id: 'desk-2', name: { en: 'Somebody of the staff' }, locale: 'en', role: 'desk', branch: 'main' });
  return file;
}
