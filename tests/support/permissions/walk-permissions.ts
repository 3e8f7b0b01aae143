import { PERMISSIONS } from '#domain/permission.ts';
import { routeTable, type RouteRule } from '../../../api/http/request/route-table.ts';
import type { TestApi } from '../api.ts';
import { WHOSE, type Caller, type GuardedLibrary, type Whose } from './guarded-library.ts';
import { INPUTS, type Input, type InputOf } from './operation-inputs.ts';

/** How an answer is told from another: all of it, but for what a clock says. */
interface Heard {
  status: number;
  code: string | undefined;
  bytes: string;
}

export interface Walked {
  asked: number;
  /** What was answered otherwise than the table says. */
  faults: string[];
}

export interface WalkOptions {
  inputs?: Record<string, InputOf>;
  /** Told of every answer: status, headers and body, as one text. */
  hear?: (rule: RouteRule, answer: string) => void;
}

/**
 * Asks every operation that is mounted, as this caller, about what is their own, somebody else's and absent, and holds the
 * answers against the table of permissions.
 */
export async function walkPermissions(
  guarded: GuardedLibrary,
  caller: Caller,
  { inputs: given = INPUTS, hear = () => {} }: WalkOptions = {},
): Promise<Walked> {
  const { api } = guarded.opened;
  const things = await guarded.thingsFor(caller);
  let cookie: string | undefined;
  const walked: Walked = { asked: 0, faults: [] };

  for (const rule of routeTable(api.app).rules) {
    const inputOf = inputsOf(rule, given);
    const answers = new Map<Whose, Heard>();
    const inputs = WHOSE.map((whose) => [whose, inputOf(things[whose], caller)] as const);
    const isAboutThings = JSON.stringify(inputs[0]![1]) !== JSON.stringify(inputs[1]![1]);
    for (const [whose, input] of isAboutThings ? inputs : inputs.slice(0, 1)) {
      cookie ??= await guarded.cookieOf(caller);
      const heard = await ask(api, rule, input, cookie);
      hear(rule, heard.bytes);
      answers.set(whose, heard);
      // Some operations end sign-ins, the asker's own too.
      if (isAllowed(rule, caller)) cookie = undefined;
      walked.asked++;
    }
    walked.faults.push(...judge(rule, caller, answers, inputs[0]![1]).map((fault) => `${rule.operationId}, ${fault}`));
  }
  return walked;
}

export function inputsOf(rule: RouteRule, given: Record<string, InputOf> = INPUTS): InputOf {
  const own = given[rule.operationId];
  if (own) return own;
  const needsOne = rule.path.includes('{') || rule.hasQuery;
  if (!needsOne) return () => (rule.method === 'GET' ? {} : { json: {} });
  throw new Error(`${rule.operationId} needs a line in tests/support/permissions/operation-inputs.ts: a valid input`);
}

/** In words, what is not as it should be. */
function judge(rule: RouteRule, caller: Caller, answers: Map<Whose, Heard>, input: Input): string[] {
  const { isItemwise = false, isGuess = false } = input;
  const faults: string[] = [];
  const expect = (whose: Whose, wanted: string, isRight: (heard: Heard) => boolean) => {
    const heard = answers.get(whose);
    if (heard && !isRight(heard))
      faults.push(`${whose}: ${wanted} expected, ${heard.status} ${heard.code ?? ''} heard`);
  };
  const all = (wanted: string, isRight: (heard: Heard) => boolean) => {
    for (const whose of WHOSE) expect(whose, wanted, isRight);
    if (new Set([...answers.values()].map(({ bytes }) => bytes)).size > 1) faults.push('answers differ by whose it is');
  };

  if (!rule.permission) expect('own', 'no sign-in needed', isPublic);
  else if (!caller.acts) all('401', ({ code }) => code === 'not_signed_in');
  else if (!isAllowed(rule, caller)) all('403', ({ code }) => code === 'forbidden');
  else {
    expect(
      'own',
      '2xx or a lawful no',
      (heard) => isLawful(heard) || (isGuess && /^(invalid|sign_in_failed)$/.test(heard.code ?? '')),
    );
    const no = (heard: Heard) => (isItemwise ? heard.status === 200 : heard.code === 'not_found');
    // To whom every branch belongs, nothing is foreign at another.
    const isAllOwn = caller.isEverywhere === true && scopeOf(rule, caller) === 'branch';
    if (isAllOwn) expect('foreign', '2xx or a lawful no', isLawful);
    else expect('foreign', isItemwise ? '200' : '404', no);
    expect('absent', isItemwise ? '200' : '404', no);
    if (!isAllOwn && answers.get('foreign')?.bytes !== answers.get('absent')?.bytes)
      faults.push('foreign and absent differ');
  }
  return faults;
}

function isAllowed(rule: RouteRule, caller: Caller): boolean {
  return rule.permission === undefined || scopeOf(rule, caller) !== undefined;
}

function scopeOf({ permission }: RouteRule, { acts }: Caller): string | undefined {
  if (!permission || !acts) return undefined;
  return (PERMISSIONS[permission] as Partial<Record<typeof acts, string>>)[acts];
}

function isPublic({ status, code }: Heard): boolean {
  return status < 500 && code !== 'not_signed_in' && code !== 'forbidden';
}

/** A no that has nothing to do with who asks: a race, a state, a rule; but not an input that was never judged. */
function isLawful({ status, code }: Heard): boolean {
  return status < 300 || status === 409 || (status === 422 && code !== 'invalid');
}

let keys = 0;

export async function ask(api: TestApi, rule: RouteRule, input: Input, cookie: string | undefined): Promise<Heard> {
  const path = Object.entries(input.params ?? {}).reduce(
    (filled, [name, value]) => filled.replace(`{${name}}`, value),
    rule.path,
  );
  const query = input.query ? `?${new URLSearchParams(input.query).toString()}` : '';
  const { json } = input;
  const answer = await api.request(path + query, {
    method: rule.method,
    cookie,
    ...(json && { json }),
    ...(rule.idempotent && { key: `walk-${++keys}` }),
  });
  return heardOf(answer);
}

async function heardOf(answer: Response): Promise<Heard> {
  const { status, headers } = answer;
  const isStream = headers.get('content-type') === 'text/event-stream';
  if (isStream) await answer.body?.cancel();
  const text = isStream ? '' : await answer.text();
  const { code } = headers.get('content-type') === 'application/problem+json' ? (JSON.parse(text) as Heard) : {};
  const told = [...headers].filter(([name]) => name !== 'date');
  return { status, code, bytes: JSON.stringify([status, told.toSorted(), text]) };
}
