import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IMPORT_TABLE, RESERVED_WORDS, ROUTES_FILE, type ImportRow } from '../support/import-table.ts';
import { root, sourceFiles, type Import, type SourceFile } from '../support/source-tree.ts';

const files = sourceFiles();
const source = files.filter((file) => /^(api|web)\//.test(file.path));
const MAX_LINES = 250;
const MAX_TEST_LINES = 400;
const MAX_FILES = 12;

describe('imports', () => {
  test('each file imports only what its folder may', () => {
    expect(source.flatMap(forbiddenImports)).toEqual([]);
  });

  test('nothing outside tests imports a test', () => {
    expect(source.filter((file) => file.imports.some((one) => one.to.startsWith('tests/'))).map(pathOf)).toEqual([]);
  });

  test('the table itself would refuse: a control for the checks above', () => {
    const planted = (path: string, to: string, own: boolean, typeOnly = false) =>
      forbiddenImports({ ...(source[0] as SourceFile), path, imports: [{ to, own, typeOnly }] }).length;

    expect(planted('api/domain/ids.ts', 'node:fs', false)).toBe(1);
    expect(planted('api/domain/ids.ts', 'zod', false)).toBe(1);
    expect(planted('api/features/slots/find-slots.ts', 'api/features/me/read-me.ts', true)).toBe(1);
    expect(planted('api/features/slots/find-slots.ts', 'api/http/http.ts', true)).toBe(1);
    expect(planted('api/features/slots/slots-routes.ts', 'api/http/http.ts', true)).toBe(0);
    expect(planted('api/features/slots/find-slots.ts', 'kysely', false)).toBe(1);
    expect(planted('web/features/find/FindPage.tsx', 'api/contract/slots.ts', true)).toBe(1);
    expect(planted('web/features/find/FindPage.tsx', 'api/contract/slots.ts', true, true)).toBe(0);
  });
});

describe('words', () => {
  for (const { word, within, only, why } of RESERVED_WORDS) {
    test(`${word.source} stands only in ${only.join(', ') || 'no file'} of ${within.join(', ')}`, () => {
      const found = files
        .filter((file) => within.some((folder) => inside(file.path, folder)))
        .filter((file) => !only.some((place) => inside(file.path, place)))
        .flatMap((file) => linesWith(file, word))
        .map((place) => `${place}: ${why}`);
      expect(found).toEqual([]);
    });
  }

  test('nothing is left to do, and nothing names a machine', () => {
    // Written so that the patterns do not find themselves.
    const left = /\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/;
    const machine = /\/h[o]me\/\w|\/r[o]ot\/|\/w[o]rk\/|\/U[s]ers\/\w/;
    const found = files.flatMap((file) => [
      ...linesWith(file, left, file.text),
      ...linesWith(file, machine, file.text),
    ]);
    expect(found).toEqual([]);
  });

  test('no test is skipped or runs alone', () => {
    const skipped = /\b(it|test|describe)\.(sk[i]p|on[l]y|to[d]o)\b/;
    expect(files.filter((file) => file.path.startsWith('tests/')).flatMap((file) => linesWith(file, skipped))).toEqual(
      [],
    );
  });
});

describe('files', () => {
  test('names are kebab-case, components PascalCase, and none is a drawer', () => {
    const drawers = /^(utils?|helpers?|common|misc|shared|types?|constants?|index|manager|lib|core|base|stuff)$/;
    const bad = source.filter(({ name, path }) => {
      const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
      const pascal = path.startsWith('web/') && path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(name);
      const declaration = name.endsWith('.d');
      return (!kebab && !pascal && !declaration) || drawers.test(name);
    });
    expect(bad.map(pathOf), 'a drawer fills up; a name that says what is inside finds itself').toEqual([]);
  });

  test('a name is given once', () => {
    const seen = new Map<string, string>();
    const twice = source.flatMap((file) => {
      const key = `${file.path.split('/')[0]} ${file.name}`;
      const other = seen.get(key);
      seen.set(key, file.path);
      return other ? [`${file.path} and ${other}: which of the two does a search by name find?`] : [];
    });
    expect(twice).toEqual([]);
  });

  test('no file only hands on what others export', () => {
    const handsOn = /^\s*export\s+(\*|(type\s+)?\{[^}]*\})\s*from/m;
    expect(source.filter((file) => handsOn.test(file.code)).map(pathOf), 'import from where it is written').toEqual([]);
  });

  test(`a file has at most ${MAX_LINES} lines, a test ${MAX_TEST_LINES}`, () => {
    const long = files
      .filter((file) => !inside(file.folder, 'api/storage/migrations')) // one released migration is one file for ever
      .filter((file) => file.lines > (file.path.startsWith('tests/') ? MAX_TEST_LINES : MAX_LINES));
    expect(long.map((file) => `${file.path}: ${file.lines} lines; split it by what it does`)).toEqual([]);
  });

  test(`a folder has at most ${MAX_FILES} files`, () => {
    const counts = Map.groupBy(source, (file) => file.folder);
    const full = [...counts].filter(([, inFolder]) => inFolder.length > MAX_FILES);
    expect(full.map(([folder, inFolder]) => `${folder}: ${inFolder.length} files; split it by what people do`)).toEqual(
      [],
    );
  });
});

describe('rules', () => {
  const RULES = join(root, 'api/domain/RULES.md');

  test('every rule of RULES.md has a number of its own and is cited by a test', () => {
    const numbers = existsSync(RULES) ? ruleNumbers(readFileSync(RULES, 'utf8')) : [];
    const cited = new Set(
      files
        .filter((file) => file.path.endsWith('.test.ts'))
        .flatMap((file) => [...file.text.matchAll(/\b[A-Z]\d{1,2}\b/g)].map(([number]) => number)),
    );
    expect(numbers.length).toBeGreaterThan(0);
    expect(
      numbers.filter((number, at) => numbers.indexOf(number) !== at),
      'two rules share a number',
    ).toEqual([]);
    expect(
      numbers.filter((number) => !cited.has(number)),
      'a rule that no test cites is a wish',
    ).toEqual([]);
  });
});

function forbiddenImports(file: SourceFile): string[] {
  const row = IMPORT_TABLE.toSorted((a, b) => b.folder.length - a.folder.length).find(({ folder }) =>
    inside(file.path, folder),
  );
  if (!row) return [`${file.path} lies in a folder that the table of imports does not know`];
  return file.imports
    .filter((one) => !mayImport(file, one, row))
    .map((one) => `${file.path} imports ${one.to}: ${row.why}`);
}

function mayImport(file: SourceFile, one: Import, row: ImportRow): boolean {
  const routes = inside(row.folder, 'api/features') && file.path.endsWith(ROUTES_FILE.ending);
  if (!one.own) {
    const packages = routes ? [...row.packages, ...ROUTES_FILE.packages] : row.packages;
    return packages.some((name) => name === one.to || (name.endsWith('*') && one.to.startsWith(name.slice(0, -1))));
  }
  const feature = file.path.split('/')[2] ?? '';
  const own = row.may.some((place) => place.includes('{x}')) ? [] : [row.folder];
  const may = [...own, ...row.may.map((place) => place.replace('{x}', feature)), ...(routes ? ROUTES_FILE.may : [])];
  const asType = one.typeOnly ? (row.types ?? []) : [];
  return [...may, ...asType].some((place) => inside(one.to, place)) || isStyleOf(file, one);
}

/** A component brings its own style sheet, and the worker's registration its worker. */
function isStyleOf(file: SourceFile, one: Import): boolean {
  return one.to.endsWith('.css') && file.path.startsWith('web/');
}

function inside(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function pathOf(file: SourceFile): string {
  return file.path;
}

function linesWith(file: SourceFile, word: RegExp, text = file.code): string[] {
  return text.split('\n').flatMap((line, at) => (word.test(line) ? [`${file.path}:${at + 1}`] : []));
}

/** Rules stand as `**B1** …`, `- B1 …`, `### B1 …` or in the first cell of a table. */
function ruleNumbers(markdown: string): string[] {
  return [...markdown.matchAll(/^(?:[-*|#]+\s*)?(?:\*\*)?([A-Z]\d{1,2})\b(?:\.|:|\*\*|\s|\|)/gm)].map(
    ([, number]) => number ?? '',
  );
}
