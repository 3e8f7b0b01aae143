import type { Child, Children, Family, MadeGuardianLink } from '#contract/account/family.ts';
import type { Answer, Caller } from './booking-library.ts';

/** What guardians do, as a test says it. */

const read = <T>({ text }: Answer) => JSON.parse(text) as T;

export async function addChild(guardian: Caller, name = 'Mia Sofia'): Promise<Child> {
  const answer = await guardian.post('/api/me/children', { name });
  if (answer.status !== 201) throw new Error(`adding a child was answered ${answer.status}: ${answer.text}`);
  return read<{ child: Child }>(answer).child;
}

export async function childrenOf(guardian: Caller): Promise<Child[]> {
  return read<Children>(await guardian.get('/api/me/children')).children;
}

export async function guardianLink(guardian: Caller, child: string): Promise<string> {
  return read<MadeGuardianLink>(await guardian.post(`/api/me/children/${child}/link`)).token;
}

export const takeUp = (guardian: Caller, token: string) => guardian.post('/api/guardian-links/take-up', { token });

/** A child of two. */
export async function sharedChild(first: Caller, second: Caller, name?: string): Promise<Child> {
  const { id } = await addChild(first, name);
  const answer = await takeUp(second, await guardianLink(first, id));
  if (answer.status !== 200) throw new Error(`taking up was answered ${answer.status}: ${answer.text}`);
  return (await childrenOf(first)).find((child) => child.id === id)!;
}

export const endOf = (child: Child, whose: 'first' | 'second') => {
  const { id } = child.guardians.find(({ isFirst }) => isFirst === (whose === 'first'))!;
  return `/api/me/children/${child.id}/guardians/${id}/end`;
};

export async function familyOf(desk: Caller, patron: string): Promise<Family> {
  return read<Family>(await desk.get(`/api/desk/patrons/${patron}/family?branch=main`));
}
