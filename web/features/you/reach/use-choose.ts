import { useState } from 'react';
import type { OwnReach, ReachInput } from '#contract/account/reach.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { useChangeReach } from '../../../platform/queries/reach-queries.ts';

export type Choose = (input: ReachInput) => void;

export interface Choice {
  choose: Choose;
  /** What is said of the last choice; nothing before the first. */
  outcome: 'saving' | 'saved' | 'undone' | Problem | undefined;
  /** Takes the last choice back, where that can be had. */
  undo: (() => void) | undefined;
}

/** Each choice is saved at once, and can be taken back with one press. */
export function useChoose(reach: OwnReach['reach'] | undefined): Choice {
  const change = useChangeReach();
  const [outcome, setOutcome] = useState<Choice['outcome']>();
  const [before, setBefore] = useState<ReachInput>();

  const send = (input: ReachInput, done: 'saved' | 'undone') => {
    setOutcome('saving');
    change(input, { onSuccess: () => setOutcome(done), onError: (error) => setOutcome(problemOf(error)) });
  };

  return {
    outcome,
    choose: (input) => {
      setBefore(reach && formerOf(input, reach));
      send(input, 'saved');
    },
    undo:
      before &&
      (() => {
        setBefore(undefined);
        send(before, 'undone');
      }),
  };
}

/** Messages that went nowhere cannot be sent there again by a choice: that is what removing the contact is for. */
function formerOf(input: ReachInput, { contact, ...reach }: OwnReach['reach']): ReachInput | undefined {
  const former = { ...reach, ...(contact !== null && { contact }) };
  const kept = Object.entries(former).filter(([name]) => name in input);
  return kept.length > 0 ? (Object.fromEntries(kept) as ReachInput) : undefined;
}
