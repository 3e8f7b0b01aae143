import type { Engine } from '../engine/statement.ts';

/** Lines of the audit record in the order in which they were sealed, each bound to all before it. Nothing of it ever changes. */
export function auditChain(engine: Engine): string[] {
  const pg = engine === 'postgres';
  const table = pg
    ? `create table audit_seal (seq bigint primary key, line text not null unique, hash bytea not null)`
    : `create table audit_seal (seq integer primary key, line text not null unique, hash blob not null) strict`;
  const appendOnly = pg
    ? [
        `create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function refuse_change()`,
        `create trigger audit_seal_no_truncate before truncate on audit_seal execute function refuse_change()`,
      ]
    : ['update', 'delete'].map(
        (change) =>
          `create trigger audit_seal_no_${change} before ${change} on audit_seal begin select raise(abort, 'audit is append-only'); end`,
      );
  return [table, ...appendOnly];
}
