import type { IndexedBlock } from '#domain/availability/occupancy-index.ts';
import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';
import type { Branch, ClockRange, Counsellor, Hours, Mode, Network, Room, Service } from '#domain/network.ts';

/**
 * The rules T1–T9, S1–S7 and L1 once more, in the plainest way: Temporal for every conversion, one start after the other, five
 * minutes by five minutes, no bitmap, no table, no cache. It shares no code with the search.
 */

export interface NaiveQuery {
  service: string;
  from: string;
  to: string;
  branch?: string | undefined;
  counsellor?: string | undefined;
  language?: string | undefined;
  mode?: Mode | undefined;
  people?: number | undefined;
  features?: string[] | undefined;
}

interface Span {
  from: number;
  until: number;
}

const STEP = 300_000;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface Moment {
  at: number;
  exists: boolean;
}

/** Temporal takes its time, and few zones and dates are asked about. */
const moments = new Map<string, Moment>();

/** T1 by Temporal: `at` is the first occurrence, or the jump over a time that does not occur. */
export function moment(zone: string, date: string, minute: number): Moment {
  const key = `${zone} ${date} ${minute}`;
  let known = moments.get(key);
  if (!known) moments.set(key, (known = momentByTemporal(zone, date, minute)));
  return known;
}

function momentByTemporal(zone: string, date: string, minute: number): Moment {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return { at: earlier.epochMilliseconds, exists: true };
  return { at: earlier.getTimeZoneTransition('next')!.epochMilliseconds, exists: false };
}

function clock(text: string): number {
  const [hours = '', minutes = ''] = text.split(':');
  return +hours * 60 + +minutes;
}

function plus(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

function weekday(date: string) {
  return WEEK[Temporal.PlainDate.from(date).dayOfWeek - 1]!;
}

function openRanges(hours: Hours, date: string): ClockRange[] {
  let ranges = hours.weekly[weekday(date)] ?? [];
  for (const exception of hours.exceptions) {
    if (date < exception.from || date > exception.to) continue;
    ranges = exception.open ?? exception.weekly?.[weekday(date)] ?? [];
  }
  return ranges;
}

function spans(zone: string, around: string, rangesOn: (date: string) => ClockRange[]): Span[] {
  return [-1, 0, 1, 2].flatMap((days) => {
    const date = plus(around, days);
    return rangesOn(date).map(([start, end]) => ({
      from: moment(zone, date, clock(start)).at,
      until: moment(zone, date, clock(end)).at,
    }));
  });
}

function covers(all: Span[], from: number, until: number): boolean {
  for (let at = from; at < until; at += STEP) {
    if (!all.some((span) => span.from <= at && at + STEP <= span.until)) return false;
  }
  return true;
}

function isActive(session: IndexedSession, now: number): boolean {
  return session.dated || session.firm > 0 || session.holds.some((hold) => hold.until > now);
}

function worksOn(counsellor: Counsellor, branch: string, mode: Mode, date: string): ClockRange[] {
  return counsellor.hours
    .filter((entry) => entry.branch === branch && (!entry.modes || entry.modes.includes(mode)))
    .filter((entry) => !(entry.from && date < entry.from) && !(entry.until && date > entry.until))
    .flatMap((entry) => entry.weekly[weekday(date)] ?? []);
}

interface Taken {
  sessions: IndexedSession[];
  blocks: IndexedBlock[];
}

export function naiveSearch(network: Network, { sessions, blocks }: Taken, query: NaiveQuery, now: number) {
  const service = network.services.get(query.service)!;
  const active = sessions.filter((session) => isActive(session, now));
  const dated = service.kind === 'group' || service.kind === 'workshop';
  const people = query.people ?? (dated ? 1 : service.people.min);
  const found: Record<string, unknown>[] = [];

  for (const branch of network.branches.values()) {
    if (query.branch && query.branch !== branch.id) continue;
    if (service.branches && !service.branches.includes(branch.id)) continue;
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(branch.timeZone).toPlainDate();
    const lastDate = today.add({ days: service.horizonDays }).toString();

    for (let date = query.from; date <= query.to && date <= lastDate; date = plus(date, 1)) {
      const asked = { network, branch, service, date, people, query, now, active, blocks };
      found.push(...(dated ? datedOn(asked) : undatedOn(asked)));
    }
  }
  const key = (slot: Record<string, unknown>) => `${String(slot.startsAt)} ${slot.branch} ${slot.mode}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

interface Asked {
  network: Network;
  branch: Branch;
  service: Service;
  date: string;
  people: number;
  query: NaiveQuery;
  now: number;
  active: IndexedSession[];
  blocks: IndexedBlock[];
}

function undatedOn(asked: Asked) {
  const { network, branch, service, date, query, now } = asked;
  const opening = spans(branch.timeZone, date, (on) => openRanges(branch.hours, on));
  const rooms = [...network.rooms.values()]
    .filter((room) => isFitting(room, asked))
    .map((room) => ({
      room,
      opening: spans(branch.timeZone, date, (on) => openRanges(room.hours ?? branch.hours, on)),
    }));
  const found: Record<string, unknown>[] = [];

  for (const mode of service.modes) {
    if (query.mode && query.mode !== mode) continue;
    const staff = [...network.counsellors.values()]
      .filter((one) => one.services.includes(service.id))
      .filter((one) => !query.counsellor || query.counsellor === one.id)
      .filter((one) => !query.language || one.languages.includes(query.language))
      .map((one) => ({
        one,
        ranges: worksOn(one, branch.id, mode, date),
        working: spans(branch.timeZone, date, (on) => worksOn(one, branch.id, mode, on)),
      }));

    for (let minute = 0; minute < 1440; minute += 5) {
      const onGrid = staff.filter(({ ranges }) =>
        ranges.some(
          ([start, end]) =>
            minute >= clock(start) && minute < clock(end) && (minute - clock(start)) % service.startEveryMin === 0,
        ),
      );
      if (onGrid.length === 0) continue;

      const { at, exists } = moment(branch.timeZone, date, minute);
      const talkEnd = at + service.durationMin * 60_000;
      if (!exists || at < now + service.noticeMin * 60_000 || !covers(opening, at, talkEnd)) continue;

      const counsellors = onGrid
        .filter(({ one, working }) => covers(working, at, talkEnd) && isFree(one, at, asked))
        .map(({ one }) => one.id)
        .sort();
      const free = mode === 'room' ? rooms.filter(({ room, opening }) => isRoomFree(room, opening, at, asked)) : [];
      if (counsellors.length === 0 || (mode === 'room' && free.length === 0)) continue;

      const localStart = Temporal.PlainDate.from(date)
        .toPlainDateTime()
        .add({ minutes: minute })
        .toString()
        .slice(0, 16);
      found.push({
        startsAt: at,
        endsAt: talkEnd,
        localStart,
        branch: branch.id,
        mode,
        counsellors,
        rooms: free.length,
      });
    }
  }
  return found;
}

function isFitting(room: Room, { branch, service, people, query }: Asked): boolean {
  const wanted: readonly string[] = [...service.roomFeatures, ...(query.features ?? [])];
  return (
    room.branch === branch.id &&
    people + 1 <= room.capacity &&
    wanted.every((feature) => room.features.some((one) => one === feature))
  );
}

function isFree(counsellor: Counsellor, at: number, { branch, service, date, active, blocks }: Asked): boolean {
  const until = at + (service.durationMin + service.notesMin) * 60_000;
  const end = (text: string) => moment(branch.timeZone, text.slice(0, 10), text[10] ? clock(text.slice(11)) : 0).at;
  if (counsellor.leave.some((leave) => end(leave.from) < until && at < end(leave.to))) return false;

  const own = active.filter((session) => session.counsellor === counsellor.id);
  if (own.some((session) => session.startsAt < until && at < session.counsellorUntil)) return false;
  if (isBlocked(blocks, `c:${counsellor.id}`, at, until)) return false;
  return own.filter((session) => session.localOn === date).length < (counsellor.maxPerDay ?? Infinity);
}

function isRoomFree(room: Room, opening: Span[], at: number, { service, active, blocks }: Asked): boolean {
  const talkEnd = at + service.durationMin * 60_000;
  const until = talkEnd + room.turnaroundMin * 60_000;
  if (!covers(opening, at, talkEnd) || isBlocked(blocks, `r:${room.id}`, at, until)) return false;
  return !active.some((one) => one.room === room.id && one.startsAt < until && at < one.roomUntil!);
}

/** Looked at five minutes by five minutes, as the key in the database does. */
function isBlocked(blocks: IndexedBlock[], resource: string, at: number, until: number): boolean {
  for (let cell = at; cell < until; cell += STEP) {
    if (blocks.some((one) => one.resource === resource && one.startsAt <= cell && cell < one.endsAt)) return true;
  }
  return false;
}

function datedOn({ network, branch, service, date, people, query, now, active }: Asked) {
  if (query.mode && query.mode !== 'room') return [];
  const groups = new Map<number, { session: IndexedSession; places: number }[]>();

  for (const session of active) {
    if (!session.dated || session.service !== service.id || session.branch !== branch.id) continue;
    const start = Temporal.Instant.fromEpochMilliseconds(session.startsAt).toZonedDateTimeISO(branch.timeZone);
    if (start.toPlainDate().toString() !== date || session.startsAt < now + service.noticeMin * 60_000) continue;

    const counsellor = network.counsellors.get(session.counsellor)!;
    if (query.counsellor && query.counsellor !== counsellor.id) continue;
    if (query.language && !counsellor.languages.includes(query.language)) continue;
    const features: readonly string[] = network.rooms.get(session.room!)!.features;
    if (!(query.features ?? []).every((feature) => features.includes(feature))) continue;

    const held = session.holds.filter((hold) => hold.until > now).reduce((sum, hold) => sum + hold.people, 0);
    const places = session.places - session.firm - held;
    if (places >= people) groups.set(session.startsAt, [...(groups.get(session.startsAt) ?? []), { session, places }]);
  }

  return [...groups].map(([startsAt, group]) => ({
    startsAt,
    endsAt: Math.max(...group.map(({ session }) => session.endsAt)),
    localStart: Temporal.Instant.fromEpochMilliseconds(startsAt)
      .toZonedDateTimeISO(branch.timeZone)
      .toPlainDateTime()
      .toString()
      .slice(0, 16),
    branch: branch.id,
    mode: 'room',
    counsellors: [...new Set(group.map(({ session }) => session.counsellor))].sort(),
    rooms: new Set(group.map(({ session }) => session.room)).size,
    places: Math.max(...group.map(({ places }) => places)),
  }));
}
