import { useState } from 'react';
import type { Instant } from '#domain/ids.ts';
import {
  askedCodeAt,
  forgetAskedCode,
  rememberAskedCode,
  type CodePurpose,
} from '../../../platform/account/asked-code.ts';
import { deviceNow } from '../../../platform/clock.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';

export interface CodeExchange {
  /** When the code was asked for; undefined: nobody has asked yet, or somebody wants to put the contact right. */
  askedAt: Instant | undefined;
  /** As it was typed; undefined after a reload. */
  sentTo: string | undefined;
  ask: (contact: string) => void;
  /** Back to the contact. */
  other: () => void;
  done: () => void;
  isBusy: boolean;
  problem: Problem | undefined;
}

/** A contact, then the code that comes there; goes on after a reload. `send` asks the API for a code. */
export function useCodeExchange(purpose: CodePurpose, send: (contact: string) => Promise<void>): CodeExchange {
  const [askedAt, setAskedAt] = useState(() => askedCodeAt(purpose));
  const [sentTo, setSentTo] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const ask = async (contact: string) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await send(contact);
      const now = deviceNow();
      rememberAskedCode(purpose, now);
      setSentTo(contact);
      setAskedAt(now);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  const forget = () => {
    forgetAskedCode(purpose);
    setAskedAt(undefined);
    setProblem(undefined);
  };
  return { askedAt, sentTo, ask: (contact) => void ask(contact), other: forget, done: forget, isBusy, problem };
}
