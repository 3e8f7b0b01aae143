import type { NetworkFile } from '#domain/network.ts';
import type { TestApi } from './api.ts';

/** What the app of a release asked, and what the API of that release answered. Once written, a record is never edited. */
export interface ReleaseRecord {
  release: string;
  /** The one instant of all of it. */
  now: string;
  network: NetworkFile;
  steps: RecordedStep[];
}

/** `{{hold.booking.id}}` in a path or body stands for what an earlier step was answered at that place. */
export interface Step {
  name: string;
  /** Whose cookies it is asked with; those who have none yet begin without. One person, where nobody is named. */
  who?: string;
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  json?: unknown;
  /** The idempotency key. */
  key?: string;
}

export interface RecordedStep extends Step {
  answer: { status: number; type: string; body: unknown };
}

/** A value that is another each time: only its kind is recorded. */
const ANY = '$any';

type Asker = Pick<TestApi, 'request'>;

/** Asks as the app of the release does, with the cookies that each was given. @returns each step with its answer. */
export async function ask(api: Asker, release: string, steps: readonly Step[]): Promise<RecordedStep[]> {
  const jars = new Map<string, Map<string, string>>();
  const answered = new Map<string, unknown>();
  const asked: RecordedStep[] = [];

  for (const { name, who, method = 'GET', path, json, key } of steps) {
    const cookies = jars.get(who ?? '') ?? new Map<string, string>();
    jars.set(who ?? '', cookies);
    const answer = await api.request(filled(path, answered), {
      method,
      headers: { 'x-quietroom-release': release },
      ...(json !== undefined && { json: JSON.parse(filled(JSON.stringify(json), answered)) as unknown }),
      ...(key !== undefined && { key }),
      ...(cookies.size > 0 && { cookie: [...cookies.values()].join('; ') }),
    });
    for (const cookie of answer.headers.getSetCookie()) keep(cookies, cookie);

    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const text = await answer.text();
    const body = type.endsWith('json') ? (JSON.parse(text) as unknown) : text;
    answered.set(name, body);
    asked.push({
      name,
      ...(who !== undefined && { who }),
      method,
      path,
      ...(json !== undefined && { json }),
      ...(key !== undefined && { key }),
      answer: { status: answer.status, type, body },
    });
  }
  return asked;
}

/** Of several runs of the same steps: what was answered alike, and the kind of what was not. */
export function commonOf([first = [], ...others]: RecordedStep[][]): RecordedStep[] {
  return first.map((step, n) => {
    let answer: unknown = step.answer;
    for (const run of others) answer = shared(answer, run[n]!.answer);
    return { ...step, answer: answer as RecordedStep['answer'] };
  });
}

/** What the recorded release relied on and is not answered any more, by place: answers may grow, never shrink. */
export function lostSince({ steps }: ReleaseRecord, now: RecordedStep[]): string[] {
  return steps.flatMap(({ name, answer }, n) => lost(answer, now[n]?.answer, name));
}

function lost(before: unknown, now: unknown, place: string): string[] {
  if (isAny(before)) return kindOf(now) === before[ANY] ? [] : [`${place} is no ${before[ANY]} any more`];
  if (Array.isArray(before)) {
    if (!Array.isArray(now) || now.length !== before.length) return [`${place} has not its ${before.length} entries`];
    return before.flatMap((item, n) => lost(item, now[n], `${place}[${n}]`));
  }
  if (isRecord(before)) {
    if (!isRecord(now)) return [`${place} is gone`];
    return Object.entries(before).flatMap(([name, value]) => lost(value, now[name], `${place}.${name}`));
  }
  return Object.is(before, now) ? [] : [`${place} was ${JSON.stringify(before)} and is ${JSON.stringify(now)}`];
}

function shared(one: unknown, other: unknown): unknown {
  if (isAny(one)) return one;
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.map((item, n) => shared(item, other[n]));
  }
  if (isRecord(one) && isRecord(other)) {
    return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, shared(value, other[name])]));
  }
  return Object.is(one, other) ? one : { [ANY]: kindOf(one) };
}

function filled(text: string, answered: ReadonlyMap<string, unknown>): string {
  return text.replaceAll(/\{\{(.+?)\}\}/g, (_whole, place: string) => {
    const [step = '', ...fields] = place.split('.');
    const found = fields.reduce((value, field) => (value as Record<string, unknown>)?.[field], answered.get(step));
    if (typeof found !== 'string') throw new Error(`the answer has nothing at ${place}`);
    return found;
  });
}

function keep(cookies: Map<string, string>, header: string): void {
  const pair = header.split(';')[0] ?? '';
  const [name = ''] = pair.split('=');
  if (/max-age=0\b/i.test(header)) cookies.delete(name);
  else cookies.set(name, pair);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isAny(value: unknown): value is { [ANY]: string } {
  return isRecord(value) && ANY in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
