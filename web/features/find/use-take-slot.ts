import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { HoldInput } from '#contract/bookings.ts';
import type { Slot } from '#contract/slots.ts';
import { bearInMind, recall, useMemory, type RefusedSlot } from '../../platform/chosen-slot.ts';
import { prefer, preferences, usePreferences } from '../../platform/preferences.ts';
import { Problem, problemOf } from '../../platform/problem.ts';
import type { SlotWish } from '../../slots/slot-wish.ts';

export interface TakeSlot {
  take: (slot: Slot) => void;
  /** `startsAt` of the time that is being asked for. */
  taking: string | undefined;
  refused: RefusedSlot | undefined;
  forget: () => void;
}

/** Only who is signed in holds a time from here: nobody who looks for the first time has to wait for what that needs. */
const loadWrites = () =>
  import('../../platform/queries/booking-queries.ts').catch(() => {
    throw new Problem('offline');
  });

/** Holds a time at once for who is signed in; for who is not, the time waits in memory while they sign in. */
export function useTakeSlot(wish: SlotWish): TakeSlot {
  const [, go] = useLocation();
  const client = useQueryClient();
  const [taking, setTaking] = useState<string>();
  const { refused } = useMemory();
  const { signedIn } = usePreferences();
  useEffect(() => {
    if (signedIn) void loadWrites().catch(() => undefined);
  }, [signedIn]);

  const take = async (slot: Slot) => {
    if (taking) return;
    const chosen = { slot, hold: holdOf(wish, slot) };
    bearInMind({ refused: undefined });
    if (!navigator.onLine) return bearInMind({ refused: { ...chosen, problem: new Problem('offline') } });

    const signIn = () => {
      bearInMind({ chosen });
      go('/sign-in');
    };
    if (!preferences().signedIn) return signIn();

    setTaking(slot.startsAt);
    try {
      const { holdSlot } = await loadWrites();
      const { id } = await holdSlot(client, chosen.hold);
      const { codes = [] } = chosen.hold;
      bearInMind({ code: undefined, held: { id, codes } });
      go(`/hold/${id}`, { state: { ...(codes.length > 0 && { code: 'used' }) } });
    } catch (error) {
      const problem = problemOf(error);
      setTaking(undefined);
      if (problem.code !== 'not_signed_in') return bearInMind({ refused: { ...chosen, problem } });
      prefer({ signedIn: undefined });
      signIn();
    }
  };

  return {
    take: (slot) => void take(slot),
    taking,
    refused,
    forget: () => bearInMind({ refused: undefined }),
  };
}

function holdOf({ service, people, features = [], language, counsellor }: SlotWish, slot: Slot): HoldInput {
  // A hold knows no languages: who speaks the wished one is named, so that nobody else is chosen.
  const named = counsellor ?? (language ? slot.counsellors[0] : undefined);
  const { code } = recall();
  return {
    service: service.id,
    branch: slot.branch,
    mode: slot.mode,
    startsAt: slot.startsAt,
    ...(people && { people }),
    ...(slot.mode === 'room' && features.length > 0 && { features: [...features] }),
    ...(named && { counsellor: named }),
    ...(code && { codes: [code] }),
  };
}
