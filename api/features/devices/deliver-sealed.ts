import type { CheckInItem, CheckInResult, CheckInResults, SealedItem } from '#contract/check-ins.ts';
import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, Services } from '../../storage/context.ts';
import { CannotWrite } from '../../storage/engine/database.ts';
import { findGrants } from '../../storage/stores/device-grant-store.ts';
import { findActor } from '../../storage/stores/person-store.ts';
import { countFailures } from './delivery-throttle.ts';
import { openItem, type OpenedItem, type ReadPlain } from './open-item.ts';

/** The verb that a sign-in's items go to as well. Answers in the order of the items. */
export type RecordCheckIns = (ctx: Ctx, items: CheckInItem[]) => Promise<CheckInResult[]>;

export interface Delivery {
  /** A keyed hash of the caller's address. */
  address: Uint8Array;
  readPlain: ReadPlain;
  record: RecordCheckIns;
  /** Runs in a transaction as somebody who is not there. */
  as<T>(actor: Actor, verb: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** A fault that nobody meant. */
  report(fault: unknown): void;
}

/** The event loop is given back after so many: each costs a fifth of a millisecond. */
const AT_ONCE = 10;

/**
 * V5, V6: what devices kept under seal, in the name of those whose grants it came under. Each item is answered by itself, in
 * the order of the items. @throws Refusal `too_many_tries`; CannotWrite, when some may be recorded: all may be sent again.
 */
export async function deliverSealed(
  services: Services,
  sent: readonly SealedItem[],
  delivery: Delivery,
): Promise<CheckInResults> {
  const now = await services.database.now();
  const opened = await openAll(services, sent, delivery.readPlain, now);
  const failures = opened.filter((one) => 'answer' in one).length;
  if (failures > 0) await countFailures(services, delivery.address, failures);

  const results = opened.map((one) => ('answer' in one ? one.answer : undefined));
  for (const [person, places] of placesByPerson(opened)) {
    const items = places.map((place) => (opened[place] as { item: CheckInItem }).item);
    const answers = await recordAs(services, person, items, delivery);
    places.forEach((place, n) => (results[place] = answers[n]));
  }
  return { results: results as CheckInResult[], asOf: toWire(now) };
}

async function openAll(
  { database, deliveryKey }: Services,
  sent: readonly SealedItem[],
  readPlain: ReadPlain,
  now: number,
): Promise<OpenedItem[]> {
  const found = await findGrants(database.reader, new Set(sent.map(({ grant }) => grant)), now);
  const grants = new Map(found.map((grant) => [grant.id, grant]));

  const opened: OpenedItem[] = [];
  for (const item of sent) {
    if (opened.length % AT_ONCE === AT_ONCE - 1) await new Promise((next) => setImmediate(next));
    opened.push(openItem(item, grants.get(item.grant), deliveryKey, readPlain));
  }
  return opened;
}

/** Grants of one person are one: their items keep their order among each other. */
function placesByPerson(opened: OpenedItem[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  opened.forEach((one, place) => {
    if ('answer' in one) return;
    const own = places.get(one.grant.person);
    if (own) own.push(place);
    else places.set(one.grant.person, [place]);
  });
  return places;
}

async function recordAs(
  services: Services,
  person: string,
  items: CheckInItem[],
  { as, record, report }: Delivery,
): Promise<CheckInResult[]> {
  const actor = await findActor(services.database.reader, person);
  if (!actor) return items.map(({ id }) => refused(id, 'grant_ended'));
  try {
    return await as(actor, (ctx) => record(ctx, items));
  } catch (fault) {
    // Rights that this person has no more: for them there is no such booking.
    if (fault instanceof Refusal) return items.map(({ id }) => refused(id, 'not_found'));
    if (fault instanceof CannotWrite) throw fault;
    if (items.length === 1) {
      report(fault);
      return [refused(items[0]!.id, 'fields_wrong')];
    }
  }
  // One of them breaks something that is ours to mend: alone, it stands in nobody's way.
  const alone = [];
  for (const item of items)
    alone.push(...(await recordAs(services, person, [item], { as, record, report } as Delivery)));
  return alone;
}

function refused(id: string, code: NonNullable<CheckInResult['code']>): CheckInResult {
  return { id, outcome: 'refused', code };
}
