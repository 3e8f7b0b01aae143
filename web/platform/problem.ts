import type { RefusalCode } from '#domain/refusal.ts';

/** `offline`: nothing was reached. `unclear`: something may have happened; asking again with the same key tells. */
export type ProblemCode = RefusalCode | 'offline' | 'unclear';

/** What the API refused, or what lay between. `facts` are for the sentence on the screen. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly facts: Record<string, unknown>;
  readonly faults: { path: string; code: string }[];

  constructor(code: ProblemCode, status = 0, facts: Problem['facts'] = {}, faults: Problem['faults'] = []) {
    super(code);
    this.code = code;
    this.status = status;
    this.facts = facts;
    this.faults = faults;
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('unclear');
}
