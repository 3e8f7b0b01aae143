import type { Schema, Schemas } from './schema-fit.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** One operation of the document, as a stranger who has nothing else would read it. */
export interface Operation {
  id: string;
  method: string;
  /** `/api/bookings/{id}/confirm` */
  path: string;
  /** Of the path and the query. */
  parameters: { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }[];
  body: Schema | undefined;
  isKeyed: boolean;
  isSignedIn: boolean;
  responses: Record<string, { content?: Record<string, { schema?: Schema; examples?: object }> }>;
}

export interface ReadDocument {
  operations: Operation[];
  schemas: Schemas;
  /** Which operation this method and path are, however the path came about. */
  operationAt(method: string, path: string): Operation | undefined;
}

interface RawOperation {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Operation['responses'];
}

export interface OpenapiDocument {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Schemas };
}

export function readDocument({ paths, components }: OpenapiDocument): ReadDocument {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(method.toUpperCase(), path, raw)),
  );
  const patterns = operations.map((operation) => ({
    operation,
    isPlain: !operation.path.includes('{'),
    pattern: new RegExp(`^${operation.path.replaceAll('.', String.raw`\.`).replaceAll(/\{.+?\}/g, '[^/]+')}$`),
  }));
  patterns.sort((a, b) => Number(b.isPlain) - Number(a.isPlain));

  return {
    operations,
    schemas: components.schemas,
    operationAt: (method, path) =>
      patterns.find(
        ({ operation, pattern }) => operation.method === (method === 'HEAD' ? 'GET' : method) && pattern.test(path),
      )?.operation,
  };
}

function operationOf(method: string, path: string, raw: RawOperation): Operation {
  const parameters = raw.parameters ?? [];
  return {
    id: raw.operationId,
    method,
    path,
    parameters: parameters.filter((one) => one.in !== 'header') as Operation['parameters'],
    body: raw.requestBody?.content['application/json']?.schema,
    isKeyed: parameters.some(({ name }) => name === 'Idempotency-Key'),
    isSignedIn: (raw.security?.length ?? 0) > 0,
    responses: raw.responses,
  };
}
