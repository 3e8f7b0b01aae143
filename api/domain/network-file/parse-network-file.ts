import { pathOf } from './check/spot.ts';
import { NetworkFaults, type FileFault } from './fault-list.ts';

/** No network file at all, rather than a faulty one. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * JSON text as a value (N3). A byte order mark is passed over; a field that stands twice in one object is a fault, since
 * `JSON.parse` would drop the first of them in silence.
 * @throws UnreadableFile, NetworkFaults
 */
export function parseNetworkFile(text: string): unknown {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new UnreadableFile(`is not JSON: ${placeOf(error, json)}`);
  }

  const faults = repeatedFields(json);
  if (faults.length > 0) throw new NetworkFaults(faults);
  return value;
}

/** What V8 says, without the stretch of the file that it quotes, and the place as a line and a column. */
function placeOf(error: unknown, json: string): string {
  const message = error instanceof Error ? error.message : '';
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? json.length);
  const before = json.slice(0, position).split('\n');
  return `unreadable at line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

interface Level {
  path: string;
  /** The fields of an object so far; undefined in a list. */
  fields: Set<string> | undefined;
  /** Of the running entry. */
  key: string;
  place: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Walks through JSON that is known to be valid: only strings and brackets matter. */
function repeatedFields(json: string): FileFault[] {
  const faults: FileFault[] = [];
  const stack: Level[] = [];
  let lastString = '';

  for (const [token] of json.matchAll(TOKEN)) {
    const level = stack.at(-1);
    if (token === '{' || token === '[') {
      stack.push({ path: entryPath(level), fields: token === '{' ? new Set() : undefined, key: '', place: 0 });
    } else if (token === '}' || token === ']') stack.pop();
    else if (token === ',') level!.place++;
    else if (token !== ':') lastString = token;
    else {
      level!.key = JSON.parse(lastString) as string;
      if (level!.fields!.has(level!.key)) faults.push({ path: entryPath(level), message: 'is there twice' });
      level!.fields!.add(level!.key);
    }
  }
  return faults;
}

function entryPath(level: Level | undefined): string {
  if (!level) return '';
  return level.fields ? pathOf(level.path, level.key) : `${level.path}[${level.place}]`;
}
