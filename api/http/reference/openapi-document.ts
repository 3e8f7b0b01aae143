import type { OpenAPIHono } from '@hono/zod-openapi';
import { REFUSALS, type RefusalCode } from '#domain/refusal.ts';
import type { HttpEnv } from '../env.ts';
import { problemExample } from '../response/problem-example.ts';
import { impliedCodes } from '../response/operation-codes.ts';
import { routeTable, type RouteRule } from '../request/route-table.ts';

const PROBLEM = 'application/problem+json';

export const TAGS = [
  { name: 'Slots', description: 'What is offered, where and when. For everybody, without signing in.' },
  { name: 'Sign-in', description: 'The cookie of a sign-in, and who it stands for.' },
  { name: 'Account', description: 'How one’s own account is kept: where it is signed in, and by what.' },
  {
    name: 'Staff accounts',
    description: 'Who works here: inviting them, what they may do, and letting them in no more.',
  },
  { name: 'Partners', description: 'What an organisation gives, what became of it, and the codes that it hands out.' },
  { name: 'Audit', description: 'What was done, by which member of staff: for those who watch.' },
  { name: 'Bookings', description: 'Holding, confirming, moving and cancelling, once per `Idempotency-Key`.' },
  {
    name: 'Family',
    description: 'Children who are booked for, and who may do so. Everybody else is told their initials.',
  },
  { name: 'Ticket links', description: 'One booking in the hands of somebody else, who is told when and where.' },
  { name: 'Desk', description: 'What the front desk of a branch does for people, told no more than it may know.' },
  {
    name: 'Check-in',
    description: 'What happened, told when there is a network again, and judged by when it happened.',
  },
  { name: 'Screens', description: 'Kiosks and doors’ signs: devices that stand in the open.' },
  { name: 'Counsellor', description: 'Own days, time taken away, and the next appointment.' },
  { name: 'Prices', description: 'What something would cost the patron who asks, line by line.' },
  { name: 'Live', description: 'Being told at once, without a word of what.' },
  { name: 'Devices', description: 'What was done on a device without a network, delivered later.' },
  { name: 'Service', description: 'Health, what wants looking after, and this document.' },
];

const ABOUT = `JSON under \`/api\`. Instants are RFC 3339 in UTC, a \`local…\` twin gives the branch's wall clock; dates are ISO and
Gregorian. Money is whole minor units. Unknown input fields are refused; answers may grow.

Refusals are \`application/problem+json\` (RFC 9457): \`code\` is from one closed list, \`facts\` are for the sentence that a
screen shows, \`faults\` name wrong fields by path. A path that does not exist answers 404 \`not_found\`, a method that it does not take
405 \`method_not_allowed\` with \`Allow\`; what belongs to somebody else answers like what does not exist.

Writes are JSON from the same origin. Those that create or change a booking carry \`Idempotency-Key\` (1–200 visible ASCII
characters): the same key and body give the same answer for 30 days. A 5xx means *unknown*, never *no*: send the same key again.`;

interface Operation {
  parameters?: unknown[];
  responses: Record<string, Answer>;
  'x-idempotent'?: boolean;
  'x-unattended'?: boolean;
  'x-body-limit'?: number;
  'x-permission'?: string;
}

interface Answer {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: unknown; examples?: Record<string, unknown> }>;
}

/** OpenAPI 3.1 of all that is mounted: what routes declare, and what follows from it. */
export function openapiDocument(app: OpenAPIHono<HttpEnv>, about: { version: string; cookie: string }) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Quietroom', version: about.version, description: ABOUT },
    servers: [{ url: '/' }],
    tags: TAGS,
  });
  document.components = {
    ...document.components,
    securitySchemes: {
      signIn: {
        type: 'apiKey',
        in: 'cookie',
        name: about.cookie,
        description: 'Set by the calls under `/api/sign-in`.',
      },
    },
  };

  const paths = document.paths as Record<string, Record<string, Operation>>;
  for (const rule of routeTable(app).rules) complete(paths[rule.path]![rule.method.toLowerCase()]!, rule);
  return document;
}

function complete(operation: Operation, rule: RouteRule): void {
  const declared = Object.values(operation.responses).flatMap(({ content }) =>
    Object.keys(content?.[PROBLEM]?.examples ?? {}),
  ) as RefusalCode[];
  const codes = [...new Set([...declared, ...impliedCodes(rule)])].sort((a, b) => REFUSALS[a] - REFUSALS[b]);

  for (const status of new Set(codes.map((code) => REFUSALS[code]))) {
    operation.responses[status] = problemsOf(
      codes.filter((code) => REFUSALS[code] === status),
      status,
    );
  }

  if (rule.idempotent) operation.parameters = [...(operation.parameters ?? []), KEY];
  delete operation['x-idempotent'];
  delete operation['x-unattended'];
  delete operation['x-body-limit'];
  delete operation['x-permission'];
}

function problemsOf(codes: RefusalCode[], status: number): Answer {
  const examples = Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }]));
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...((status === 429 || status === 503) && { headers: { 'Retry-After': RETRY_AFTER } }),
    content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' }, examples } },
  };
}

const RETRY_AFTER = { description: 'Seconds.', schema: { type: 'integer' } };

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Made by the client for each intent, and sent again with each repetition of it.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
  example: 'b6f0a0d6-4c5e-4f0e-9a37-5a1f4a4c1c1e',
};
