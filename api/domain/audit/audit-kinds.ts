/** R8: kinds of things that are on record, each with the actions that begin with its words. */
export const AUDIT_KINDS = {
  booking: ['booking.', 'desk.walk_in'],
  visit: ['check_in.'],
  session: ['session.', 'block.'],
  patron: [
    'patron.',
    'desk.patron',
    'desk.family',
    'desk.look_up',
    'desk.entitle',
    'guardian.',
    'child.',
    'data.',
    'person.',
  ],
  ticket_link: ['ticket_link.'],
  consent: ['consent.'],
  contact: ['contact.', 'reach.'],
  sign_in: ['sign_in.', 'provider.', 'password.', 'passkey.', 'second_factor.', 'recovery_code'],
  device: ['device.', 'screen.'],
  staff: ['staff.', 'invitation.'],
  codes: ['codes.'],
  network: ['network.', 'setting.', 'audit.', 'backup.', 'keys.', 'retention.'],
} as const;

export type AuditKind = keyof typeof AUDIT_KINDS;
export const AUDIT_KIND_NAMES = Object.keys(AUDIT_KINDS) as AuditKind[];

/** What sort of thing an action was done to; `other` for what has no name yet. */
export function kindOfAction(action: string): AuditKind | 'other' {
  return (
    AUDIT_KIND_NAMES.find((kind) => AUDIT_KINDS[kind].some((beginning) => action.startsWith(beginning))) ?? 'other'
  );
}
