import { REFUSALS, type RefusalCode } from '#domain/refusal.ts';
import { problemExample, titleOf } from '../response/problem-example.ts';
import { exampleOf, type JsonSchema } from './schema-example.ts';

/** As much of an OpenAPI document as the page shows. */
interface Readable {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths?: unknown;
  components?: { schemas?: unknown };
}

interface Operation {
  method: string;
  path: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

interface Media {
  schema?: JsonSchema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** The document as one page, without a script: operations by area, then every code. */
export function referencePage(document: Readable): string {
  const schemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const operations = operationsOf(document);
  const areas = (document.tags ?? []).filter(({ name }) => operations.some(({ tags }) => tags?.includes(name)));

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(document.info.title)} API</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<main>
<h1>${text(document.info.title)} API</h1>
<p>Version ${text(document.info.version)}. The same as a file: <a href="/api/openapi.json">openapi.json</a>.</p>
${paragraphs(document.info.description)}
<nav aria-label="Areas"><ul>
${areas.map(({ name }) => `<li><a href="#${anchor(name)}">${text(name)}</a></li>`).join('\n')}
<li><a href="#problems">Problems</a></li>
</ul></nav>
${areas.map((area) => section(area, operations, schemas)).join('\n')}
${problems()}
</main>
</body>
</html>
`;
}

function operationsOf(document: Readable): Operation[] {
  const paths = (document.paths ?? {}) as Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

function section(
  { name, description }: { name: string; description?: string },
  operations: Operation[],
  schemas: Record<string, JsonSchema>,
): string {
  return `<section aria-labelledby="${anchor(name)}">
<h2 id="${anchor(name)}">${text(name)}</h2>
${paragraphs(description)}
${operations
  .filter(({ tags }) => tags?.includes(name))
  .map((operation) => article(operation, schemas))
  .join('\n')}
</section>`;
}

function article(operation: Operation, schemas: Record<string, JsonSchema>): string {
  const { method, path, summary, description, parameters, requestBody, responses, security } = operation;
  const body = requestBody?.content['application/json'];
  return `<details>
<summary><span class="verb">${method}</span> <code>${text(path)}</code> <span class="what">${text(summary ?? '')}</span></summary>
<div class="inside">
${paragraphs(description)}
${security?.length ? '<p>Needs a sign-in.</p>' : ''}
${parameters?.length ? `<h4>Parameters</h4><dl>${parameters.map(parameter).join('')}</dl>` : ''}
${body ? `<h4>Body</h4>${json(mediaExample(body, schemas))}` : ''}
<h4>Answers</h4>
${Object.entries(responses)
  .map(([status, { description: about, content }]) => answer(status, about, content, schemas))
  .join('\n')}
</div>
</details>`;
}

function parameter({ name, in: place, required, description, schema }: NonNullable<Operation['parameters']>[number]) {
  const example = schema?.example === undefined ? '' : ` Example: <code>${text(String(schema.example))}</code>`;
  return `<dt><code>${text(name)}</code></dt><dd>${place}${required ? ', required' : ''}. ${text(description ?? '')}${example}</dd>`;
}

function answer(
  status: string,
  about: string,
  content: Record<string, Media> | undefined,
  schemas: Record<string, JsonSchema>,
): string {
  const [media] = Object.entries(content ?? {});
  if (!media) return `<p><code>${status}</code> ${inline(about)}</p>`;
  if (media[0] === 'application/problem+json') {
    const codes = Object.keys(media[1].examples ?? {}).map((code) => `<a href="#${code}"><code>${code}</code></a>`);
    return `<p class="codes"><code>${status}</code> ${codes.join(', ')}</p>`;
  }
  if (!media[0].includes('json')) return `<p><code>${status}</code> ${text(media[0])}</p>`;
  return `<details><summary><code>${status}</code> ${inline(about)}</summary>${json(mediaExample(media[1], schemas))}</details>`;
}

function mediaExample({ example, schema }: Media, schemas: Record<string, JsonSchema>): unknown {
  return example ?? exampleOf(schema, schemas);
}

function problems(): string {
  const codes = Object.keys(REFUSALS) as RefusalCode[];
  return `<section aria-labelledby="problems">
<h2 id="problems">Problems</h2>
<p>The closed list of codes, each with what it looks like.</p>
${codes
  .map(
    (code) =>
      `<details id="${code}"><summary><code>${REFUSALS[code]} ${code}</code> <span class="what">${text(titleOf(code))}</span></summary>${json(problemExample(code))}</details>`,
  )
  .join('\n')}
</section>`;
}

function json(value: unknown): string {
  return `<pre tabindex="0">${text(JSON.stringify(value, null, 2) ?? '')}</pre>`;
}

function paragraphs(words: string | undefined): string {
  return (words ?? '')
    .split('\n\n')
    .filter(Boolean)
    .map((part) => `<p>${inline(part)}</p>`)
    .join('\n');
}

/** Backticks are code; nothing else of Markdown is used. */
function inline(words: string): string {
  return text(words).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function anchor(name: string): string {
  return `area-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
}

function text(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
