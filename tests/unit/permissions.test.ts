import { describe, expect, test } from 'vitest';
import { PERMISSIONS } from '#domain/permission.ts';
import { sourceFiles } from '../support/source-tree.ts';

const ROUTE = /createRoute\(\{\n([\s\S]*?)\n\}\);/g;

/** Operations of a routes file that do not say who may, by a row of the table or `anyone`; said in words. */
function unsaid(text: string): string[] {
  return [...text.matchAll(ROUTE)].flatMap(([, body = '']) => {
    const name = /operationId: '(\w+)'/.exec(body)?.[1] ?? body.slice(0, 40);
    const rows = [...body.matchAll(/^ {2}\.\.\.may\('([\w.]+)'\),$/gm)].map(([, row]) => row!);
    const isPublic = /^ {2}\.\.\.anyone,$/m.test(body);
    if (rows.length + (isPublic ? 1 : 0) !== 1) return [`${name}: spread may('…') or anyone (api/http/answers.ts)`];
    return rows.filter((row) => !(row in PERMISSIONS)).map((row) => `${name}: "${row}" is no row of the table`);
  });
}

describe('the table of role × operation (api/domain/permission.ts)', () => {
  test('every route says in its declaration who may', () => {
    const routes = sourceFiles().filter(({ path }) => path.endsWith('-routes.ts'));
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.flatMap(({ path, code }) => unsaid(code).map((fault) => `${path}: ${fault}`))).toEqual([]);
  });

  test('a control: a route that says nothing, both, or what the table has not', () => {
    const route = (lines: string) => `createRoute({\n${lines}\n  operationId: 'readX',\n});`;
    expect(unsaid(route('  ...signedIn,'))).toHaveLength(1);
    expect(unsaid(route("  ...may('me.read'),\n  ...anyone,"))).toHaveLength(1);
    expect(unsaid(route("  ...may('me.everything'),"))).toHaveLength(1);
    expect(unsaid(route("  ...may('me.read'),"))).toEqual([]);
  });
});
