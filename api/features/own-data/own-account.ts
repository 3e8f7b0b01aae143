import type { OwnAccount } from '#contract/account/own-data.ts';
import type { Locale } from '#domain/ids.ts';
import { clockOf } from '#domain/time/clock-time.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { cardContext } from '../../storage/issue-code-card.ts';
import { contactContext } from '../../storage/stores/accounts/contact-store.ts';
import { openDevice } from '../../storage/stores/accounts/own-sign-in-store.ts';
import { passkeysOf } from '../../storage/stores/accounts/passkey-store.ts';
import { allEntitlements } from '../../storage/stores/bookings/entitlement-store.ts';
import { patronDiscountIndex } from '../../storage/stores/bookings/discount-store.ts';
import { usesHeld, type HeldAccount } from '../../storage/stores/own-data/held-account-store.ts';
import { openName } from '../../storage/stores/person-store.ts';
import type { ItemNames } from './item-names.ts';

/** An instant under its name, where there is one. */
export function when<Name extends string>(name: Name, at: number | null | undefined): Partial<Record<Name, string>> {
  return at === null || at === undefined ? {} : ({ [name]: toWire(at) } as Record<Name, string>);
}

/** Y1: what is held of somebody beside their bookings. */
export async function ownAccountAnswer(ctx: ReadCtx, names: ItemNames, held: HeldAccount): Promise<OwnAccount> {
  const { id, alias, locale, branch, created_at } = held.person;
  const library = await names.ifAny('branch', branch);
  const reach = reachTold(ctx, held);
  return {
    asOf: toWire(ctx.now),
    person: {
      number: id,
      name: openName(ctx.keys, id, held.person),
      ...(alias !== null && { alias }),
      locale: locale as Locale,
      ...(library !== undefined && { library }),
      since: toWire(created_at),
    },
    roles: await rolesTold(names, held),
    waysToSignIn: await waysTold(ctx, names, held),
    signIns: signInsTold(ctx, held),
    devicesThatMaySend: held.devices.map((one) => ({
      since: toWire(one.created_at),
      until: toWire(one.expires_at),
      ...when('revokedAt', one.revoked_at),
    })),
    contacts: contactsTold(ctx, held).map(({ id: _id, ...contact }) => contact),
    ...(reach && { reach }),
    entitlements: await entitlementsTold(ctx, names, id),
    consents: held.consents.map((one) => ({
      version: one.version,
      locale: one.locale as Locale,
      givenAt: toWire(one.given_at),
      ...when('withdrawnAt', one.withdrawn_at),
    })),
    children: childrenTold(ctx, held),
    merges: await Promise.all(
      held.merges.map(async (one) => ({
        library: await names.of('branch', one.branch),
        mergedAt: toWire(one.merged_at),
        ...when('undoneAt', one.undone_at),
      })),
    ),
    discountsUsed: await usesTold(ctx, names, id),
  };
}

async function rolesTold(names: ItemNames, { roles }: HeldAccount): Promise<OwnAccount['roles']> {
  const told: OwnAccount['roles'] = [];
  for (const { role, branch, granted_at, revoked_at } of roles) {
    const library = await names.ifAny('branch', branch);
    told.push({
      role,
      ...(library !== undefined && { library }),
      ...when('until', revoked_at),
      since: toWire(granted_at),
    });
  }
  return told;
}

async function waysTold(ctx: ReadCtx, names: ItemNames, held: HeldAccount): Promise<OwnAccount['waysToSignIn']> {
  const { id, wrapped_key } = held.person;
  const invitations = [];
  for (const { role, branch, created_at, used_at } of held.invitations) {
    const library = await names.ifAny('branch', branch);
    const at = { madeAt: toWire(created_at), ...when('acceptedAt', used_at) };
    invitations.push({ role, ...(library !== undefined && { library }), ...at });
  }
  return {
    cards: held.cards.map(({ card_sealed, created_at }) => ({
      number: ctx.keys.open(wrapped_key, cardContext(id), card_sealed),
      since: toWire(created_at),
    })),
    passkeys: (await passkeysOf(ctx.reader, ctx.keys, id)).map(({ name, createdAt, lastUsedAt }) => ({
      name,
      since: toWire(createdAt),
      ...when('lastUsedAt', lastUsedAt),
    })),
    ...when('passwordSince', held.password?.changed_at),
    ...when('codeGeneratorSince', held.generator?.confirmed_at),
    ...(held.recoveryCodesLeft > 0 && { recoveryCodesLeft: held.recoveryCodesLeft }),
    provider: held.providers.map(({ issuer, created_at }) => ({ name: issuer, since: toWire(created_at) })),
    invitations,
  };
}

function signInsTold({ keys }: ReadCtx, { signIns, person }: HeldAccount): OwnAccount['signIns'] {
  return signIns.map((one) => {
    const { browser, system } = openDevice(keys, person.wrapped_key, one) ?? {};
    const device = [browser, system].filter((part) => typeof part === 'string').join(', ');
    return {
      by: one.method,
      ...(device !== '' && { device }),
      begunAt: toWire(one.created_at),
      lastSeenAt: toWire(one.last_seen_at),
      ...when('endedAt', one.ended_at),
      sharedDevice: one.shared_device === 1,
    };
  });
}

function contactsTold({ keys }: ReadCtx, { contacts, person }: HeldAccount) {
  return contacts.map(({ id, kind, contact_sealed, created_at, opens }) => ({
    id,
    kind,
    value: keys.open(person.wrapped_key, contactContext(person.id), contact_sealed),
    since: toWire(created_at),
    opens: opens === 1,
  }));
}

function reachTold(ctx: ReadCtx, held: HeldAccount): OwnAccount['reach'] {
  const { reach, person } = held;
  if (person.messages === null) return undefined;
  const to = contactsTold(ctx, held).find(({ id }) => id === reach?.contact)?.value;
  return {
    messages: person.messages,
    ...(to !== undefined && { to }),
    quietFrom: clockOf(reach?.quiet_from ?? 0),
    quietUntil: clockOf(reach?.quiet_until ?? 0),
  };
}

async function entitlementsTold(ctx: ReadCtx, names: ItemNames, person: string): Promise<OwnAccount['entitlements']> {
  return Promise.all(
    (await allEntitlements(ctx.reader, ctx.keys, person)).map(async (one) => ({
      name: await names.of('concession', one.concession),
      from: one.from,
      until: one.until,
      shownBy: one.evidence,
      recordedAt: toWire(one.createdAt),
      ...when('endedAt', one.endedAt),
    })),
  );
}

/** Whole, as the guardian gave them: nobody else can ask in the child's place. */
function childrenTold({ keys }: ReadCtx, { children, childLinks }: HeldAccount): OwnAccount['children'] {
  return children.map((one) => ({
    initials: one.alias ?? '',
    name: openName(keys, one.child, one),
    since: toWire(one.accepted_at ?? one.created_at),
    linksMade: childLinks
      .filter(({ child }) => child === one.child)
      .map((link) => ({
        madeAt: toWire(link.created_at),
        until: toWire(link.expires_at),
        ...when('takenUpAt', link.used_at),
        ...when('revokedAt', link.revoked_at),
      })),
  }));
}

async function usesTold(ctx: ReadCtx, names: ItemNames, person: string): Promise<OwnAccount['discountsUsed']> {
  const told: OwnAccount['discountsUsed'] = [];
  for (const discount of ctx.world.network.discounts.keys()) {
    const index = patronDiscountIndex(ctx.keys, person, discount);
    const times = await usesHeld(ctx.reader, { index, discount });
    if (times > 0) told.push({ name: await names.of('discount', discount), times });
  }
  return told;
}
