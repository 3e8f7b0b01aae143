import type { Reader } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { lineOf } from '../audit/audit-chain-store.ts';

const ACCEPTED = statement<Record<never, never>>()((db) =>
  db.selectFrom('audit').selectAll().where('action', '=', 'audit.accepted'),
);

/** Lines of the record that somebody has looked at and gone on with: that, too, is a line, and counts only as it was written. */
export async function acceptedLines(reader: Reader, keys: Keyring): Promise<ReadonlySet<string>> {
  const accepted = new Set<string>();
  for (const row of await reader.rows(ACCEPTED, {})) {
    const found = lineOf(row);
    if (!found) continue;
    const { mac, ...line } = found;
    if (Buffer.compare(keys.auditMac(line), mac) !== 0) continue;
    for (const id of (line.facts['lines'] as string[] | undefined) ?? []) accepted.add(id);
  }
  return accepted;
}
