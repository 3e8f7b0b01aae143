import type { Problem } from '#contract/problem.ts';
import { REFUSALS, type Refusal } from '#domain/refusal.ts';
import { titleOf } from './problem-example.ts';
import { completeAnswer, type HeaderSets } from './response-headers.ts';

/** Seconds after which it is worth sending the same key again. */
const CANNOT_WRITE_RETRY_SEC = 2;

/** `application/problem+json` (RFC 9457) for a lawful no. */
export function problemOf({ code, facts, faults }: Refusal): Problem {
  return {
    type: `/api/reference#${code}`,
    title: titleOf(code),
    status: REFUSALS[code],
    code,
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(faults.length > 0 && { faults }),
  };
}

export function problemAnswer(sets: HeaderSets, refusal: Refusal): Response {
  const body = JSON.stringify(problemOf(refusal));
  return completeAnswer(body, refusal.status, { ...sets.problem, ...ownHeaders(refusal) });
}

function ownHeaders({ code, facts }: Refusal): Record<string, string> {
  if (code === 'cannot_write') return { 'retry-after': String(CANNOT_WRITE_RETRY_SEC) };
  if (code === 'too_many_tries') return { 'retry-after': String(facts.retryAfterSec ?? 60) };
  if (code === 'method_not_allowed') return { allow: (facts.allow as string[]).join(', ') };
  if (code === 'too_large') return { connection: 'close' };
  return {};
}
