import type { Actor } from '#domain/actor.ts';

/** Under which keys somebody is told of changes: V1 in RULES.md. `branch *` is every branch. */
export function keysOf(actor: Actor): string[] {
  const grants = actor.grants.filter(({ role }) => role === actor.role);
  switch (actor.role) {
    case 'patron':
      return [patronKey(actor.person)];
    case 'counsellor':
      return grants.flatMap(({ counsellor }) => (counsellor === null ? [] : [counsellorKey(counsellor)]));
    case 'desk':
    case 'kiosk':
    case 'door':
      return grants.map(({ branch }) => branchKey(branch ?? '*'));
    case 'admin':
    case 'partner':
    case 'auditor':
    case 'link':
      return [];
    default:
      return actor.role satisfies never;
  }
}

export function branchKey(branch: string): string {
  return `branch ${branch}`;
}

export function counsellorKey(counsellor: string): string {
  return `counsellor ${counsellor}`;
}

export function patronKey(person: string): string {
  return `patron ${person}`;
}
