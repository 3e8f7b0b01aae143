import type { OwnDataQuery } from '#contract/account/own-data.ts';
import type { Locale } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { accountHeld } from '../../storage/stores/own-data/held-account-store.ts';
import { countTry, retryAfterSec } from '../../storage/stores/throttle-store.ts';
import { itemNames } from './item-names.ts';
import { ownAccountAnswer } from './own-account.ts';
import { ownBookingPages } from './own-bookings.ts';
import { ownLookPages } from './read-looks.ts';

/** Nobody reads all of it so often; a script would fill the record. */
const MOST_READS = 100;
const WINDOW_MIN = 60;

/**
 * Y3: contacts and the legal name are about to be read, though by whose they are.
 * @throws Refusal `forbidden`, `too_many_tries`
 */
export async function recordOwnRead(ctx: Ctx, { download }: OwnDataQuery): Promise<void> {
  assertCan(ctx.actor, 'me.data');
  const subject = ctx.keys.index('throttle', `own data ${ctx.actor.person}`);
  if ((await countTry(ctx.tx, subject, WINDOW_MIN)) > MOST_READS) {
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(ctx.now, WINDOW_MIN) });
  }
  await recordAudit(ctx, download ? 'data.download' : 'data.read', ctx.actor.person);
}

/**
 * Y1, Y2: the whole of it, as JSON in pieces, so that nobody's history is too long to be told or is cut. What can be refused is
 * refused before the first piece. @throws Refusal `forbidden`
 */
export async function readOwnData(ctx: ReadCtx, { locale }: OwnDataQuery): Promise<AsyncGenerator<string>> {
  assertCan(ctx.actor, 'me.data');
  const held = await accountHeld(ctx.reader, { person: ctx.actor.person });
  if (!held) throw new Refusal('not_signed_in');

  const names = itemNames(ctx, locale ?? (held.person.locale as Locale));
  const account = await ownAccountAnswer(ctx, names, held);
  const children = new Map(held.children.map(({ child, alias }) => [child, alias ?? '']));

  return (async function* () {
    // The object is left open for the two lists that follow.
    yield JSON.stringify(account).slice(0, -1);
    yield* listIn('bookings', ownBookingPages(ctx, names, children));
    yield* listIn('looks', ownLookPages(ctx));
    yield '}';
  })();
}

async function* listIn(name: string, pages: AsyncGenerator<object[]>): AsyncGenerator<string> {
  yield `,"${name}":[`;
  let isFirst = true;
  for await (const page of pages) {
    for (const one of page) {
      yield (isFirst ? '' : ',') + JSON.stringify(one);
      isFirst = false;
    }
  }
  yield ']';
}
