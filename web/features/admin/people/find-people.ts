import type { StaffPerson } from '#contract/account/staff.ts';

export interface PeopleFilter {
  /** Of a name or of what somebody signs in with. */
  typed: string;
  role: string;
  branch: string;
  disabledToo: boolean;
}

export const EVERYBODY: PeopleFilter = { typed: '', role: '', branch: '', disabledToo: false };

/** By name in the reader's language; who is disabled comes when asked for. */
export function findPeople(
  people: readonly StaffPerson[],
  { typed, role, branch, disabledToo }: PeopleFilter,
  compare: (a: StaffPerson, b: StaffPerson) => number,
): StaffPerson[] {
  const sought = folded(typed);
  return people
    .filter(({ state }) => disabledToo || state !== 'disabled')
    .filter(({ id, name }) => [id, ...Object.values(name)].some((text) => folded(text).includes(sought)))
    .filter(({ roles }) =>
      roles.some((one) => (role === '' || one.role === role) && (branch === '' || (one.branch ?? '-') === branch)),
    )
    .toSorted(compare);
}

/** `Åse` is found by `ase`. */
function folded(text: string): string {
  return text.trim().normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
