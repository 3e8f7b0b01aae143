import { z } from 'zod';
import { KINDS, WEEKDAYS } from '#domain/network.ts';
import { feature, id, localDate, locale, mode, money, text } from './primitives.ts';

/** `GET /api/catalogue`: the public part of a network, kept on the phone for offline use. */

const branch = z.object({
  id,
  name: text,
  locale,
  city: text,
  address: text,
  phone: z.string(),
  timeZone: z.string().meta({ example: 'Asia/Tehran' }),
  firstDay: z.enum(WEEKDAYS),
  weekend: z.array(z.enum(WEEKDAYS)),
  currency: z.string(),
  minorDigits: z.int(),
  crisis: z.array(z.object({ label: text, phone: z.string(), checkedOn: localDate })),
});

const room = z.object({ id, branch: id, name: text, where: text.optional(), features: z.array(feature) });

const service = z.object({
  id,
  name: text,
  publicName: text,
  kind: z.enum(KINDS),
  durationMin: z.int(),
  modes: z.array(mode),
  people: z.object({ min: z.int(), max: z.int() }),
  noticeMin: z.int(),
  horizonDays: z.int(),
  cancelBeforeMin: z.int(),
  branches: z.array(id),
  /** The list price by currency of the branches that offer it. */
  prices: z.array(money),
});

const counsellor = z.object({
  id,
  name: text,
  initials: z.string(),
  languages: z.array(z.string()),
  services: z.array(id),
  branches: z.array(id),
});

export const catalogue = z
  .object({
    network: z.object({ id, name: text, locale, locales: z.array(locale), currency: z.string(), minorDigits: z.int() }),
    branches: z.array(branch),
    rooms: z.array(room),
    services: z.array(service),
    counsellors: z.array(counsellor),
    concessions: z.array(
      z.object({ id, name: text, evidence: z.enum(['card', 'desk', 'partner']), validMonths: z.int() }).meta({
        description: 'Who sees the evidence, and for how many months it counts at most.',
      }),
    ),
    discounts: z.array(
      z
        .object({ id, name: text })
        .meta({ description: 'Names for the lines of a price; nothing of who may have them.' }),
    ),
    holdMin: z.int().meta({ description: 'Minutes that a hold lasts; it can be extended once by as many.' }),
  })
  .meta({ id: 'Catalogue' });

export type Catalogue = z.infer<typeof catalogue>;
