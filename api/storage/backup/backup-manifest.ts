import type { Instant } from '#domain/ids.ts';
import type { Engine } from '../engine/statement.ts';

/** What a backup says of itself, sealed with it. */
export interface BackupManifest {
  format: 1;
  /** Of Quietroom, as package.json has it. */
  release: string;
  schemaVersion: number;
  databaseId: string;
  /** The fingerprint of the keys without which the backup cannot be used. They are not in it. */
  keyring: string;
  engine: Engine;
  takenAt: Instant;
  /** The newest seal of the audit record that the copy is sure to have; `hash`: base64. */
  auditHead: { seq: number; hash: string } | null;
  /** Of the copy: a file of SQLite, or pg_dump's own format. */
  bytes: number;
  /** hex */
  sha256: string;
}

/** @returns undefined for anything that is none, or of a format that this release does not know */
export function parseManifest(text: string): BackupManifest | undefined {
  let found: Partial<BackupManifest>;
  try {
    found = JSON.parse(text) as Partial<BackupManifest>;
  } catch {
    return undefined;
  }
  const { format, release, schemaVersion, databaseId, keyring, engine, takenAt, auditHead, bytes, sha256 } = found;
  const texts = [release, databaseId, keyring, sha256].every((one) => typeof one === 'string');
  const numbers = [schemaVersion, takenAt, bytes].every((one) => Number.isSafeInteger(one));
  const isWhole = texts && numbers && (engine === 'sqlite' || engine === 'postgres') && auditHead !== undefined;
  return format === 1 && isWhole ? (found as BackupManifest) : undefined;
}
