import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-tree.ts';

/** The texts of the screens as translators write them: web/locales/AREA/LOCALE.po. */
export interface CatalogText {
  file: string;
  id: string;
  text: string;
}

export function catalogTexts(locale: string): CatalogText[] {
  return globSync(`web/locales/*/${locale}.po`, { cwd: root })
    .toSorted()
    .flatMap((file) => parse(file, readFileSync(join(root, file), 'utf8')));
}

/** A text may run over several lines, each a quoted string. */
function parse(file: string, po: string): CatalogText[] {
  const texts: CatalogText[] = [];
  for (const [, id, text] of po.matchAll(/^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)/gm))
    if (id?.trim() !== '""' || id.includes('\n"')) texts.push({ file, id: joined(id), text: joined(text) });
  return texts.filter(({ id }) => id !== '');
}

function joined(quoted = ''): string {
  return [...quoted.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => JSON.parse(`"${part}"`) as string).join('');
}
