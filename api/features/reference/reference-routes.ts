import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { answers, anyone, type DeclaredAnswer } from '../../http/answers.ts';
import type { HttpEnv } from '../../http/env.ts';
import type { Http } from '../../http/http.ts';
import { cookieNames } from '../../http/sign-in-cookie.ts';
import { openapiDocument } from '../../http/reference/openapi-document.ts';
import { referencePage } from '../../http/reference/reference-page.ts';
import { REFERENCE_STYLE } from '../../http/reference/reference-style.ts';

const document = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/openapi.json',
  operationId: 'readDocument',
  tags: ['Service'],
  summary: 'This document, OpenAPI 3.1',
  responses: answers({ 200: z.looseObject({ openapi: z.literal('3.1.0') }) }),
});

const text = (type: string): Record<number, DeclaredAnswer> => ({
  200: { description: 'Done.', content: { [type]: { schema: z.string() } } },
});

const page = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/reference',
  operationId: 'readReference',
  tags: ['Service'],
  summary: 'The page to read this document',
  responses: text('text/html'),
});

const style = createRoute({
  ...anyone,
  method: 'get',
  path: '/api/reference.css',
  operationId: 'readReferenceStyle',
  tags: ['Service'],
  summary: "The page's style",
  responses: text('text/css'),
});

/** `whole` is the app that everything is mounted on: the document is made of it at the first question. */
export function referenceRoutes(http: Http, whole: OpenAPIHono<HttpEnv>, version: string) {
  const app = http.app();
  const about = { version, cookie: cookieNames(http.options.tls).signIn };
  let made: { document: ReturnType<typeof openapiDocument>; page: string } | undefined;
  const make = () => {
    if (made) return made;
    const written = openapiDocument(whole, about);
    return (made = { document: written, page: referencePage(written) });
  };

  app.openapi(document, (c) => http.answer(c, make().document));
  app.openapi(page, (c) => c.html(make().page));
  app.openapi(style, (c) => c.body(REFERENCE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  return app;
}
