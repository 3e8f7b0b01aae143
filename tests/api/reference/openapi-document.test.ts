import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFUSALS } from '#domain/refusal.ts';
import { openApi, type TestApi } from '../../support/api.ts';
import { root } from '../../support/source-tree.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { name: string }[];
  responses: Record<string, { content?: Record<string, { schema: object; examples?: object; example?: unknown }> }>;
}

interface Document {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
}

describe('the OpenAPI document', () => {
  let api: TestApi;
  let document: Document;
  let operations: [string, Operation][];

  beforeAll(async () => {
    api = await openApi('sqlite');
    document = (await (await api.request('/api/openapi.json')).json()) as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(() => api.close());

  test('names every route that is mounted under /api, and no other', () => {
    const mounted = api.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(operations.map(([name]) => name).sort()).toEqual([...new Set(mounted)].sort());
  });

  test('every operation has its own id, a summary, and a tag that is described', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.every(Boolean)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = new Set(document.tags.map(({ name }) => name));
    for (const [name, operation] of operations) {
      expect(operation.summary, name).toBeTruthy();
      expect(
        operation.tags.every((tag) => tags.has(tag)),
        `${name}: ${operation.tags}`,
      ).toBe(true);
    }
  });

  test('every problem has an example for each of its codes, under its own status', () => {
    for (const [name, { responses }] of operations) {
      for (const [status, { content }] of Object.entries(responses)) {
        const examples = content?.['application/problem+json']?.examples;
        if (Number(status) < 400) continue;
        expect(Object.keys(examples ?? {}).length, `${name} ${status}`).toBeGreaterThan(0);
        for (const code of Object.keys(examples!))
          expect(REFUSALS[code as 'internal'], `${name} ${code}`).toBe(Number(status));
      }
    }
  });

  test('what needs a sign-in says 401; what takes a key says what can be wrong with it', () => {
    const codesOf = ({ responses }: Operation) =>
      Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      );
    for (const [name, operation] of operations) {
      const signedIn = 'security' in operation;
      expect(codesOf(operation).includes('not_signed_in'), name).toBe(signedIn);
      const keyed = operation.parameters?.some((parameter) => parameter.name === 'Idempotency-Key') ?? false;
      expect(codesOf(operation).includes('idempotency_key_reused'), name).toBe(keyed);
      if (!name.startsWith('get'))
        expect(codesOf(operation)).toEqual(expect.arrayContaining(['too_large', 'not_json', 'cross_origin']));
    }
  });

  test('every code that can be thrown is declared by some operation', () => {
    const declared = new Set(
      operations.flatMap(([, { responses }]) =>
        Object.values(responses).flatMap(({ content }) =>
          Object.keys(content?.['application/problem+json']?.examples ?? {}),
        ),
      ),
    );
    const thrown = new Set(
      globSync('api/**/*.ts', { cwd: root }).flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/new Refusal\(\s*'(\w+)'/g)].map(([, code]) => code!),
      ),
    );
    // A wrong method has no operation that could declare it; the document's introduction tells of it.
    thrown.delete('method_not_allowed');
    expect([...thrown].filter((code) => !declared.has(code))).toEqual([]);
  });

  test('references lead somewhere', () => {
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas[name!], name).toBeDefined();
    }
  });

  test('the page shows every operation and every code, without a script or a style of its own', async () => {
    const page = await (await api.request('/api/reference')).text();
    for (const [name] of operations) expect(page).toContain(`<code>${name.split(' ')[1]}</code>`);
    for (const code of Object.keys(REFUSALS)) expect(page).toContain(`id="${code}"`);
    expect(page).not.toMatch(/<script|<style| style=|https?:\/\//);
    expect((await api.request('/api/reference.css')).headers.get('content-type')).toContain('text/css');
  });
});
