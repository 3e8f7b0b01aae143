import { HTTPException } from 'hono/http-exception';
import { Refusal } from '#domain/refusal.ts';
import { CannotWrite, type Database } from '../storage/engine/database.ts';
import { NoNetwork } from '../storage/world/world.ts';
import type { HttpContext } from './http.ts';
import { faultFields, hashedId, type Log } from './log.ts';
import { lingering } from './response/lingering-answer.ts';
import { problemAnswer } from './response/problem-answer.ts';
import type { HeaderSets } from './response/response-headers.ts';

/**
 * Everything that was thrown becomes a problem. What nobody meant is logged, and said without a word of why; while writing is
 * stopped, that was told once and not again for everybody who is turned away.
 */
export function faultAnswerer(sets: HeaderSets, log: Log, database: Pick<Database, 'standing'>) {
  return (fault: unknown, c: HttpContext): Response | Promise<Response> => {
    const refusal = refusalOf(fault);
    c.set('refusal', refusal.code);
    const isTold = refusal.code === 'cannot_write' && database.standing().writes === 'stopped';
    if ((refusal.code === 'internal' || refusal.code === 'cannot_write') && !isTold) logFault(log, refusal, fault, c);

    const answer = problemAnswer(sets, refusal);
    return refusal.code === 'too_large' ? lingering(answer, c.env?.incoming) : answer;
  };
}

function refusalOf(fault: unknown): Refusal {
  if (fault instanceof Refusal) return fault;
  if (fault instanceof CannotWrite) return new Refusal('cannot_write');
  if (fault instanceof NoNetwork) return new Refusal('not_found');
  if (fault instanceof HTTPException && fault.status === 400) return new Refusal('unreadable');
  if (fault instanceof HTTPException && fault.status === 415) return new Refusal('not_json');
  return new Refusal('internal');
}

function logFault(log: Log, refusal: Refusal, fault: unknown, c: HttpContext): void {
  const person = c.get('signIn')?.actor.person;
  log({
    level: refusal.code === 'internal' ? 'error' : 'warn',
    event: refusal.code === 'internal' ? 'internal' : 'cannot_write',
    method: c.req.method,
    route: c.get('route') ?? 'unknown',
    status: refusal.status,
    ...(person !== undefined && { actorHash: hashedId(person) }),
    ...faultFields(fault),
  });
}
