/**
 * A network for what happens on the day: open around the clock, in a zone where it is about ten in the morning now, so that
 * check-ins and walk-ins can be tried at any hour of any weekday. Ten, because nothing of a test may run past midnight.
 */

const TEN = 10;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Passwords, cards and PINs of a test: nobody real has them. */
export const DAY_PEOPLE = {
  desk: { name: 'desk-1', password: 'demo-front-desk-day' },
  counsellor: { name: 'counsellor-1', password: 'demo-counsellor-day' },
  colleague: { name: 'counsellor-2', password: 'demo-colleague-day' },
  patrons: Array.from({ length: 8 }, (_, place) => ({ card: `2900010${place}`, pin: `482${place}` })),
} as const;

export interface DayNetworkOptions {
  firstDay?: (typeof WEEKDAYS)[number];
  locale?: 'en' | 'fa';
  /** Two have an account; more only give more times at once. */
  counsellors?: number;
  /** Three have features of their own; more only give more times at once. */
  rooms?: number;
  /** A group of Bo's today at 16:00, in the third room. */
  circle?: boolean;
}

const GROUP = { kind: 'group', modes: ['room'], people: { min: 1, max: 3 } };
const MORE = ['cy', 'dan', 'eva', 'finn'];

/** A network file (docs of `import`), with its people: to be imported with `--demo`. */
export function dayNetwork(options: DayNetworkOptions = {}): object {
  const { firstDay = 'mon', locale = 'en', counsellors = 2, rooms = 3, circle = false } = options;
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [['00:00', '24:00']]]));
  const mornings = Object.fromEntries(
    WEEKDAYS.map((day) => [
      day,
      [
        ['08:00', '13:00'],
        ['14:00', '20:00'],
      ],
    ]),
  );
  const service = {
    kind: 'individual',
    durationMin: 30,
    notesMin: 5,
    modes: ['room', 'phone'],
    people: { min: 1, max: 2 },
    roomFeatures: [],
    startEveryMin: 5,
    noticeMin: 0,
    horizonDays: 60,
    cancelBeforeMin: 0,
    maxOpenPerPatron: 20,
    price: 2000,
  };
  const counsellor = (id: string, name: string, fa: string) => ({
    id,
    name: text(name, fa),
    initials: id.slice(0, 2).toUpperCase(),
    languages: ['en', 'fa'],
    services: circle ? ['talk', 'circle'] : ['talk'],
    hours: [{ branch: 'main', weekly: mornings }],
    leave: [],
  });
  const room = (id: string, name: string, fa: string, features: string[]) => ({
    id,
    branch: 'main',
    name: text(name, fa),
    capacity: 4,
    features,
    turnaroundMin: 0,
  });

  return {
    network: {
      id: 'day',
      name: text('Day Network', 'شبکهٔ روز'),
      locale,
      locales: ['en', 'fa'],
      currency: 'EUR',
      minorDigits: 2,
    },
    branches: [
      {
        id: 'main',
        name: text('Day Library', 'کتابخانهٔ روز'),
        locale,
        city: text('Town', 'شهر'),
        address: text('1 Book Street', 'خیابان کتاب، پلاک ۱'),
        phone: '+358 8 000 0000',
        timeZone: zoneAtTen(),
        firstDay,
        weekend: firstDay === 'sat' ? ['fri'] : ['sat', 'sun'],
        hours: { weekly, exceptions: [] },
        crisis: [{ label: text('Emergency number', 'شمارهٔ اضطراری'), phone: '112', checkedOn: '2026-11-01' }],
      },
    ],
    rooms: [
      room('room-1', 'Room 1', 'اتاق ۱', ['step-free']),
      room('room-2', 'Room 2', 'اتاق ۲', ['step-free', 'quiet-entrance']),
      room('room-3', 'Room 3', 'اتاق ۳', []),
      ...MORE.slice(0, rooms - 3).map((id) => room(`room-${id}`, `Room ${id}`, `اتاق ${id}`, [])),
    ],
    services: [
      { id: 'talk', name: text('Talk', 'گفت‌وگو'), publicName: text('Appointment', 'نوبت'), ...service },
      ...(circle
        ? [{ id: 'circle', name: text('Circle', 'حلقه'), publicName: text('Group', 'گروه'), ...service, ...GROUP }]
        : []),
    ],
    counsellors: [
      counsellor('ada', 'Ada Lind', 'آدا لیند'),
      counsellor('bo', 'Bo Falk', 'بو فالک'),
      ...MORE.slice(0, counsellors - 2).map((id) => counsellor(id, `${id} Holm`, `${id} Holm`)),
    ],
    concessions: [{ id: 'member', name: text('Member', 'عضو'), evidence: 'desk', validMonths: 12 }],
    discounts: [
      {
        id: 'member-50',
        name: text('Members, half', 'اعضا، نیم‌بها'),
        percent: 50,
        concession: 'member',
        stacks: false,
      },
    ],
    partners: [],
    groups: circle
      ? [{ id: 'bo-circle', service: 'circle', counsellor: 'bo', branch: 'main', room: 'room-3', ...circleToday() }]
      : [],
    people: [
      person('desk-1', 'desk', { password: DAY_PEOPLE.desk.password }),
      person('counsellor-1', 'counsellor', { counsellor: 'ada', password: DAY_PEOPLE.counsellor.password }),
      person('counsellor-2', 'counsellor', { counsellor: 'bo', password: DAY_PEOPLE.colleague.password }),
      ...DAY_PEOPLE.patrons.map(({ card, pin }, place) => person(`patron-${place}`, 'patron', { card, pin })),
    ],
  };

  function person(id: string, role: string, more: object): object {
    return { id, name: text(`Test ${id}`, `آزمون ${id}`), role, branch: 'main', locale, ...more };
  }
}

function circleToday(): { startsAt: string; places: number } {
  const now = new Date();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtTen(now) }).format(now);
  return { startsAt: `${today}T16:00`, places: 3 };
}

/** `Etc/GMT+3` is three hours behind UTC: its sign is the other way round. */
export function zoneAtTen(now = new Date()): string {
  const ahead = Math.max(-12, TEN - now.getUTCHours());
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

const text = (en: string, fa: string) => ({ en, fa });
