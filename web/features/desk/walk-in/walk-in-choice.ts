import type { WalkInInput, WalkInTime, WalkInTimes } from '#contract/desk.ts';
import type { Mode } from '#domain/network.ts';
import type { Catalogue } from '#contract/catalogue.ts';

type Service = Catalogue['services'][number];

/** What the counter asks for somebody without a booking. Sensible from the start, so that one press may be enough. */
export interface WalkInChoice {
  service: string;
  mode: Mode;
  people: number;
  alias: string;
  /** Undefined: the first that is to be had. */
  time?: ChosenTime | undefined;
}

/** How long what was begun is kept: whoever was served longer ago is gone. */
export const KEPT_MS = 60 * 60_000;

/** What a time is known by: who can begin now is asked for anew every few minutes, and begins a little later then. */
export interface ChosenTime {
  isNow: boolean;
  counsellor: string;
  startsAt: string;
}

/** The service that was last asked for at this counter comes first next time: in this page's memory only. */
let lastService: string | undefined;

export function rememberService(service: string): void {
  lastService = service;
}

/** One-to-one services of the branch; dated sessions have a door of their own. */
export function walkInServices(services: readonly Service[], branch: string): Service[] {
  return services.filter(({ branches, kind }) => branches.includes(branch) && kind !== 'group' && kind !== 'workshop');
}

export function firstChoice(services: readonly Service[]): WalkInChoice | undefined {
  const service =
    services.find(({ id }) => id === lastService) ?? services.find(({ kind }) => kind === 'individual') ?? services[0];
  return service && choiceOf(service);
}

export function choiceOf({ id, modes, people }: Service): Omit<WalkInChoice, 'alias'> & { alias: string } {
  return { service: id, mode: modes.includes('room') ? 'room' : (modes[0] ?? 'room'), people: people.min, alias: '' };
}

/** What can be offered: whoever could begin now, then each later start once. */
export function offered({ now, later }: Pick<WalkInTimes, 'now' | 'later'>): {
  now: WalkInTime[];
  later: WalkInTime[];
} {
  const starts = new Set<string>();
  return {
    now: now.slice(0, MOST_NOW),
    later: later.filter(({ startsAt }) => !starts.has(startsAt) && starts.add(startsAt)).slice(0, MOST_LATER),
  };
}

/** The chosen one, where it still is to be had; else the first. `isGone`: somebody else has taken the chosen one. */
export function timeOf(
  chosen: ChosenTime | undefined,
  { now, later }: Pick<WalkInTimes, 'now' | 'later'>,
): { time?: WalkInTime | undefined; isGone: boolean } {
  if (!chosen) return { time: now[0] ?? later[0], isGone: false };
  const time = chosen.isNow
    ? now.find(({ counsellor }) => counsellor === chosen.counsellor)
    : later.find(({ startsAt }) => startsAt === chosen.startsAt);
  return { time, isGone: time === undefined };
}

/** A counter needs a short list; the rest of the day is on the search. */
const MOST_NOW = 3;
const MOST_LATER = 9;

export function inputOf(
  choice: WalkInChoice,
  time: WalkInTime,
  isNow: boolean,
  branch: string,
  patron?: string,
): WalkInInput {
  const { service, mode, people, alias } = choice;
  return {
    branch,
    service,
    mode,
    people,
    counsellor: time.counsellor,
    // The running five minutes are the server's to say.
    ...(!isNow && { startsAt: time.startsAt }),
    ...(alias.trim() !== '' && { alias: alias.trim() }),
    ...(patron !== undefined && { patron }),
  };
}
