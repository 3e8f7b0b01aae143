import { CannotOpen } from '../engine/cannot-open.ts';

const WAY_ON =
  'Nothing was written. Keep it as it is, and copy it with all files beside it. "node run.mjs verify" says everything that is wrong, and ' +
  'docs/damaged-database.md what to do: to restore the last backup into an empty place, or to go on with what is there.';

/** What was found is said, and that nothing was touched. */
export function damaged(where: string, what: string, cause?: unknown): CannotOpen {
  return new CannotOpen(`The database ${where} is damaged: ${what}. ${WAY_ON}`, { cause });
}
