import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of Quietroom, as package.json has it. */
export function readRelease(): string {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
