import { randomUUID } from 'node:crypto';
import { addDays } from '#domain/time/local-date.ts';
import { DESK_PASSWORD } from './branch-generator.ts';
import { today } from './bench-library.ts';
import type { LoadRequest } from './http-client.ts';

/** What is asked all day long beside searches and bookings. */

/** Asked by every app when it opens, and nearly always the same as the last time. */
export async function unchangedCatalogue(url: string): Promise<LoadRequest[]> {
  const ask = (headers: Record<string, string>) => fetch(`${url}/api/catalogue`, { headers });
  // As it is asked for under load: compressed it would have another tag.
  const plain = { 'accept-encoding': 'identity' };
  const headers = { 'if-none-match': (await ask(plain)).headers.get('etag') ?? '' };
  const { status } = await ask({ ...plain, ...headers });
  if (status !== 304) throw new Error(`an unchanged catalogue answered ${status}`);
  return [{ method: 'GET', path: '/api/catalogue', headers }];
}

/** Whose sign-in is it, and is it alive: what comes before everything that somebody does. */
export function signInChecks(cookies: string[]): LoadRequest[] {
  return cookies.map((cookie) => ({ method: 'GET', path: '/api/me', headers: { cookie } }));
}

export async function signInDesk(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'desk', password: DESK_PASSWORD }),
  });
  if (answer.status !== 204) throw new Error(`the desk's sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The days that a desk keeps on its device. */
export function deskDays(cookie: string, branch: string): LoadRequest[] {
  return [0, 1].map((days) => ({
    method: 'GET',
    path: `/api/desk/day?branch=${branch}&date=${addDays(today(), days)}`,
    headers: { cookie },
  }));
}

const ITEMS_A_BATCH = 20;

/** What a desk sends that had no network for a while: notes, which may be told at any hour of the day. */
export async function checkInBatches(
  url: string,
  { cookie, branch, count }: { cookie: string; branch: string; count: number },
): Promise<LoadRequest[]> {
  let rows: { booking: string }[] = [];
  // One of the two may be a Sunday.
  for (const { path } of deskDays(cookie, branch)) {
    const day = (await (await fetch(url + path, { headers: { cookie } })).json()) as { rows: typeof rows };
    if (day.rows.length > rows.length) ({ rows } = day);
  }
  if (rows.length === 0) throw new Error(`${branch} has no bookings today and tomorrow`);
  const occurredAt = new Date().toISOString();
  const item = (at: number) => ({
    id: randomUUID(),
    booking: rows[at % rows.length]!.booking,
    event: 'note',
    text: `Note ${at}`,
    occurredAt,
  });
  return Array.from({ length: count }, (_, batch) => ({
    method: 'POST',
    path: '/api/check-ins',
    headers: { cookie, 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      items: Array.from({ length: ITEMS_A_BATCH }, (_item, at) => item(batch * ITEMS_A_BATCH + at)),
    }),
  }));
}
