import { datedSessions, type DatedSession } from '#domain/network-file/dated-sessions.ts';
import { NetworkFaults, type FileFault } from '#domain/network-file/fault-list.ts';
import { planSeries, type SeriesPlan, type StandingSession } from '#domain/network-file/series-plan.ts';
import { MINUTE, type Instant } from '#domain/ids.ts';
import type { Group, NetworkFile } from '#domain/network.ts';
import { localDateOf, localTimeOf } from '#domain/time/zone.ts';
import type { Tx } from '../../storage/engine/database.ts';
import { noteChange } from '../../storage/stores/change-store.ts';
import {
  deleteSession,
  lastSeriesNumbers,
  readDatedSessions,
  rewriteSession,
  setPlaces,
  wasEverBooked,
  type DatedRow,
} from '../../storage/stores/import/dated-session-store.ts';
import { blocksOnResource } from '../../storage/stores/blocks/block-store.ts';
import {
  claimCells,
  counsellorResource,
  freeCellsOfSession,
  partOf,
  roomResource,
  takenResources,
} from '../../storage/stores/occupancy-store.ts';
import { endSession, insertSession } from '../../storage/stores/session-store.ts';
import { emptySummary, type ListSummary } from './import-summary.ts';

const DAY = 1_440 * MINUTE;

interface Series {
  group: Group;
  path: string;
  plan: SeriesPlan;
}

interface Plans {
  series: Series[];
  /** Of series that the file has no longer. */
  left: Series[];
}

/** Ends the holds that ran out. */
export type Sweep = (tx: Tx) => Promise<void>;

/**
 * Makes the sessions of the file's series stand, with their cells of counsellor and room (S6, N10).
 * @throws NetworkFaults where bookings stand in the way.
 */
export async function applyGroups(
  tx: Tx,
  file: NetworkFile,
  { newId, sweep }: { newId: () => string; sweep: Sweep | undefined },
): Promise<ListSummary> {
  const summary = emptySummary();
  let plans = await readPlans(tx, file);
  if (sweep && isAnythingToDo(plans)) {
    await sweep(tx);
    plans = await readPlans(tx, file);
  }
  const { series, left } = plans;
  refuseBooked(file, [...series, ...left]);

  // All that goes before anything that comes: two series may change places.
  for (const { plan } of [...series, ...left]) {
    for (const standing of plan.remove) summary[await removeSession(tx, standing)]++;
    for (const { standing } of plan.rewrite) if (!standing.gone) await freeCells(tx, standing);
  }

  const numbers = await lastSeriesNumbers(tx);
  const faults: FileFault[] = [];
  for (const { group, path, plan } of series) {
    for (const standing of plan.places) {
      await setPlaces(tx, standing.id, group.places);
      await noteChange(tx, 'session', standing.id);
      summary.changed++;
    }
    for (const { standing, dated } of plan.rewrite) {
      await rewriteSession(tx, standing.id, group, dated);
      await claim(tx, group, dated, standing.id, path, faults);
      summary[standing.gone ? 'added' : 'changed']++;
    }
    for (const dated of plan.add) {
      const id = newId();
      const number = (numbers.get(group.id) ?? 0) + 1;
      numbers.set(group.id, number);
      await insertSession(tx, sessionRow(id, group, dated, number));
      await claim(tx, group, dated, id, path, faults);
      summary.added++;
    }
  }
  if (faults.length > 0) throw new NetworkFaults(faults);
  return summary;
}

async function readPlans(tx: Tx, file: NetworkFile): Promise<Plans> {
  return plansOf(
    file,
    Map.groupBy(await readDatedSessions(tx, tx.now - 2 * DAY), (row) => row.series),
    tx.now,
  );
}

/** N15: the same file again writes nothing, nor does it end any hold. */
function isAnythingToDo({ series, left }: Plans): boolean {
  return [...series, ...left].some(({ plan }) => Object.values(plan).some((part: unknown[]) => part.length > 0));
}

function plansOf(file: NetworkFile, rows: Map<string, DatedRow[]>, now: Instant): Plans {
  const services = new Map(file.services.map((service) => [service.id, service]));
  const rooms = new Map(file.rooms.map((room) => [room.id, room]));
  const zones = new Map(file.branches.map((branch) => [branch.id, branch.timeZone]));

  const series = file.groups.map((group, place): Series => {
    const zone = zones.get(group.branch)!;
    const sessions = datedSessions(group, services.get(group.service)!, rooms.get(group.room)!, zone);
    const standing = (rows.get(group.id) ?? []).map(standingOf);
    rows.delete(group.id);
    const plan = planSeries({ group, sessions, today: localDateOf(zone, now) }, standing, now);
    return { group, path: `groups[${place}]`, plan };
  });

  const left = [...rows].map(([id, standing]): Series => {
    const plan = planSeries(undefined, standing.map(standingOf), now);
    return { group: { id } as Group, path: 'groups', plan };
  });
  return { series, left };
}

function standingOf(row: DatedRow): StandingSession {
  const { id, service, counsellor, branch, room, places, taken } = row;
  return {
    id,
    service,
    counsellor,
    branch,
    room,
    places,
    taken,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    counsellorUntil: row.counsellor_until,
    roomUntil: row.room_until,
    gone: row.gone_at !== null,
    arranged: row.arranged_at !== null,
  };
}

function refuseBooked(file: NetworkFile, all: Series[]): void {
  const zones = new Map(file.branches.map((branch) => [branch.id, branch.timeZone]));
  const faults = all.flatMap(({ group, path, plan }) =>
    plan.booked.map(({ standing, why }): FileFault => {
      const zone = zones.get(standing.branch) ?? 'UTC';
      const when = `the session of ${localTimeOf(zone, standing.startsAt)} of ${group.id}`;
      const booked = `has ${standing.taken} ${standing.taken === 1 ? 'place' : 'places'} booked`;
      if (why === 'places') return { path: `${path}.places`, message: `are too few: ${when} ${booked}` };
      return {
        path,
        message: `${when} ${booked}, so that it cannot ${why === 'left' ? 'be left out or moved' : 'change'}`,
      };
    }),
  );
  if (faults.length > 0) throw new NetworkFaults(faults);
}

async function removeSession(tx: Tx, standing: StandingSession): Promise<'retired' | 'deleted'> {
  await freeCells(tx, standing);
  await noteChange(tx, 'session', standing.id);
  if (await wasEverBooked(tx, standing.id)) {
    await endSession(tx, standing.id);
    return 'retired';
  }
  await deleteSession(tx, standing.id);
  return 'deleted';
}

async function freeCells(tx: Tx, { id, startsAt, counsellorUntil, roomUntil }: StandingSession): Promise<void> {
  await freeCellsOfSession(tx, id, startsAt, Math.max(counsellorUntil, roomUntil ?? counsellorUntil));
}

async function claim(
  tx: Tx,
  group: Group,
  dated: DatedSession,
  session: string,
  path: string,
  faults: FileFault[],
): Promise<void> {
  const parts: Needed[] = [
    { resource: counsellorResource(group.counsellor), until: dated.counsellorUntil, counsellor: group.counsellor },
    { resource: roomResource(group.room), until: dated.roomUntil, room: group.room },
  ];
  const had = await tx.attempt(async () => {
    const cells = parts.map(({ resource, until }) => partOf(resource, dated.startsAt, until));
    await claimCells(tx, cells, session, null);
    return true;
  });
  await noteChange(tx, 'session', session);
  if (!had) faults.push({ path, message: await whatIsTaken(tx, dated, parts) });
}

interface Needed {
  resource: string;
  until: Instant;
  counsellor?: string;
  room?: string;
}

/** L1: a block stands in the way as a booking does, and can be ended where somebody meant the date to take place. */
async function whatIsTaken(tx: Tx, { startsAt, localStart }: DatedSession, parts: Needed[]): Promise<string> {
  const booked: string[] = [];
  const blocked: string[] = [];
  for (const { resource, until, counsellor = null, room = null } of parts) {
    if ((await takenResources(tx, [resource], startsAt, until)).size === 0) continue;
    const blocks = await blocksOnResource(tx, { counsellor, room }, { from: startsAt, until });
    (blocks.length > 0 ? blocked : booked).push(counsellor === null ? `room ${room}` : `counsellor ${counsellor}`);
  }

  const clauses = [
    ...(booked.length > 0 ? [`${booked.join(' and ')}, already booked then`] : []),
    ...(blocked.length > 0 ? [`${blocked.join(' and ')}, blocked then`] : []),
  ];
  return `its session of ${localStart} needs ${clauses.join(', and ')}`;
}

function sessionRow(id: string, group: Group, dated: DatedSession, number: number) {
  const { service, counsellor, branch, room, places } = group;
  return {
    id,
    service,
    counsellor,
    branch,
    room,
    places,
    mode: 'room' as const,
    startsAt: dated.startsAt,
    endsAt: dated.endsAt,
    counsellorUntil: dated.counsellorUntil,
    roomUntil: dated.roomUntil,
    localOn: dated.localOn,
    taken: 0,
    series: group.id,
    seriesNumber: number,
  };
}
