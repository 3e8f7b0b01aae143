import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Booking, HoldInput } from '#contract/bookings.ts';
import { useCancel, useHold } from '../../platform/queries/booking-queries.ts';
import { problemOf, type Problem, type ProblemCode } from '../../platform/problem.ts';
import { keepDraft, type HoldDraft } from './hold-draft.ts';

/** What became of a code, told on the screen of the hold that follows. */
export type CodeOutcome = 'used' | 'refused' | 'too_many_tries';

/** The time was given back and could not be held again: what was wanted, and why not. */
export interface LostHold {
  wish: HoldInput;
  problem: Problem;
}

/** What the screen of the next hold tells of the one before. */
interface Outcome {
  code?: CodeOutcome | undefined;
  /** Why the time could not be held for whom was chosen. */
  whom?: ProblemCode | undefined;
}

/**
 * A code is given with a hold, and a hold is somebody's, so a hold that stands already is let go and made again with it, at once. A code that is no
 * good costs nothing: the same time is held again without it.
 */
export function useCodeExchange() {
  const cancel = useCancel();
  const hold = useHold();
  const [, go] = useLocation();
  const [held, setHeld] = useState<Booking>();
  const [lost, setLost] = useState<LostHold>();
  const [problem, setProblem] = useState<Problem>();

  const letGo = async (booking: Booking): Promise<boolean> => {
    setHeld(booking);
    setProblem(undefined);
    try {
      await cancel.mutateAsync({ id: booking.id });
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      setHeld(undefined);
      return false;
    }
  };

  const give = async (booking: Booking, draft: HoldDraft, code: string) => {
    if (await letGo(booking)) await take(wishOf(booking, draft.codes), draft, code);
  };

  /** For somebody else: a child (G8), or oneself. What cannot be had for them is held again for whom it was. */
  const giveTo = async (booking: Booking, draft: HoldDraft, child: string | undefined) => {
    if (!(await letGo(booking))) return;
    const { patron: _, ...wish } = wishOf(booking, draft.codes);
    try {
      opened(await hold.mutateAsync(child === undefined ? wish : { ...wish, patron: child }), draft, {});
    } catch (error) {
      const whom = problemOf(error).code;
      try {
        opened(await hold.mutateAsync(wishOf(booking, draft.codes)), draft, { whom });
      } catch (second) {
        setLost({ wish: wishOf(booking, draft.codes), problem: problemOf(second) });
      }
    }
  };

  const take = async (wish: HoldInput, draft: HoldDraft, code?: string) => {
    const codes = code === undefined ? draft.codes : [...draft.codes, code];
    try {
      const next = await hold.mutateAsync(withCodes(wish, codes));
      opened(next, { ...draft, codes }, { code: code === undefined ? undefined : 'used' });
    } catch (error) {
      const refusal = problemOf(error);
      const outcome = code === undefined ? undefined : outcomeOf(refusal);
      if (!outcome) return setLost({ wish: withCodes(wish, codes), problem: refusal });

      try {
        opened(await hold.mutateAsync(wish), draft, { code: outcome });
      } catch (second) {
        setLost({ wish, problem: problemOf(second) });
      }
    }
  };

  const opened = (next: Booking, draft: HoldDraft, outcome: Outcome) => {
    keepDraft(next.id, draft);
    go(`/hold/${next.id}`, { replace: true, state: outcome });
  };

  return { give, giveTo, take, held, lost, problem };
}

function outcomeOf({ code }: Problem): CodeOutcome | undefined {
  if (code === 'too_many_tries') return code;
  return code === 'code_not_usable' || code === 'invalid' ? 'refused' : undefined;
}

function wishOf(booking: Booking, codes: string[]): HoldInput {
  const { service, branch, mode, startsAt, counsellor, people, features, child } = booking;
  const patron = child && { patron: child.id };
  return withCodes({ service, branch, mode, startsAt, counsellor, people, features, ...patron }, codes);
}

function withCodes(wish: HoldInput, codes: string[]): HoldInput {
  const { codes: _, ...bare } = wish;
  return codes.length > 0 ? { ...bare, codes } : bare;
}
