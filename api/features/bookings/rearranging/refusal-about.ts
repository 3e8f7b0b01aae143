import { Refusal } from '#domain/refusal.ts';

/**
 * Runs what one outcome asks for, so that a refusal says which of them it is about.
 * @throws Refusal with the session in its facts, and its faults under `path`.
 */
export async function refusingAbout<T>(session: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    const faults = fault.faults.map((one) => ({ ...one, path: `${path}.${one.path}` }));
    throw new Refusal(fault.code, { ...fault.facts, session }, faults);
  }
}
