import { DAY_PEOPLE } from './day-network.ts';

/** A confirmed booking of today, as its patron got it. */
export interface DayBooking {
  id: string;
  alias: string;
  startsAt: string;
  code: string;
  token: string;
}

interface Slot {
  startsAt: string;
  mode: string;
}

/**
 * Books today's times at the day's library (dayNetwork), one after the other, each for the next of its patrons.
 * @returns at most `wanted`, by their start
 */
export async function bookToday(url: string, wanted: number): Promise<DayBooking[]> {
  const cookies = await Promise.all(DAY_PEOPLE.patrons.map((patron) => signIn(url, patron)));
  const booked: DayBooking[] = [];
  const takenBy = new Map<string, Set<string>>();

  for (const { startsAt, mode } of await timesOfToday(url)) {
    for (const cookie of cookies) {
      if (booked.length === wanted) return booked;
      const own = takenBy.get(cookie) ?? new Set();
      takenBy.set(cookie, own);
      if ([...own].some((other) => Math.abs(Date.parse(other) - Date.parse(startsAt)) < 30 * 60_000)) continue;

      const booking = await book(url, cookie, { startsAt, mode });
      // The time is full: the next patron would not get it either.
      if (!booking) break;
      own.add(startsAt);
      booked.push(booking);
    }
  }
  return booked;
}

/** A place in the circle (dayNetwork's), for one of the patrons. */
export async function joinCircle(url: string, patron: number): Promise<void> {
  const cookie = await signIn(url, DAY_PEOPLE.patrons[patron]!);
  const [slot] = await timesOfToday(url, 'circle');
  if (!slot || !(await book(url, cookie, slot, 'circle'))) throw new Error('the circle has no place');
}

/** The desk tells of something that happens now. */
export async function tellAtDesk(url: string, booking: string, event: string): Promise<void> {
  const cookie = await signIn(url, DAY_PEOPLE.desk);
  const items = [{ id: crypto.randomUUID(), booking, event, occurredAt: new Date().toISOString() }];
  const answer = (await (await post(url, '/api/check-ins', cookie, { items })).json()) as {
    results: { outcome: string }[];
  };
  if (answer.results[0]?.outcome !== 'applied') throw new Error(`${event} was answered ${JSON.stringify(answer)}`);
}

/** The desk calls an appointment off. */
export async function callOffAtDesk(url: string, booking: string): Promise<void> {
  const answer = await post(url, `/api/bookings/${booking}/cancel`, await signIn(url, DAY_PEOPLE.desk), {});
  if (answer.status !== 200) throw new Error(`cancel was answered ${answer.status}: ${await answer.text()}`);
}

/** Somebody without an appointment begins now, as the desk enters it. */
export async function walkInNow(url: string, counsellor?: 'ada' | 'bo'): Promise<DayBooking & { room: string }> {
  const cookie = await signIn(url, DAY_PEOPLE.desk);
  const wish = { branch: 'main', service: 'talk', ...(counsellor && { counsellor }) };
  const answer = await post(url, '/api/desk/walk-ins', cookie, wish);
  if (answer.status !== 201) throw new Error(`the walk-in was answered ${answer.status}: ${await answer.text()}`);
  const { booking } = (await answer.json()) as { booking: WalkIn };
  return { ...booking, id: booking.booking, ...booking.ticket };
}

type WalkIn = Omit<DayBooking, 'code' | 'token' | 'id'> & {
  booking: string;
  room: string;
  ticket: { code: string; token: string };
};

async function timesOfToday(url: string, service = 'talk'): Promise<Slot[]> {
  const catalogue = (await (await fetch(`${url}/api/catalogue`)).json()) as { branches: { timeZone: string }[] };
  const zone = catalogue.branches[0]?.timeZone ?? 'UTC';
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
  const answer = await fetch(`${url}/api/slots?service=${service}&branch=main&mode=room&from=${today}&to=${today}`);
  return ((await answer.json()) as { slots: Slot[] }).slots;
}

export async function signIn(
  url: string,
  who: { card: string; pin: string } | { name: string; password: string },
): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in/${'card' in who ? 'card' : 'password'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(who),
  });
  if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function book(url: string, cookie: string, slot: Slot, service = 'talk'): Promise<DayBooking | undefined> {
  const held = await post(url, '/api/holds', cookie, {
    service,
    branch: 'main',
    startsAt: slot.startsAt,
    mode: slot.mode,
  });
  if (held.status === 409) return undefined;
  const { booking } = (await held.json()) as { booking: { id: string } };
  const confirmed = await post(url, `/api/bookings/${booking.id}/confirm`, cookie, {});
  if (confirmed.status !== 200) throw new Error(`confirm answered ${confirmed.status}: ${await confirmed.text()}`);
  const answer = (await confirmed.json()) as { booking: DayBooking & { ticket: { code: string; token: string } } };
  const { id, alias, startsAt, ticket } = answer.booking;
  return { id, alias, startsAt, ...ticket };
}

function post(url: string, path: string, cookie: string, json: object): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), cookie },
    body: JSON.stringify(json),
  });
}
