import type { LocalDate, LocalTime, Text } from './ids.ts';

/** The network file's items, as they are once checked (api/domain/network-file). Shapes follow FORMAT.md word for word. */

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `['09:00', '17:00']`, wall clock, half-open; `24:00` only as an end. */
export type ClockRange = [string, string];
export type Weekly = Partial<Record<Weekday, ClockRange[]>>;

export interface HoursException {
  from: LocalDate;
  to: LocalDate;
  open?: ClockRange[];
  weekly?: Weekly;
  reason?: Text;
}

export interface Hours {
  weekly: Weekly;
  exceptions: HoursException[];
}

export const MODES = ['room', 'phone', 'video'] as const;
export type Mode = (typeof MODES)[number];

export const KINDS = ['individual', 'family', 'child', 'group', 'workshop'] as const;
export type Kind = (typeof KINDS)[number];

export const FEATURES = [
  'step-free',
  'child-friendly',
  'play-kit',
  'video',
  'quiet-entrance',
  'hearing-loop',
  'shelter',
] as const;
export type Feature = (typeof FEATURES)[number];

/** One integer in the branch's currency, or a map by currency. Minor units. */
export type Amount = number | Record<string, number>;

export interface NetworkHead {
  id: string;
  name: Text;
  locale: string;
  locales: string[];
  currency: string;
  minorDigits: number;
}

export interface CrisisLine {
  label: Text;
  phone: string;
  checkedOn: LocalDate;
}

export interface Branch {
  id: string;
  name: Text;
  locale: string;
  city: Text;
  address: Text;
  phone: string;
  timeZone: string;
  firstDay: Weekday;
  weekend: Weekday[];
  hours: Hours;
  crisis: CrisisLine[];
  currency?: string;
  minorDigits?: number;
}

export interface Room {
  id: string;
  branch: string;
  name: Text;
  where?: Text;
  /** People, the counsellor counted. */
  capacity: number;
  features: Feature[];
  turnaroundMin: number;
  hours?: Hours;
}

export interface Service {
  id: string;
  name: Text;
  /** Discreet: what tickets, messages and the front desk say. */
  publicName: Text;
  kind: Kind;
  durationMin: number;
  notesMin: number;
  modes: Mode[];
  people: { min: number; max: number };
  roomFeatures: Feature[];
  startEveryMin: number;
  noticeMin: number;
  horizonDays: number;
  cancelBeforeMin: number;
  maxOpenPerPatron: number;
  price: Amount;
  branches?: string[];
}

export interface CounsellorHours {
  branch: string;
  from?: LocalDate;
  until?: LocalDate;
  weekly: Weekly;
  modes?: Mode[];
}

export interface Leave {
  from: LocalDate | LocalTime;
  to: LocalDate | LocalTime;
}

export interface Counsellor {
  id: string;
  name: Text;
  initials: string;
  languages: string[];
  services: string[];
  hours: CounsellorHours[];
  leave: Leave[];
  maxPerDay?: number;
}

export interface Concession {
  id: string;
  name: Text;
  evidence: 'card' | 'desk' | 'partner';
  validMonths: number;
}

export interface Discount {
  id: string;
  name: Text;
  percent?: number;
  basisPoints?: number;
  amount?: Amount;
  free?: boolean;
  concession?: string;
  code?: boolean;
  kinds?: Kind[];
  services?: string[];
  branches?: string[];
  from?: LocalDate;
  until?: LocalDate;
  stacks: boolean;
  maxUses?: number;
  maxUsesPerPatron?: number;
  sponsor?: string;
  budget?: Amount;
  partner?: string;
}

export interface Partner {
  id: string;
  name: Text;
  branches?: string[];
  concessions: string[];
}

export interface Group {
  id: string;
  service: string;
  counsellor: string;
  branch: string;
  room: string;
  startsAt: LocalTime;
  places: number;
  repeat?: { everyDays: number; times: number };
}

export const ROLES = ['patron', 'counsellor', 'desk', 'admin', 'partner', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A demonstration account; only a file imported with `--demo` may bring any. */
export interface FilePerson {
  id: string;
  name: Text;
  role: Role;
  branch?: string;
  counsellor?: string;
  partner?: string;
  locale: string;
  card?: string;
  pin?: string;
  password?: string;
  concessions?: string[];
}

/** The whole file. Export writes the same, but for people's secrets and codes. */
export interface NetworkFile {
  network: NetworkHead;
  branches: Branch[];
  rooms: Room[];
  services: Service[];
  counsellors: Counsellor[];
  concessions: Concession[];
  discounts: Discount[];
  partners: Partner[];
  groups: Group[];
  people: FilePerson[];
}

/** What a process keeps in memory: the living items (none retired), in file order, with look-up by id. */
export interface Network {
  head: NetworkHead;
  branches: ReadonlyMap<string, Branch>;
  rooms: ReadonlyMap<string, Room>;
  services: ReadonlyMap<string, Service>;
  counsellors: ReadonlyMap<string, Counsellor>;
  concessions: ReadonlyMap<string, Concession>;
  discounts: ReadonlyMap<string, Discount>;
  partners: ReadonlyMap<string, Partner>;
  /** Changes with every import that changed anything; the catalogue's ETag is made of it. */
  version: string;
}

export function serviceBranches(service: Service, network: Network): string[] {
  return service.branches ?? [...network.branches.keys()];
}

/** Groups and workshops are offered only as their dated sessions (S6). */
export function isDated(service: Service): boolean {
  return service.kind === 'group' || service.kind === 'workshop';
}

export function branchMoney(branch: Branch, head: NetworkHead): { currency: string; minorDigits: number } {
  return { currency: branch.currency ?? head.currency, minorDigits: branch.minorDigits ?? head.minorDigits };
}

/** The integer that counts at a branch: the plain one, or the one under its currency (0 where the map has none). */
export function amountIn(amount: Amount, currency: string): number {
  return typeof amount === 'number' ? amount : (amount[currency] ?? 0);
}
