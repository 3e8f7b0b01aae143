import type { Children } from '#contract/account/family.ts';
import { assertCan } from '#domain/permission.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { toldChildren } from './told-children.ts';

/** G8. @throws Refusal `forbidden` */
export async function listChildren(ctx: ReadCtx): Promise<Children> {
  assertCan(ctx.actor, 'family.children');
  return { children: await toldChildren(ctx) };
}
