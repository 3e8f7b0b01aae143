import type { Look, LooksPage } from '#contract/account/own-data.ts';
import { LOOKS, type LookAction } from '#domain/audit/looks.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { childrenOf } from '../../storage/stores/guardians/guardian-store.ts';
import { looksAt, mergedInto } from '../../storage/stores/own-data/looks-store.ts';

/** Whom a person may ask about: themselves, their children, and code cards that were found to be theirs. */
async function subjectsOf({ reader, actor }: ReadCtx): Promise<{ subjects: string[]; children: Map<string, string> }> {
  const { person } = actor;
  const children = new Map((await childrenOf(reader, person)).map(({ child, initials }) => [child, initials]));
  return { subjects: [person, ...children.keys(), ...(await mergedInto(reader, person))], children };
}

/** Y4: newest first, a page at a time. @throws Refusal `forbidden`, `invalid` (a page that is none) */
export async function readLooks(ctx: ReadCtx, { after }: { after?: string | undefined }): Promise<LooksPage> {
  assertCan(ctx.actor, 'me.looks');
  const { subjects, children } = await subjectsOf(ctx);
  const { page, hasMore } = await looksAt(ctx.reader, subjects, after === undefined ? undefined : placeOf(after));
  const last = hasMore ? page.at(-1) : undefined;
  return {
    looks: page.map((row) => lookTold(ctx, row, children)),
    ...(last && { next: `${last.at}.${last.id}` }),
    asOf: toWire(ctx.now),
  };
}

/** The same, all of them. */
export async function* ownLookPages(ctx: ReadCtx): AsyncGenerator<Look[]> {
  let after: string | undefined;
  do {
    const { looks, next } = await readLooks(ctx, { after });
    yield looks;
    after = next;
  } while (after !== undefined);
}

type Row = Awaited<ReturnType<typeof looksAt>>['page'][number];

/** Y5: the role and the library, never who it was. */
function lookTold({ actor }: ReadCtx, row: Row, children: Map<string, string>): Look {
  const child = children.get(row.subject);
  return {
    at: toWire(Number(row.at)),
    role: row.actor === actor.person ? 'self' : (row.role ?? 'system'),
    ...(row.branch !== null && { branch: row.branch }),
    what: LOOKS[row.action as LookAction],
    ...(child !== undefined && { child }),
  };
}

function placeOf(next: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15})\.(.{1,60})$/.exec(next) ?? [];
  if (at === undefined || id === undefined) throw new Refusal('invalid', {}, [{ path: 'after', code: 'not_a_page' }]);
  return { at: Number(at), id };
}
