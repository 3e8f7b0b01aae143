import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The source as the architecture test sees it: files, and what each imports. Paths are from the repository's root. */

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** `api/domain/ids.ts` for the project's own files, `node:fs` or `hono` (the package's name) for others. */
  to: string;
  own: boolean;
  typeOnly: boolean;
}

export interface SourceFile {
  path: string;
  folder: string;
  /** Without its extension: `slot-search`, `slot-search.test`. */
  name: string;
  text: string;
  /** The text with comments blanked out. */
  code: string;
  lines: number;
  imports: Import[];
}

const DOORS: Record<string, string> = { '#domain/': 'api/domain/', '#contract/': 'api/contract/' };

export function sourceFiles(): SourceFile[] {
  return globSync(['api/**/*.{ts,tsx}', 'web/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}', '*.{ts,mjs}'], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const code = withoutComments(text);
  return {
    path,
    folder: dirname(path),
    name: path.slice(path.lastIndexOf('/') + 1).replace(/\.(tsx?|mjs)$/, ''),
    text,
    code,
    lines: text.split('\n').length - 1,
    imports: importsOf(code, path),
  };
}

/** Good enough for formatted code: a `//` inside a string is kept, as its quote stands before it on the line. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^(\s*)\/\/.*$/gm, '$1')
    .replace(/^([^'"`\n]*?\s)\/\/.*$/gm, '$1');
}

function importsOf(code: string, path: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => found.push({ ...resolve(specifier, path), typeOnly });

  for (const [, type, names, specifier] of code.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+['"]([^'"]+)['"]/gm,
  )) {
    const braces = /^\{([\s\S]*)\}$/.exec((names ?? '').trim())?.[1];
    const eachIsType = braces?.split(',').every((name) => !name.trim() || name.trim().startsWith('type ')) ?? false;
    add(specifier ?? '', Boolean(type) || eachIsType);
  }
  for (const [, specifier] of code.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)) add(specifier ?? '', false);
  for (const [, specifier] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) add(specifier ?? '', false);
  return found;
}

function resolve(specifier: string, from: string): { to: string; own: boolean } {
  const door = Object.keys(DOORS).find((prefix) => specifier.startsWith(prefix));
  if (door) return { to: DOORS[door] + specifier.slice(door.length), own: true };
  if (specifier.startsWith('.')) {
    const target = normalize(join(root, dirname(from), specifier));
    return { to: relative(root, target).replaceAll('\\', '/'), own: true };
  }
  if (specifier.startsWith('node:') || specifier.startsWith('virtual:')) return { to: specifier, own: false };
  const depth = specifier.startsWith('@') ? 2 : 1;
  return { to: specifier.split('/').slice(0, depth).join('/'), own: false };
}
