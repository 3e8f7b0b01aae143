import type { Services } from '../../api/storage/context.ts';
import { rowQuestions } from './checker/row-questions.ts';
import { rowsOf } from './booking-library.ts';

/** The names of the invariants that are broken, with the rows that break them. */
export async function brokenInvariants(library: {
  services: Pick<Services, 'database'>;
}): Promise<{ broken: string; rows: unknown[] }[]> {
  const found = [];
  for (const [broken, question] of Object.entries(rowQuestions(await library.services.database.now()))) {
    const rows = await rowsOf(library, question);
    if (rows.length > 0) found.push({ broken, rows });
  }
  return found;
}

/** @throws Error that names what is broken. */
export async function assertInvariants(library: { services: Pick<Services, 'database'> }): Promise<void> {
  const broken = await brokenInvariants(library);
  if (broken.length > 0) throw new Error(JSON.stringify(broken, null, 2));
}
