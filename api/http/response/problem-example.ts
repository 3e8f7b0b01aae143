import type { Problem } from '#contract/problem.ts';
import { REFUSALS, type Facts, type Fault, type RefusalCode } from '#domain/refusal.ts';

const ALTERNATIVE = { startsAt: '2026-11-24T07:30:00Z', localStart: '2026-11-24T11:00', branch: 'ilam', mode: 'room' };

const FACTS: Partial<Record<RefusalCode, Facts>> = {
  slot_taken: { alternatives: [ALTERNATIVE] },
  wrong_state: { state: 'cancelled' },
  affected_left: { affected: [{ localStart: '2026-11-24T11:00', rooms: [], counsellors: ['someone'], times: [] }] },
  too_late_to_cancel: { deadlineAt: '2026-11-23T06:30:00Z' },
  too_late_to_move: { deadlineAt: '2026-11-23T06:30:00Z' },
  too_late_to_change: { deadlineAt: '2026-11-23T06:30:00Z' },
  too_many_open: { open: 2, most: 2 },
  too_many_children: { most: 6 },
  visit_under_way: { until: '2026-11-24T08:00:00Z' },
  too_many_tries: { retryAfterSec: 600 },
  too_large: { limitBytes: 65_536 },
};

const FAULTS: Partial<Record<RefusalCode, Fault[]>> = {
  invalid: [
    { path: 'startsAt', code: 'not_an_instant' },
    { path: 'codes[1]', code: 'too_big' },
  ],
};

/** The code in plain English, for developers. */
export function titleOf(code: RefusalCode): string {
  const words = code.replaceAll('_', ' ').replace('json', 'JSON');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function problemExample(code: RefusalCode): Problem {
  const facts = FACTS[code];
  const faults = FAULTS[code];
  return {
    type: `/api/reference#${code}`,
    title: titleOf(code),
    status: REFUSALS[code],
    code,
    ...(facts && { facts }),
    ...(faults && { faults }),
  };
}
