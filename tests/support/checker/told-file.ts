import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ToldLog, type Intent } from './told-log.ts';

/** A log as clients of any kind can write it: one intent a line, as JSON (NDJSON). The last line may have been cut off with its writer. */
export async function readTold(path: string): Promise<ToldLog> {
  const log = new ToldLog();
  let cut: string | undefined;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (cut !== undefined) throw new Error(`${path} has a line that is no intent: ${cut.slice(0, 80)}`);
    if (line === '') continue;
    try {
      log.intents.push(JSON.parse(line) as Intent);
    } catch {
      cut = line;
    }
  }
  return log;
}

export function writeTold({ intents }: ToldLog, path: string): void {
  writeFileSync(path, intents.map((intent) => `${JSON.stringify(intent)}\n`).join(''), { mode: 0o600 });
}
