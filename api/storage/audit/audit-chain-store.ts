import { sql } from 'kysely';
import type { ActingRole } from '#domain/actor.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { pairList, pairRows } from '../engine/value-list.ts';
import { canonicalJson } from '../sealing/canonical-json.ts';
import type { AuditLine } from '../sealing/keyring.ts';

export interface AuditSeal {
  seq: number;
  line: string;
  hash: Uint8Array;
}

const LAST = statement<Record<never, never>>()((db) =>
  db.selectFrom('audit_seal').select(['seq', 'line', 'hash']).orderBy('seq', 'desc').limit(sql.lit(1)),
);
const AT = statement<{ seq: number }>()((db, p) =>
  db.selectFrom('audit_seal').select(['seq', 'line', 'hash']).where('seq', '=', p('seq')),
);

export const lastSeal = (reader: Reader): Promise<AuditSeal | undefined> => reader.first(LAST, {});
export const sealAt = (reader: Reader, seq: number): Promise<AuditSeal | undefined> => reader.first(AT, { seq });

const FROM = statement<{ line: string }>()((db, p) =>
  db
    .selectFrom('audit_seal')
    .select((eb) => eb.fn.min('seq').as('seq'))
    .where('line', '>=', p('line')),
);

/** The number of the first seal over a line whose id is that one or a later one. */
export async function firstSealFrom(reader: Reader, line: string): Promise<number | undefined> {
  return (await reader.first(FROM, { line }))?.seq ?? undefined;
}

/** One sealer at a time, of all processes; SQLite has one writer anyway. */
const CLAIM = statement<Record<never, never>>()((db) =>
  db.selectNoFrom(sql<0 | 1>`pg_try_advisory_xact_lock(5861683254206104428)`.as('claimed')),
);

export async function claimSealing(tx: Tx): Promise<boolean> {
  return tx.engine === 'sqlite' || (await tx.first(CLAIM, {}))?.claimed === 1;
}

type Unsealed = { id: string; mac: Uint8Array };

/**
 * On SQLite lines lie in the order of their commits. On PostgreSQL a line may become visible after later ones: those since
 * `from` are looked through, by their ids, which begin with the time (UUIDv7).
 */
const UNSEALED = statement<{ line: string; from: string; limit: number }>()((db, p, engine) => {
  const lines = db.selectFrom('audit').select(['audit.id', 'audit.mac']);
  if (engine === 'sqlite') {
    return lines
      .where(sql<boolean>`audit.rowid > coalesce((select rowid from audit where id = ${p('line')}), 0)`)
      .orderBy(sql`audit.rowid`)
      .limit(p('limit'));
  }
  return lines
    .where('audit.id', '>=', p('from'))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('audit_seal').select('seq').whereRef('audit_seal.line', '=', 'audit.id'))),
    )
    .orderBy('audit.id')
    .limit(p('limit'));
});

/** @param line the last that was sealed @param from the least id that may not be sealed yet */
export function unsealedLines(
  reader: Reader,
  { line = '', from, limit }: { line?: string; from: string; limit: number },
): Promise<Unsealed[]> {
  return reader.rows(UNSEALED, { line, from, limit });
}

type SealParams = { first: number; seals: string };

/** Any number of them in one statement: a seal that costs a statement each would be felt by those who book meanwhile. */
const INSERT = statement<SealParams>()((db, p, engine) =>
  db
    .insertInto('audit_seal')
    .columns(['seq', 'line', 'hash'])
    .expression((from) =>
      from
        .selectFrom(pairRows(engine, p('seals')).as('seals'))
        .select([sql<number>`place + ${p('first')}`.as('seq'), 'text', 'bytes'])
        .orderBy('place'),
    ),
);

/** `seals`: one after the other, at least one. */
export async function insertSeals(tx: Tx, seals: readonly AuditSeal[]): Promise<void> {
  const pairs = seals.map(({ line, hash }) => [line, hash] as const);
  await tx.run(INSERT, { first: seals[0]!.seq, seals: pairList(pairs) });
}

/** A seal beside the line that it is for; without one that is gone. */
export interface SealedLine extends AuditSeal {
  found: (AuditLine & { mac: Uint8Array }) | undefined;
}

const PAGE = statement<{ after: number; limit: number }>()((db, p) =>
  db
    .selectFrom('audit_seal')
    .leftJoin('audit', 'audit.id', 'audit_seal.line')
    .select(['seq', 'line', 'hash', 'id', 'at', 'actor', 'role', 'action', 'subject', 'facts', 'mac', 'branch'])
    .where('seq', '>', p('after'))
    .orderBy('seq')
    .limit(p('limit')),
);

export async function sealedLines(reader: Reader, after: number, limit: number): Promise<SealedLine[]> {
  const rows = await reader.rows(PAGE, { after, limit });
  return rows.map(({ seq, line, hash, ...row }) => ({ seq, line, hash, found: lineOf(row) }));
}

const OPEN = statement<{ after: string; limit: number }>()((db, p) =>
  db
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'role', 'action', 'subject', 'facts', 'mac', 'branch'])
    .where('id', '>', p('after'))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('audit_seal').select('seq').whereRef('audit_seal.line', '=', 'audit.id'))),
    )
    .orderBy('id')
    .limit(p('limit')),
);

/** Of any age, in order of their ids. */
export async function linesWithoutSeal(
  reader: Reader,
  after: string,
  limit: number,
): Promise<(AuditLine & { mac: Uint8Array })[]> {
  const rows = await reader.rows(OPEN, { after, limit });
  return rows.flatMap((row) => lineOf(row) ?? []);
}

type Row = { [Column in keyof AuditLine | 'mac']: unknown };

/** Facts that do not stand as they are always written were written by somebody else: no MAC fits them. */
export function lineOf(row: Row): (AuditLine & { mac: Uint8Array }) | undefined {
  if (row.id === null) return undefined;
  return {
    id: row.id as string,
    at: row.at as number,
    actor: row.actor as string | null,
    role: row.role as ActingRole | null,
    action: row.action as string,
    subject: row.subject as string,
    facts: factsIn(row.facts as string),
    branch: row.branch as string | null,
    mac: row.mac as Uint8Array,
  };
}

function factsIn(text: string): Record<string, unknown> {
  try {
    const facts = JSON.parse(text) as Record<string, unknown>;
    if (canonicalJson(facts) === text) return facts;
  } catch {
    // Said by the MAC.
  }
  return { unreadable: text };
}
