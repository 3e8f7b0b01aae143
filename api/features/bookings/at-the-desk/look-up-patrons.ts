import type { DeskPatron, LookUpAnswer, LookUpInput } from '#contract/desk.ts';
import { foldCredential, foldDigits } from '#domain/fold-digits.ts';
import type { Branch } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { namesOn, patronOfTicket } from '../../../storage/stores/desk/desk-patron-store.ts';
import { findByCard } from '../../../storage/stores/person-store.ts';
import { countTry, retryAfterSec } from '../../../storage/stores/throttle-store.ts';
import { branchOfDesk, daysOfDesk } from './branch-of-desk.ts';
import { deskPatronAnswer } from './desk-patron-answer.ts';

const MOST_FOUND = 20;
const WINDOW_MIN = 60;
const WAYS = ['alias', 'code', 'token', 'card'] as const;

/**
 * K4: who stands at the counter, by what they say or show. Nobody is a lawful answer.
 * @throws Refusal `invalid`, `forbidden`, `not_found`, `too_many_tries`
 */
export async function lookUpPatrons(ctx: Ctx, input: LookUpInput): Promise<LookUpAnswer> {
  const branch = branchOfDesk(ctx, 'desk.look_up', input.branch);
  assertOneWay(input);

  const found: DeskPatron[] = [];
  for (const patron of await patronsMeant(ctx, branch, input)) {
    const answer = await deskPatronAnswer(ctx, patron, branch);
    if (answer) found.push(answer);
    if (found.length === MOST_FOUND) break;
  }
  return { found, asOf: toWire(ctx.now) };
}

function assertOneWay(input: LookUpInput): void {
  const [first, ...more] = WAYS.filter((way) => input[way] !== undefined);
  if (first === undefined) throw new Refusal('invalid', {}, [{ path: 'alias', code: 'missing' }]);
  if (more.length > 0)
    throw new Refusal(
      'invalid',
      {},
      more.map((path) => ({ path, code: 'not_allowed' })),
    );
}

async function patronsMeant(ctx: Ctx, branch: Branch, input: LookUpInput): Promise<Iterable<string>> {
  const { card, token } = input;
  if (card !== undefined) return [await patronOfCard(ctx, branch, card)].filter((one) => one !== undefined);

  const days = daysOfDesk(ctx, branch);
  if (token !== undefined) {
    const patron = await patronOfTicket(ctx.reader, ctx.keys.index('ticket', token.trim()), days);
    return patron === undefined ? [] : [patron];
  }

  const names = await namesOn(ctx.reader, days);
  return new Set(
    (input.code === undefined ? calledBy(names, input.alias ?? '') : withCode(names, input.code)).map(
      ({ patron }) => patron,
    ),
  );
}

type Name = { patron: string; alias: string; code: string | null };

function withCode(names: Name[], typed: string): Name[] {
  const code = foldCredential(typed);
  return names.filter((one) => one.code === code);
}

/** Whose name it is, before those whose name begins so. */
function calledBy(names: Name[], typed: string): Name[] {
  const wanted = folded(typed);
  const begin = names.filter(({ alias }) => folded(alias).startsWith(wanted));
  return begin.toSorted((a, b) => Number(folded(b.alias) === wanted) - Number(folded(a.alias) === wanted));
}

function folded(name: string): string {
  return foldDigits(name.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** K4: network-wide, and therefore counted and on record, whether there is such a card or not. @throws Refusal `too_many_tries` */
export async function patronOfCard(ctx: Ctx, branch: Branch, card: string): Promise<string | undefined> {
  const subject = ctx.keys.index('throttle', `desk card ${ctx.actor.person}`);
  if ((await countTry(ctx.tx, subject, WINDOW_MIN)) > ctx.settings.cardLookUpsPerHour) {
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(ctx.now, WINDOW_MIN) });
  }

  const found = await findByCard(ctx.reader, ctx.keys.index('card', foldCredential(card)));
  const facts = { branch: branch.id, by: 'card', found: found !== undefined };
  await recordAudit(ctx, 'desk.look_up', found?.person ?? branch.id, facts);
  return found?.person;
}
