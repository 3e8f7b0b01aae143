import type { Reader } from '../engine/database.ts';
import type { AuditLine, Keyring } from '../sealing/keyring.ts';
import { firstSealFrom, lastSeal, linesWithoutSeal, sealAt, sealedLines } from './audit-chain-store.ts';

export interface AuditFault {
  /** `gap`: numbers are missing. `gone`: a sealed line is. `altered`: a line is not what was written. `order`: a seal is not what was sealed. */
  what: 'gap' | 'gone' | 'altered' | 'order';
  /** Of the seal; 0 for a line that has none. */
  seq: number;
  line: string;
}

export interface AuditReport {
  sealed: number;
  /** Lines that are as they were written and wait for their seal. */
  unsealed: number;
  faults: AuditFault[];
}

export interface AuditReading {
  /** The least id of the lines that are read: all by default. What was before is believed. */
  from?: string;
  /** Seals at most: where there are more, the newest. All by default. */
  most?: number;
  /** After each page: how many seals were read. */
  told?(seals: number): void;
}

const PAGE = 2_000;

/** Reads the record, seal by seal. */
export async function verifyAudit(
  reader: Reader,
  keys: Keyring,
  { from = '', most = Infinity, told = () => undefined }: AuditReading = {},
): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  let seq = await sealBefore(reader, from, most);
  let previous = (await sealAt(reader, seq))?.hash ?? new Uint8Array();
  let sealed = 0;
  for (;;) {
    const page = await sealedLines(reader, seq, PAGE);
    for (const seal of page) {
      sealed++;
      const fault = (what: AuditFault['what']) => faults.push({ what, seq: seal.seq, line: seal.line });
      if (seal.seq !== seq + 1) fault('gap');
      const { found } = seal;
      if (!found) fault('gone');
      else if (!same(keys.auditMac(lineOf(found)), found.mac)) fault('altered');
      else if (!same(keys.auditSeal(previous, seal.seq, found.mac), seal.hash)) fault('order');
      // From here on by what stands there, so that one fault is told once.
      previous = seal.hash;
      seq = seal.seq;
    }
    told(sealed);
    if (page.length < PAGE) break;
  }

  let unsealed = 0;
  let after = from;
  for (;;) {
    const lines = await linesWithoutSeal(reader, after, PAGE);
    for (const line of lines) {
      if (same(keys.auditMac(lineOf(line)), line.mac)) unsealed++;
      else faults.push({ what: 'altered', seq: 0, line: line.id });
    }
    if (lines.length < PAGE) return { sealed, unsealed, faults };
    after = lines.at(-1)!.id;
  }
}

/** The last that need not be read. */
async function sealBefore(reader: Reader, from: string, most: number): Promise<number> {
  const first = from === '' ? 1 : await firstSealFrom(reader, from);
  if (first === undefined) return Number.MAX_SAFE_INTEGER;
  const last = (await lastSeal(reader))?.seq ?? 0;
  return Math.max(first - 1, last - most);
}

function lineOf({ mac: _mac, ...line }: AuditLine & { mac: Uint8Array }): AuditLine {
  return line;
}

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
