/**
 * Y4: actions on record by which somebody looked at a person, and what they saw. Each is on record under the person's own id, so
 * that nobody finds another's. The index `audit_looks` is made over these very names: a new one needs a migration.
 */
export const LOOKS = {
  'desk.look_up': 'card',
  'desk.patron': 'profile',
  'desk.family': 'family',
  'data.download': 'copy',
} as const;

export type LookAction = keyof typeof LOOKS;
export type LookedAt = (typeof LOOKS)[LookAction];

export const LOOK_ACTIONS = Object.keys(LOOKS) as LookAction[];
export const LOOKED_AT = Object.values(LOOKS) as [LookedAt, ...LookedAt[]];

/** Actions of the same beginnings that show nobody anything about a person. The tests hold both lists against the source. */
export const NOT_LOOKS = ['data.read', 'desk.patron_made', 'desk.entitle', 'desk.walk_in', 'desk.day.far'] as const;
