import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { NextStep } from '#contract/account/second-factor.ts';
import type { Me } from '#contract/sign-in.ts';
import { forgetFormerStaff } from '../../offline/staff-vault/former-staff.ts';
import { passwordWasTyped } from '../../offline/staff-vault/fresh-sign-in.ts';
import { meQuery, WORKPLACES } from '../../platform/queries/me-query.ts';
import { useHold } from '../../platform/queries/booking-queries.ts';
import { bearInMind, recall, type ChosenSlot } from '../../platform/chosen-slot.ts';
import { prefer } from '../../platform/preferences.ts';
import { problemOf, type Problem } from '../../platform/problem.ts';

export interface SignIn {
  /** Sends what was typed; then holds the time that waits, or goes back to where somebody came from. */
  signIn: (send: () => Promise<NextStep | void>) => void;
  /** What is asked for next: the first factor was right. */
  next: NextStep | undefined;
  beginAgain: () => void;
  isBusy: boolean;
  problem: Problem | undefined;
}

/** Where what opens an account is changed: who was sent from there to sign in anew comes back to it, staff too. */
const SECURITY = '/you/security';
const OF_SECURITY = new Set([SECURITY, '/account']);

function workOrSecurity({ role }: Me): string | undefined {
  const { cameFrom = '' } = recall();
  return WORKPLACES[role] && OF_SECURITY.has(cameFrom) ? cameFrom : WORKPLACES[role];
}

/** Where a sign-in leads to. */
export interface Onward {
  path: string;
  state?: { code?: 'used' };
}

/** `arrive`: instead of going there at once. */
export function useSignIn(arrive?: (onward: Onward) => void): SignIn {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const go = arrive ?? (({ path, state = {} }: Onward) => navigate(path, { replace: true, state }));
  const hold = useHold();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [next, setNext] = useState<NextStep>();

  const holdWaiting = async (chosen: ChosenSlot) => {
    try {
      const { id } = await hold.mutateAsync(chosen.hold);
      const { codes = [] } = chosen.hold;
      bearInMind({ chosen: undefined, code: undefined, held: { id, codes } });
      go({ path: `/hold/${id}`, state: { ...(codes.length > 0 && { code: 'used' as const }) } });
    } catch (error) {
      bearInMind({ chosen: undefined, refused: { ...chosen, problem: problemOf(error) } });
      go({ path: '/' });
    }
  };

  const signIn = async (send: () => Promise<NextStep | void>) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const asked = await send();
      if (asked) {
        setNext(asked);
        setBusy(false);
        return;
      }
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
      return;
    }

    prefer({ signedIn: true });
    await Promise.all([['me'], ['prices'], ['bookings']].map((queryKey) => client.invalidateQueries({ queryKey })));
    const me = await client.fetchQuery(meQuery).catch(() => null);
    if (me) await forgetFormerStaff(client, me.id);
    const home = me && (me.secondFactorDue ? SECURITY : workOrSecurity(me));
    if (home) {
      passwordWasTyped(me.id);
      bearInMind({ chosen: undefined, cameFrom: undefined });
      go({ path: home });
      return;
    }
    const { chosen, cameFrom = '/' } = recall();
    if (chosen) return holdWaiting(chosen);
    bearInMind({ cameFrom: undefined });
    go({ path: cameFrom });
  };

  const beginAgain = () => {
    setNext(undefined);
    setProblem(undefined);
  };
  return { signIn: (send) => void signIn(send), isBusy, problem, next, beginAgain };
}
