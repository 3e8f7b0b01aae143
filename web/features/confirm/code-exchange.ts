import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Booking, HoldInput } from '#contract/bookings.ts';
import { useCancel, useHold } from '../../platform/queries/booking-queries.ts';
import { problemOf, type Problem } from '../../platform/problem.ts';
import { keepDraft, type HoldDraft } from './hold-draft.ts';

/** What became of a code, told on the screen of the hold that follows. */
export type CodeOutcome = 'used' | 'refused' | 'too_many_tries';

/** The time was given back and could not be held again: what was wanted, and why not. */
export interface LostHold {
  wish: HoldInput;
  problem: Problem;
}

/**
 * A code is given with a hold, so a hold that stands already is let go and made again with it, at once. A code that is no
 * good costs nothing: the same time is held again without it.
 */
export function useCodeExchange() {
  const cancel = useCancel();
  const hold = useHold();
  const [, go] = useLocation();
  const [held, setHeld] = useState<Booking>();
  const [lost, setLost] = useState<LostHold>();
  const [problem, setProblem] = useState<Problem>();

  const give = async (booking: Booking, draft: HoldDraft, code: string) => {
    setHeld(booking);
    setProblem(undefined);
    try {
      await cancel.mutateAsync({ id: booking.id });
    } catch (error) {
      setProblem(problemOf(error));
      return setHeld(undefined);
    }
    await take(wishOf(booking, draft.codes), draft, code);
  };

  const take = async (wish: HoldInput, draft: HoldDraft, code?: string) => {
    const codes = code === undefined ? draft.codes : [...draft.codes, code];
    try {
      const next = await hold.mutateAsync(withCodes(wish, codes));
      opened(next, { ...draft, codes }, code === undefined ? undefined : 'used');
    } catch (error) {
      const refusal = problemOf(error);
      const outcome = code === undefined ? undefined : outcomeOf(refusal);
      if (!outcome) return setLost({ wish: withCodes(wish, codes), problem: refusal });

      try {
        opened(await hold.mutateAsync(wish), draft, outcome);
      } catch (second) {
        setLost({ wish, problem: problemOf(second) });
      }
    }
  };

  const opened = (next: Booking, draft: HoldDraft, code: CodeOutcome | undefined) => {
    keepDraft(next.id, draft);
    go(`/hold/${next.id}`, { replace: true, state: { code } });
  };

  return { give, take, held, lost, problem };
}

function outcomeOf({ code }: Problem): CodeOutcome | undefined {
  if (code === 'too_many_tries') return code;
  return code === 'code_not_usable' || code === 'invalid' ? 'refused' : undefined;
}

function wishOf(booking: Booking, codes: string[]): HoldInput {
  const { service, branch, mode, startsAt, counsellor, people, features } = booking;
  return withCodes({ service, branch, mode, startsAt, counsellor, people, features }, codes);
}

function withCodes(wish: HoldInput, codes: string[]): HoldInput {
  const { codes: _, ...bare } = wish;
  return codes.length > 0 ? { ...bare, codes } : bare;
}
