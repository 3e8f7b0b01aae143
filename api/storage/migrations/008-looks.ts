/** Who looked at somebody (domain/audit/looks.ts): over those lines alone, so that no booking pays for it. */
export function looks(): string[] {
  const actions = `('desk.look_up', 'desk.patron', 'desk.family', 'data.download')`;
  return [`create index audit_looks on audit (subject, at, id) where action in ${actions}`];
}
