import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#domain/ids.ts';
import { CannotOpen } from '../engine/cannot-open.ts';
import type { Reader } from '../engine/database.ts';
import { hasTable } from '../migrate.ts';
import { createFileOnce, replaceFileBeside } from '../write-once.ts';
import { lastSeal, sealAt, type AuditSeal } from './audit-chain-store.ts';

/**
 * `DATA_DIR/audit-head.json`: the newest seal, kept outside the database, so that an older copy in its place, or an end that
 * was cut off, shows. Written after the commit that it tells of, and durable before the next.
 */
export interface AuditHead {
  databaseId: string;
  /** 0: nothing was sealed yet. */
  seq: number;
  /** base64 */
  hash: string;
  at: Instant;
}

/** @throws CannotOpen when there is one that cannot be read. */
export function readHead(dataDir: string): AuditHead | undefined {
  let text: string;
  try {
    text = readFileSync(headPath(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CannotOpen(`${headPath(dataDir)} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  try {
    const { databaseId, seq, hash, at } = JSON.parse(text) as Partial<AuditHead>;
    if (typeof databaseId === 'string' && Number.isSafeInteger(seq) && typeof hash === 'string') {
      return { databaseId, seq: seq as number, hash, at: at ?? 0 };
    }
  } catch {
    // Said below.
  }
  throw new CannotOpen(`${headPath(dataDir)} is damaged. Put it back from a backup; else move it away. ${WAY_ON}`);
}

/** Whole and durable, or not at all. */
export async function writeHead(dataDir: string, databaseId: string, seal: AuditSeal, at: Instant): Promise<void> {
  await replaceFileBeside(headPath(dataDir), textOf(databaseId, seal, at));
}

const NOTHING: Omit<AuditSeal, 'line'> = { seq: 0, hash: new Uint8Array() };

/**
 * Puts a head there where there is none, of what is sealed by now: before DATA_DIR says which database it knows, as from then on one
 * that is missing is lost. Else a process that is killed between its first seal and the head after it could not be started again.
 */
export async function beginHead(reader: Reader, dataDir: string, databaseId: string, at: Instant): Promise<void> {
  if (readHead(dataDir)) return;
  createFileOnce(headPath(dataDir), textOf(databaseId, (await lastSeal(reader)) ?? NOTHING, at));
}

function textOf(databaseId: string, { seq, hash }: Omit<AuditSeal, 'line'>, at: Instant): string {
  const head: AuditHead = { databaseId, seq, hash: Buffer.from(hash).toString('base64'), at };
  return `${JSON.stringify(head, null, 2)}\n`;
}

/** What the head outside says of the seals inside; undefined where they agree. */
export type HeadFault = 'lost' | 'of_another' | 'ahead' | 'differs';

/** @param isKnown whether this DATA_DIR has had this database before, so that there should be a head */
export async function headFault(
  reader: Reader,
  head: AuditHead | undefined,
  { databaseId, isKnown }: { databaseId: string; isKnown: boolean },
): Promise<HeadFault | undefined> {
  if (!(await hasTable(reader, 'audit_seal'))) return head && head.seq > 0 ? 'ahead' : undefined;
  if (!head) return isKnown && (await lastSeal(reader)) ? 'lost' : undefined;
  if (head.databaseId !== databaseId) return 'of_another';
  if (head.seq === 0) return undefined;
  const seal = await sealAt(reader, head.seq);
  if (!seal) return 'ahead';
  return Buffer.from(seal.hash).toString('base64') === head.hash ? undefined : 'differs';
}

const WAY_ON =
  'Nothing was written. Look for the newer database, and put it back. If an older one was restored on purpose, say so with ' +
  '"node run.mjs audit accept": that is put on record, and the service starts again. "node run.mjs verify" says what is wrong.';

/** @throws CannotOpen where the database is not as far as its audit record was, or is another. */
export async function refuseBehindHead(
  reader: Reader,
  head: AuditHead | undefined,
  known: { databaseId: string; isKnown: boolean },
): Promise<void> {
  const fault = await headFault(reader, head, known);
  if (!fault) return;
  const sealed = (await hasTable(reader, 'audit_seal')) ? ((await lastSeal(reader))?.seq ?? 0) : 0;
  throw new CannotOpen(`${headSentence(fault, head, sealed)} ${WAY_ON}`);
}

/** @throws CannotOpen where DATA_DIR remembers a record, and there is nothing that has one. */
export function refuseHeadOfLost(head: AuditHead | undefined, where: string): void {
  if (!head) return;
  throw new CannotOpen(
    `${where} is missing or has no tables, and audit-head.json in DATA_DIR has ${head.seq} sealed lines of the database that was here ` +
      `(${head.databaseId}). Nothing was made. Set DATABASE_URL to where it is now, or restore it from a backup. To begin with ` +
      'an empty database, set DATA_DIR to a new folder.',
  );
}

/** For the operator. */
export function headSentence(fault: HeadFault, head: AuditHead | undefined, sealed: number): string {
  const said = head && `audit-head.json in DATA_DIR has ${head.seq} sealed lines of ${new Date(head.at).toISOString()}`;
  switch (fault) {
    case 'lost':
      return `audit-head.json is missing from DATA_DIR, and the database has ${sealed} sealed lines of its audit record.`;
    case 'of_another':
      return `${said}, of another database (${head?.databaseId}).`;
    case 'ahead':
      return `The database is behind its audit record: ${said}, the database has ${sealed}. It is an older copy, or lines were cut off.`;
    case 'differs':
      return `The audit record is not the one that was sealed: ${said}, and the database has another line in that place.`;
  }
  return fault satisfies never;
}

const headPath = (dataDir: string) => join(dataDir, 'audit-head.json');
