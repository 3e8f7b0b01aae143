import type { Child } from '#contract/account/family.ts';
import { inOrder } from '#domain/guardian/guardian-policy.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { childrenOf, guardiansOf, openBookingsOf } from '../../storage/stores/guardians/guardian-store.ts';
import { openGuardianLinks } from '../../storage/stores/guardians/guardian-link-store.ts';

/** G8, G9: the asker's children, by initials. Nobody is told who the other guardian is: only that there is one, and since when. */
export async function toldChildren({ reader, actor, now }: ReadCtx): Promise<Child[]> {
  const { person } = actor;
  const rows = await childrenOf(reader, person);
  if (rows.length === 0) return [];

  const ids = rows.map(({ child }) => child);
  const guardians = Map.groupBy(await guardiansOf(reader, ids), ({ child }) => child);
  const links = await openGuardianLinks(reader, person, now);
  const open = await openBookingsOf(reader, ids, now);

  return rows.map(({ child, initials }) => {
    const all = inOrder(guardians.get(child) ?? []);
    const until = links.get(child);
    return {
      id: child,
      initials,
      isFirst: all[0]?.guardian === person,
      guardians: all.map(({ id, since, guardian }, place) => ({
        id,
        since: toWire(since),
        isFirst: place === 0,
        isSelf: guardian === person,
      })),
      link: until === undefined ? null : { until: toWire(until) },
      open: open.get(child) ?? 0,
    };
  });
}
