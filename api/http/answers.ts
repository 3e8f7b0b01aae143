import type { z } from 'zod';
import { problem } from '#contract/problem.ts';
import type { Operation } from '#domain/permission.ts';
import { REFUSALS, type RefusalCode } from '#domain/refusal.ts';
import { problemExample } from './response/problem-example.ts';

/**
 * What route files say about their operations:
 *
 * ```ts
 * const hold = createRoute({
 *   ...idempotent,
 *   ...may('booking.hold'),
 *   method: 'post',
 *   path: '/api/holds',
 *   operationId: 'holdSlot',
 *   tags: ['Bookings'],
 *   summary: 'Hold a slot for some minutes',
 *   request: { body: jsonBody(holdInput) },
 *   responses: answers({ 201: bookingAnswer }, ['slot_taken', 'code_not_usable']),
 * });
 * app.openapi(hold, (c) => http.write(c, { route: 'holdSlot', status: 201 }, c.req.valid('json'), (ctx) => …));
 * ```
 *
 * Only the codes that the verb itself can say are named: those of signing in, reading the body, validation and idempotency
 * follow from the rest of the declaration (response/operation-codes.ts).
 */

/** The operation needs a sign-in: without one it answers 401 before anything of the input is judged. */
export const signedIn = { security: [{ signIn: [] }] };

/** The operation needs a sign-in and an `Idempotency-Key`, and is answered by `http.write`. */
export const idempotent = { ...signedIn, 'x-idempotent': true } as const;

/**
 * Who may: a row of api/domain/permission.ts. The gate refuses every role that has no place in it before anything of the input
 * is judged; whose the thing is, the verb judges by the same row.
 */
export const may = (operation: Operation) => ({ 'x-permission': operation });

/** Nobody need be signed in. Every operation says the one or the other. */
export const anyone = { 'x-permission': 'anyone' } as const;

/** Needs an `Idempotency-Key` and no sign-in, and is answered by `http.writeAs`. */
export const keyed = { 'x-idempotent': true } as const;

/** Asked by a device by itself and for long: it does not count as somebody being there. */
export const unattended = { 'x-unattended': true } as const;

/** May be asked before the second factor that is demanded is set up: what it takes to set it up, and to go away. */
export const beforeSecondFactor = { 'x-before-second-factor': true } as const;

/** A JSON body. An absent body reads as `{}`. `example` shows in the document. */
export function jsonBody<T extends z.ZodType>(schema: T, example?: unknown) {
  const media: { schema: T; example?: unknown } = { schema, ...(example !== undefined && { example }) };
  return { content: { 'application/json': media }, required: true };
}

export interface DeclaredAnswer {
  description: string;
  content?: Record<string, { schema: z.ZodType; example?: unknown; examples?: Record<string, { value: unknown }> }>;
}

/** The answers of an operation by status: lawful ones with their schema (null: no body), and a problem for each code. */
export function answers(
  lawful: Partial<Record<200 | 201 | 204, z.ZodType | { schema: z.ZodType; example: unknown } | null>>,
  codes: readonly RefusalCode[] = [],
): Record<number, DeclaredAnswer> {
  const declared: Record<number, DeclaredAnswer> = {};

  for (const [status, body] of Object.entries(lawful)) {
    declared[Number(status)] = body
      ? { description: 'Done.', content: { 'application/json': 'example' in body ? body : { schema: body } } }
      : { description: 'Done; there is nothing to say.' };
  }

  return Object.assign(declared, problemAnswers(codes));
}

/** One declared answer per status, with an example per code. */
export function problemAnswers(codes: Iterable<RefusalCode>): Record<number, DeclaredAnswer> {
  const declared: Record<number, DeclaredAnswer> = {};

  for (const code of new Set(codes)) {
    const status = REFUSALS[code];
    const answer = (declared[status] ??= {
      description: '',
      content: { 'application/problem+json': { schema: problem, examples: {} } },
    });
    answer.description = answer.description ? `${answer.description}, \`${code}\`` : `\`${code}\``;
    answer.content!['application/problem+json']!.examples![code] = { value: problemExample(code) };
  }

  return declared;
}
