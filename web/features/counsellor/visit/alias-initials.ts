/**
 * "H." of Heron, "B. 7" of Birch 7: what may stand on a screen that others can see. A number says nothing by itself and
 * keeps two birches apart.
 */
export function aliasInitials(alias: string): string {
  return alias
    .split(/[\s\u200c]+/)
    .filter(Boolean)
    .map((part) => (/^\p{N}+$/u.test(part) ? part : `${[...part][0] ?? ''}.`))
    .join('\u00a0');
}
