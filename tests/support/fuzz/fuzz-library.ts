import type { Engine } from '../../../api/storage/engine/statement.ts';
import { rowsOf } from '../booking-library.ts';
import { answersKept } from '../checker/answers-kept.ts';
import { checkLibrary, type Finding } from '../checker/check-library.ts';
import { ToldLog, type Intent, type Told } from '../checker/told-log.ts';
import {
  CALLERS,
  openGuardedLibrary,
  type Caller,
  type GuardedLibrary,
  type Things,
} from '../permissions/guarded-library.ts';
import { raw } from '../raw-statement.ts';
import type { FuzzRequest } from './draw-request.ts';
import { Fuzzer, type Found } from './fuzzer.ts';
import type { Heard } from './judge-answer.ts';
import { readDocument, type OpenapiDocument } from './openapi-operations.ts';

const HOUR = 3_600_000;
/** So many requests to a minute of the library's own clock: holds run out meanwhile. */
const TO_A_MINUTE = 25;
/** So often throttles are forgotten, which would blind it: they have tests of their own. */
const TO_A_THROTTLE = 50;

/** Visitors who have nothing, for when one is erased. */
const FIRST_SPARE = 20;

export interface Round {
  fuzzer: Fuzzer;
  found: Found[];
  /** What the checker says in the end. */
  broken: Finding[];
  /** What the server had to say of itself: of each fault the cause. */
  logged: string[];
}

/** One library, asked so many random things by everybody, and then held against what was answered. */
export async function fuzzLibrary(engine: Engine, seed: number, requests: number): Promise<Round> {
  const guarded = await openGuardedLibrary(engine);
  const { api, clock } = guarded.opened;
  // Half of the rounds on the day of the visits, when they can be checked in.
  if (seed % 2 === 1) clock.now += 49 * HOUR;
  const document = readDocument((await (await api.request('/api/openapi.json')).json()) as OpenapiDocument);
  const log = new ToldLog();
  await takeOver(guarded, log);

  let next = FIRST_SPARE;
  const callers = CALLERS.map((caller) => ({ ...caller }));
  const cookies = new Map<Caller, string>();
  const things = new Map<Caller, readonly Things[]>();
  const signIn = async (caller: Caller) => {
    const cookie = await guarded.cookieOf(caller);
    if (cookie) cookies.set(caller, cookie);
  };
  const askers = { callers, things, cookieOf: (caller: Caller) => cookies.get(caller) };
  const fuzzer = new Fuzzer({ server: api, document, askers, seed, now: () => clock.now });
  for (const caller of callers) {
    const { own, foreign, absent } = await guarded.thingsFor(caller);
    things.set(caller, [own, own, own, foreign, absent]);
    fuzzer.remembered.take(own);
    fuzzer.remembered.take(foreign);
    await signIn(caller);
  }

  for (let asked = 0; asked < requests; asked++) {
    const { request, heard, operation } = await fuzzer.step();
    if (operation?.isKeyed) note(log, request, heard);
    if (heard.status === 401 && request.headers.some(([, value]) => value === cookies.get(request.caller))) {
      await letIn(guarded, request.caller, () => `visitor-${next++}`);
      await signIn(request.caller);
    }
    if (asked % TO_A_MINUTE === 0) guarded.opened.pass(1);
    if (asked % TO_A_THROTTLE === 0) await api.services.database.write((tx) => tx.run(raw('delete from throttle'), {}));
  }

  const broken = await checkLibrary(api, log);
  const logged = api.log.filter(({ level }) => level === 'error').map((line) => JSON.stringify(line));
  await api.close();
  return { fuzzer, found: fuzzer.found, broken, logged };
}

/** What was there before the first request was asked for, too. */
async function takeOver({ opened: { api } }: GuardedLibrary, log: ToldLog): Promise<void> {
  for (const { actor, key, text } of await answersKept(api)) {
    const answer = { status: 201, body: JSON.parse(text) as Told };
    log.intents.push({ actor, key, path: '', json: {}, tries: 1, answer, isForeign: true });
  }
}

function note(log: ToldLog, { key, caller, path }: FuzzRequest, { status, text }: Heard): void {
  if (key === undefined) return;
  const answer: Intent['answer'] = { status, body: text.startsWith('{') ? (JSON.parse(text) as Told) : {} };
  const known = log.intents.findLast((intent) => intent.key === key);
  if (known) {
    known.tries++;
    if (status < 300) known.answer = answer;
  } else {
    const actor = caller.person ?? caller.name;
    log.intents.push({ actor, key, path, json: {}, tries: 1, answer });
  }
}

/**
 * Somebody whom an administrator has put out meanwhile comes back, and for a patron who was erased there is another: the others
 * have more to ask.
 */
async function letIn({ opened: { api } }: GuardedLibrary, caller: Caller, next: () => string): Promise<void> {
  if (caller.person === undefined) return;
  const [known] = await rowsOf(api, `select id from person where id = '${caller.person}'`);
  if (!known) caller.person = next();
  await api.services.database.write((tx) =>
    tx.run(raw(`update person set disabled_at = null where id = '${caller.person}'`), {}),
  );
}
