import { z } from 'zod';
import { BOOKING_STATES } from '#domain/booking/booking-states.ts';
import { LOOKED_AT } from '#domain/audit/looks.ts';
import { CONTACT_KINDS } from '#domain/contact/contact.ts';
import { id, instant, locale, localDate, localTime, MAX_PAGE, mode, money, text } from '../primitives.ts';

/**
 * Y1: all that is held of one person, in the words of their language where the network has words for it. Secrets are in no
 * answer; api/storage/held-tables.ts says of each table where it stands here, or why it does not.
 */

export const ownDataQuery = z.strictObject({
  locale: locale.optional().meta({ description: 'The language of names; the person’s own by default.' }),
  download: z.literal('1').optional().meta({ description: 'As a file. That it was taken is in the list of looks.' }),
});

const name = z.string().meta({ example: 'Ilam Library' });
const optional = instant.optional();

const ownPerson = z.object({
  number: z.string().meta({ description: 'By which the library’s records name the person.' }),
  name: text,
  alias: z.string().optional(),
  locale,
  library: name.optional(),
  since: instant,
});

const roles = z.array(z.object({ role: z.string(), library: name.optional(), since: instant, until: optional }));

const waysToSignIn = z
  .object({
    cards: z.array(z.object({ number: z.string(), since: instant })),
    passkeys: z.array(z.object({ name: z.string(), since: instant, lastUsedAt: optional })),
    passwordSince: optional,
    codeGeneratorSince: optional,
    recoveryCodesLeft: z.int().optional(),
    provider: z.array(z.object({ name: z.string(), since: instant })),
    invitations: z.array(
      z.object({ role: z.string(), library: name.optional(), madeAt: instant, acceptedAt: optional }),
    ),
  })
  .meta({
    description: 'PINs, passwords and keys themselves are kept so that nobody can read them, and are not here.',
  });

const signIns = z.array(
  z.object({
    by: z.string(),
    device: z.string().optional(),
    begunAt: instant,
    lastSeenAt: instant,
    endedAt: optional,
    sharedDevice: z.boolean(),
  }),
);

const reach = z.object({
  messages: z.string().meta({ description: 'How much a message says.' }),
  to: z.string().optional(),
  quietFrom: z.string(),
  quietUntil: z.string(),
});

const entitlements = z.array(
  z.object({ name, from: localDate, until: localDate, shownBy: z.string(), recordedAt: instant, endedAt: optional }),
);

const consents = z.array(z.object({ version: z.string(), locale, givenAt: instant, withdrawnAt: optional }));

const children = z.array(
  z.object({
    initials: z.string(),
    name: text,
    since: instant,
    until: optional,
    linksMade: z.array(z.object({ madeAt: instant, until: instant, takenUpAt: optional, revokedAt: optional })),
  }),
);

const merges = z.array(z.object({ library: name, mergedAt: instant, undoneAt: optional }));
const discountsUsed = z.array(z.object({ name, times: z.int() }));

const told = z.object({
  what: z.string(),
  at: instant,
  role: z.string(),
  reason: z.string().optional().meta({ description: 'Why an arrival was entered late.' }),
});

export const heldBooking = z
  .object({
    number: z.string(),
    child: z.string().optional().meta({ description: 'The initials of the child whose it is.' }),
    state: z.enum(BOOKING_STATES),
    service: name,
    library: name,
    room: name.optional(),
    counsellor: name,
    mode,
    localStart: localTime,
    startsAt: instant,
    endsAt: instant,
    people: z.int(),
    alias: z.string(),
    roomFeatures: z.array(z.string()),
    preparations: z.array(z.string()),
    messages: z.string(),
    price: z.object({ list: money, discounts: z.array(z.object({ name, amount: money })), total: money }),
    code: z.string().optional().meta({ description: 'Said at the desk.' }),
    agreedTo: z.object({ version: z.string(), locale: z.string(), at: instant }).optional(),
    madeAt: instant,
    confirmedAt: optional,
    endedAt: optional,
    absence: z.string().optional(),
    note: z.object({ text: z.string(), writtenAt: instant, role: z.string() }).optional(),
    toldOfVisit: z.array(told),
    payments: z.array(
      z.object({ receipt: z.int(), how: z.string(), amount: money, at: instant }).meta({ id: 'HeldPayment' }),
    ),
    messagesSent: z.array(z.object({ kind: z.string(), askedAt: instant, sentAt: optional, givenUpAt: optional })),
    links: z.array(z.object({ madeAt: instant, revokedAt: optional })),
    calledOff: z.array(z.object({ at: instant, by: z.string(), broughtBackAt: optional })),
  })
  .meta({ id: 'HeldBooking' });

export const look = z
  .object({
    at: instant,
    role: z
      .string()
      .meta({ example: 'desk', description: '`self`: it was the person. Never who of those who work there.' }),
    branch: id.optional(),
    what: z.enum(LOOKED_AT).meta({
      description:
        '`card`: found by the card; `profile`: the page at a desk; `family`: who acts for whom; `copy`: this file.',
    }),
    child: z.string().optional().meta({ description: 'The initials of the child who was looked at.' }),
  })
  .meta({ id: 'Look' });

export const looksQuery = z.strictObject({
  after: z.string().max(80).optional().meta({ description: 'The `next` of the page before.' }),
});

export const looksPage = z
  .object({ looks: z.array(look).max(MAX_PAGE), next: z.string().optional(), asOf: instant })
  .meta({ id: 'LooksPage' });

/** What comes at once; bookings and looks follow it page by page. */
export const ownAccount = z.object({
  asOf: instant,
  person: ownPerson,
  roles,
  waysToSignIn,
  signIns,
  devicesThatMaySend: z.array(z.object({ since: instant, until: instant, revokedAt: optional })),
  contacts: z.array(z.object({ kind: z.enum(CONTACT_KINDS), value: z.string(), since: instant, opens: z.boolean() })),
  reach: reach.optional(),
  entitlements,
  consents,
  children,
  merges,
  discountsUsed,
});

export const ownData = ownAccount
  .extend({ bookings: z.array(heldBooking), looks: z.array(look) })
  .meta({ id: 'OwnData' });

export const aliasInput = z.strictObject({
  alias: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .nullable()
    .meta({ example: 'Heron', description: 'What to be called in a waiting room. null: another one each time.' }),
});

export type AliasInput = z.infer<typeof aliasInput>;
export type OwnDataQuery = z.infer<typeof ownDataQuery>;
export type OwnAccount = z.infer<typeof ownAccount>;
export type OwnData = z.infer<typeof ownData>;
export type HeldBooking = z.infer<typeof heldBooking>;
export type Look = z.infer<typeof look>;
export type LooksPage = z.infer<typeof looksPage>;
