import type { OwnReach } from '#contract/account/reach.ts';
import type { Locale } from '#domain/ids.ts';
import { messageAbout } from '#domain/message/message-about.ts';
import { MESSAGE_KINDS, SENT_LEVELS, type MessageKind, type SentLevel } from '#domain/message/message-kind.ts';
import { messageSubject, messageText, type MessageAbout } from '#domain/message/message-text.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf, toInstant } from '#domain/time/zone.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { nextBooking } from '../../storage/stores/messages/reach-store.ts';

const TWO = 14 * 60;

/** M9: what would be sent about the next appointment, in the words of the sender; about an example where there is none. */
export async function previewMessages(ctx: ReadCtx, locale: Locale): Promise<OwnReach['preview']> {
  const own = await aboutNext(ctx);
  const about = own ?? anExample(ctx);
  const textsAt = (level: SentLevel) =>
    byName(MESSAGE_KINDS, (kind: MessageKind) => messageText(locale, level, kind, about));

  return {
    localStart: about.localStart,
    isExample: !own,
    subject: messageSubject(locale),
    texts: byName(SENT_LEVELS, textsAt),
  };
}

async function aboutNext({ reader, actor, now, world }: ReadCtx): Promise<MessageAbout | undefined> {
  const next = await nextBooking(reader, actor.person, now);
  const branch = next && world.network.branches.get(next.session.branch);
  return branch && messageAbout(world.network, branch, next.session);
}

/** Tomorrow at two, in the first room of the patron's own library. */
function anExample({ actor, now, world: { network } }: ReadCtx): MessageAbout {
  const branch = network.branches.get(actor.branch ?? '') ?? network.branches.values().next().value!;
  const room = network.rooms.values().find((one) => one.branch === branch.id)?.id ?? null;
  const tomorrow = addDays(localDateOf(branch.timeZone, now), 1);
  return messageAbout(network, branch, { startsAt: toInstant(branch.timeZone, tomorrow, TWO).at, room });
}

function byName<K extends string, V>(names: readonly K[], valueOf: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<K, V>;
}
