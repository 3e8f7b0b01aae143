import type { Branch, ClockRange, Counsellor, NetworkFile, Room, Service, Weekly } from '#domain/network.ts';

/** How large a made-up library is; every figure of the bench names these numbers. */
export interface BranchSize {
  counsellors: number;
  rooms: number;
  /** Patrons with card and PIN, who book; each costs one slow hash at the import. */
  patrons: number;
  /** Patrons without a card, to whom the time that is taken already belongs. */
  fillers: number;
}

const WORKDAY: ClockRange[] = [['09:00', '17:00']];
const WEEK: Weekly = { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY, sat: WORKDAY };

export const ZONE = 'Europe/Ljubljana';

/** One branch, one service of 50 minutes in all modes: 8 hours a day, six days a week. */
export function branchFile(size: BranchSize): NetworkFile {
  return networkOf(['main'], size);
}

/** As many branches of that size, with one service between them: `library-0`, `library-1`, … */
export function countryFile(branches: number, size: BranchSize): NetworkFile {
  return networkOf(
    times(branches, (at) => `library-${at}`),
    size,
  );
}

/** Everybody and every room is counted on from branch to branch; patrons and fillers are counted once. */
function networkOf(branches: string[], { counsellors, rooms, patrons, fillers }: BranchSize): NetworkFile {
  return {
    network: {
      id: 'load',
      name: { en: 'Load Library' },
      locale: 'en',
      locales: ['en'],
      currency: 'EUR',
      minorDigits: 2,
    },
    branches: branches.map(makeBranch),
    rooms: branches.flatMap((branch, of) => times(rooms, (at) => makeRoom(of * rooms + at, branch))),
    services: [talk],
    counsellors: branches.flatMap((branch, of) =>
      times(counsellors, (at) => makeCounsellor(of * counsellors + at, branch)),
    ),
    concessions: [],
    discounts: [],
    partners: [],
    groups: [],
    people: [
      ...times(patrons, (at) => ({
        id: `patron-${at}`,
        name: { en: `Patron ${at}` },
        role: 'patron' as const,
        locale: 'en',
        card: cardOf(at),
        pin: PIN,
      })),
      ...times(fillers, (at) => ({
        id: `filler-${at}`,
        name: { en: `Filler ${at}` },
        role: 'patron' as const,
        locale: 'en',
      })),
      { id: 'desk', name: { en: 'Desk' }, role: 'desk', branch: branches[0]!, locale: 'en', password: DESK_PASSWORD },
    ],
  };
}

export const DESK_PASSWORD = 'load-front-desk-main';
export const PIN = '4711';

export function cardOf(patron: number): string {
  return `9${String(patron).padStart(9, '0')}`;
}

const talk: Service = {
  id: 'talk',
  name: { en: 'Talk' },
  publicName: { en: 'Appointment' },
  kind: 'individual',
  durationMin: 50,
  notesMin: 10,
  modes: ['room', 'phone', 'video'],
  people: { min: 1, max: 3 },
  roomFeatures: [],
  startEveryMin: 30,
  noticeMin: 0,
  horizonDays: 365,
  cancelBeforeMin: 60,
  maxOpenPerPatron: 1000,
  price: 3000,
};

function makeBranch(id: string): Branch {
  return {
    id,
    name: { en: 'Main' },
    locale: 'en',
    city: { en: 'Ljubljana' },
    address: { en: 'Main Street 1' },
    phone: '+386 1 000 00 00',
    timeZone: ZONE,
    firstDay: 'mon',
    weekend: ['sun'],
    hours: { weekly: WEEK, exceptions: [] },
    crisis: [],
  };
}

function makeRoom(at: number, branch: string): Room {
  return {
    id: `room-${at}`,
    branch,
    name: { en: `Room ${at}` },
    capacity: 2 + (at % 3),
    features: at % 2 === 0 ? ['step-free'] : [],
    turnaroundMin: 10,
  };
}

function makeCounsellor(at: number, branch: string): Counsellor {
  return {
    id: `counsellor-${at}`,
    name: { en: `Counsellor ${at}` },
    initials: 'CO',
    languages: at % 3 === 0 ? ['en', 'sl'] : ['en'],
    services: ['talk'],
    hours: [{ branch, weekly: WEEK }],
    leave: [],
  };
}

function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
