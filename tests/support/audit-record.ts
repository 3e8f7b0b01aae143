import { openServices, type OpenServices } from '../../api/services.ts';
import { sealAudit } from '../../api/storage/audit/seal-audit.ts';
import { recordAudit } from '../../api/storage/stores/audit-store.ts';
import type { Tx } from '../../api/storage/engine/database.ts';
import type { FreshDatabase } from './engines.ts';
import { raw } from './raw-statement.ts';

/** A database with nothing but an audit record in it. */
export class AuditRecord {
  readonly services: OpenServices;

  private constructor(services: OpenServices) {
    this.services = services;
  }

  static async open(place: FreshDatabase): Promise<AuditRecord> {
    return new AuditRecord(await openServices(place, { createKeys: true }));
  }

  /** So many more lines, each of a transaction of its own. */
  async write(count: number): Promise<void> {
    const { database, keys, newId } = this.services;
    const one = (n: number) =>
      database.write((tx) => {
        const actor = n % 3 === 0 ? undefined : { person: `person-${n % 5}`, role: 'desk' as const };
        return recordAudit({ tx, keys, newId, now: tx.now, actor }, 'booking.confirm', `booking-${n}`, {
          n,
          of: 'test',
        });
      });
    await Promise.all(Array.from({ length: count }, (_, n) => one(n)));
  }

  /** @returns how many passes it took */
  async sealAll(): Promise<number> {
    for (let passes = 1; ; passes++) if (!(await sealAudit(this.services)).mayBeMore) return passes;
  }

  rows<Row>(query: string): Promise<Row[]> {
    return this.services.database.reader.rows(raw<Row>(query), {});
  }

  /** What somebody does who may do anything with the database; `look` at it, and all is as before. */
  async tamper<Seen>(
    change: (run: (sql: string, values?: Bound[]) => Promise<number>) => Promise<unknown>,
    look: (tx: Tx) => Promise<Seen>,
  ): Promise<Seen> {
    let seen: { value: Seen } | undefined;
    const undone = new Error('undone');
    const work = this.services.database.write(async (tx) => {
      for (const sql of tx.engine === 'postgres' ? NO_GUARDS_PG : NO_GUARDS_SQLITE) await tx.run(raw(sql), {});
      await change((sql, values = []) => tx.run(raw(numbered(sql, tx.engine === 'postgres'), values), {}));
      seen = { value: await look(tx) };
      throw undone;
    });
    await work.catch((error: unknown) => {
      if (error !== undone) throw error;
    });
    return seen!.value;
  }

  close(): Promise<void> {
    return this.services.close();
  }
}

type Bound = string | number | Uint8Array | null;

const NO_GUARDS_PG = ['alter table audit disable trigger user', 'alter table audit_seal disable trigger user'];
const NO_GUARDS_SQLITE = ['audit_no_update', 'audit_no_delete', 'audit_seal_no_update', 'audit_seal_no_delete'].map(
  (name) => `drop trigger ${name}`,
);

/** `?` as each engine has it. */
function numbered(sql: string, isPostgres: boolean): string {
  let n = 0;
  return isPostgres ? sql.replaceAll('?', () => `$${++n}`) : sql;
}
