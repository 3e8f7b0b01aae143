/** What a network may want otherwise: rows of the table `setting`, with these defaults. Minutes, days and counts. */
export const DEFAULT_SETTINGS = {
  /** ARCHITECTURE.md, 15: a hold lasts so long, and can be extended once by as much. */
  holdMin: 6,
  /** How long a cancelled booking can be taken up again with one tap. */
  undoMin: 10,
  /** Wrong partner's codes before an answer is put off: per account and hour, per address and hour, in all per hour. */
  wrongCodesPerAccount: 10,
  wrongCodesPerAddress: 100,
  wrongCodesPerSite: 2000,
  /** Cards that one account at a desk may look up in an hour. */
  cardLookUpsPerHour: 120,
  /** Check-in is taken from so long before the start. */
  checkInOpensMin: 90,
  /** After so long without an arrival a visit may be said to be missed. */
  graceMin: 15,
  /** An arrival that happened in time may be entered for so long after a visit was said to be missed. */
  lateArrivalHours: 72,
  /** The desk reads its own note for so long. */
  deskNoteMin: 15,
  /** A device delivers what was done on it for so long after its sign-in. */
  deviceGrantDays: 30,
  /** Codes that are sent in an hour: asked for from one address, and in all, since each may cost something. */
  codesPerAddress: 120,
  codesPerSite: 1200,
  /** First visits without card and contact in an hour: from one address, and in all. */
  signUpsPerAddress: 60,
  signUpsPerSite: 600,
  /** A booking loses its person so long after its end, and a concession that is over goes. See rights/retention-kinds.ts. */
  bookingPersonDays: 90,
  /** A patron who never came back is erased: without and with a card. */
  inactiveDays: 730,
  inactiveCardDays: 1095,
  /** For how many years the law of accounts wants receipts kept: see rights/accounts-law.ts for each source. */
  accountsYearsFI: 6,
  accountsYearsSI: 10,
  accountsYearsUA: 5,
  accountsYearsIR: 10,
  accountsYearsOther: 10,
} as const;

export type Settings = { -readonly [K in keyof typeof DEFAULT_SETTINGS]: number };
