/** Between these a name keeps its own direction: "H." must not become ".H" on a Persian screen. */
const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';

/**
 * "H." of Heron, "B. 7" of Birch 7: what may stand on a screen that others can see. A number says nothing by itself and
 * keeps two birches apart.
 */
export function aliasInitials(alias: string): string {
  const parts = alias
    .split(/[\s\u200c]+/)
    .filter(Boolean)
    .map((part) => (/^\p{N}+$/u.test(part) ? part : `${[...part][0] ?? ''}.`));
  return `${ISOLATE}${parts.join('\u00a0')}${END_ISOLATE}`;
}
