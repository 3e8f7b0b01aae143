import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import type { RealLibrary } from '../faults/real-library.ts';
import { checkLibrary } from './check-library.ts';
import type { ToldLog } from './told-log.ts';

export const LOST = 'what was answered is not there';

/** What the checker finds broken. A library that is behind its audit record does not open at all: what it sealed was answered, too. */
export async function whatIsBroken(library: RealLibrary, log: ToldLog): Promise<string[]> {
  try {
    const findings = await library.checked((opened) => checkLibrary(opened, log));
    return findings.map(({ broken }) => broken);
  } catch (fault) {
    if (fault instanceof CannotOpen && fault.message.includes('is behind its audit record')) return [LOST];
    throw fault;
  }
}
