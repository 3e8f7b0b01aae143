import { createHash } from 'node:crypto';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx, Services } from '../storage/context.ts';
import { CannotWrite, Conflict, type Reader } from '../storage/engine/database.ts';
import { canonicalJson } from '../storage/sealing/canonical-json.ts';
import { claimKey, findAnswer, insertAnswer } from '../storage/stores/idempotency-store.ts';
import type { SignInRow } from '../storage/stores/sign-in-store.ts';
import type { RequestMeter } from './request/request-meter.ts';
import { problemOf } from './response/problem-answer.ts';

export interface WriteSpec {
  /** What the key is unique for, with the actor: the operation's id. */
  route: string;
  status: 200 | 201;
  /** Runs after a refusal undid the verb, in the same transaction: what must be remembered of a no (wrong codes counted). */
  refused?: (ctx: Ctx, refusal: Refusal) => Promise<void>;
}

interface Asked {
  signIn: Pick<SignInRow, 'actor' | 'wrappedKey'>;
  key: string | undefined;
}

interface Answered {
  status: number;
  text: string;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Lawful refusals of these statuses are remembered under their key; 401, 403, 404, 429 and 503 may turn out otherwise later. */
const REMEMBERED: ReadonlySet<number> = new Set([409, 422]);

/** @throws Refusal `idempotency_key_missing` or `idempotency_key_invalid`. */
export function assertKey(key: string | undefined): string {
  if (key === undefined || key === '') throw new Refusal('idempotency_key_missing');
  if (!KEY.test(key)) throw new Refusal('idempotency_key_invalid');
  return key;
}

/**
 * One effect per (actor, route, key): the answer is stored, sealed with the person's key, in the verb's own transaction, and
 * given again for the same input. The twin of a request that is at work right now is told so and waits for nothing.
 */
export function idempotentWriter(services: Services, meter?: RequestMeter) {
  const atWork = new Set<string>();

  return async <T>(
    { signIn, key: given }: Asked,
    spec: WriteSpec,
    input: unknown,
    verb: (ctx: Ctx) => Promise<T>,
    readCtx: () => Promise<ReadCtx>,
  ): Promise<Answered> => {
    const key = assertKey(given);
    const place = { actor: signIn.actor.person, route: spec.route, key };
    const context = `idempotency ${place.actor} ${place.route} ${place.key}`;
    if (atWork.has(context)) throw new Refusal('twin_running');
    atWork.add(context);

    try {
      const read = await readCtx();
      const bodyHash = createHash('sha256').update(canonicalJson(input)).digest();
      let isRepeated = false;
      const earlierIn = async (reader: Reader): Promise<Answered | Refusal | undefined> => {
        const earlier = await findAnswer(reader, place);
        if (!earlier) return undefined;
        isRepeated = true;
        if (!bodyHash.equals(earlier.body_hash)) return new Refusal('idempotency_key_reused');
        return { status: earlier.status, text: services.keys.open(signIn.wrappedKey, context, earlier.answer_sealed) };
      };
      const written = services.database.write(async (tx) => {
        if (!(await claimKey(tx, place))) return new Refusal('twin_running');
        const earlier = await earlierIn(tx);
        if (earlier) return earlier;

        const ctx: Ctx = { ...read, now: tx.now, reader: tx, tx, newId: services.newId, token: services.token };
        const answer = await runVerb(ctx, spec, verb);
        if (answer instanceof Refusal && !REMEMBERED.has(answer.status)) return answer;

        const { status, text } = answer instanceof Refusal ? refusalAnswer(answer) : answer;
        const answer_sealed = services.keys.seal(signIn.wrappedKey, context, text);
        await insertAnswer(tx, place, { body_hash: bodyHash, status, answer_sealed });
        return answer instanceof Refusal ? answer : { status, text };
      });
      const outcome = await written.catch(async (fault: unknown) => {
        // What was answered once is answered again, although nothing can be written now.
        const earlier =
          fault instanceof CannotWrite ? await earlierIn(services.database.reader).catch(() => undefined) : undefined;
        if (!earlier) throw fault;
        return earlier;
      });

      meter?.wrote(spec.route, isRepeated ? 'repeated' : outcome instanceof Refusal ? 'refused' : 'done');
      if (outcome instanceof Refusal) throw outcome;
      if (outcome.status >= 400) throw reopened(outcome);
      return outcome;
    } finally {
      atWork.delete(context);
    }
  };
}

/** The verb in a savepoint of its own: a refusal undoes all that it wrote, and nothing else of the transaction. */
async function runVerb<T>(ctx: Ctx, spec: WriteSpec, verb: (ctx: Ctx) => Promise<T>): Promise<Answered | Refusal> {
  let refusal: Refusal | undefined;
  let broken: Conflict | undefined;

  const value = await ctx.tx.attempt(async () => {
    try {
      return { status: spec.status, text: JSON.stringify(await verb(ctx)) };
    } catch (fault) {
      if (fault instanceof Conflict) broken = fault;
      if (!(fault instanceof Refusal)) throw fault;
      refusal = fault;
      throw new Conflict(undefined, fault);
    }
  });

  if (value) return value;
  if (!refusal) throw new Error('a constraint spoke where the verb did not expect it', { cause: broken });
  await spec.refused?.(ctx, refusal);
  return refusal;
}

function refusalAnswer(refusal: Refusal): Answered {
  return { status: refusal.status, text: JSON.stringify(problemOf(refusal)) };
}

function reopened({ text }: Answered): Refusal {
  const { code, facts, faults } = JSON.parse(text) as ReturnType<typeof problemOf>;
  return new Refusal(code, facts, faults);
}
