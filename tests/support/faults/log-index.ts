import { readFileSync } from 'node:fs';

/** Where the index of SQLite's log keeps how far it was brought in, and how far somebody began to (wal.c, WalCkptInfo). */
const BROUGHT_IN = 96;
const BEGUN = 128;

/** Whether whoever died last with this database was bringing its log into the file just then. */
export function diedBringingIn(file: string): boolean {
  const index = readFileSync(`${file}-shm`);
  return index.readUInt32LE(BEGUN) > index.readUInt32LE(BROUGHT_IN);
}
