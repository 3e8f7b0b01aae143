import type { Asked } from '../api.ts';
import { INPUTS } from '../permissions/operation-inputs.ts';
import type { Caller, Things } from '../permissions/guarded-library.ts';
import { drawValue, nearDate, spoiled, uuidOf, type Drawing } from './draw-input.ts';
import { oddBody, oddText, oneOf, type Random } from './odd-values.ts';
import type { Operation, ReadDocument } from './openapi-operations.ts';

/** A request as it goes out; all that is needed to send it again. */
export interface FuzzRequest {
  method: string;
  path: string;
  caller: Caller;
  headers: [string, string][];
  body?: string | Uint8Array;
  key?: string;
  from: string;
}

export interface Askers {
  callers: readonly Caller[];
  /** What is somebody's own, somebody else's or absent. */
  things: ReadonlyMap<Caller, readonly Things[]>;
  cookieOf(caller: Caller): string | undefined;
  /** Sent before, under its key. */
  keyed: FuzzRequest[];
  /** Who may not ask what, as far as they were told: `holdSlot partner`. */
  refused: ReadonlySet<string>;
}

interface Draft {
  params: Record<string, string>;
  query: [string, string][];
  json: unknown;
}

export function drawRequest(drawing: Drawing, document: ReadDocument, askers: Askers): FuzzRequest {
  const { random } = drawing;
  if (askers.keyed.length > 0 && random() < 0.04)
    return { ...oneOf(random, askers.keyed.slice(-200)), from: address(random) };

  const operation = oneOf(random, document.operations);
  const caller = callerOf(random, operation, askers);
  const draft = draftOf(drawing, operation, caller, askers);
  const method =
    random() < 0.01 ? oneOf(random, ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) : operation.method;
  const path = pathOf(drawing, operation, draft);
  const key = operation.isKeyed ? keyOf(random) : undefined;
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(random, operation, draft.json);
  const headers = headersOf(random, askers.cookieOf(caller), body !== undefined, key);
  return {
    method,
    path,
    caller,
    headers,
    from: address(random),
    ...(body !== undefined && { body }),
    ...(key?.length === 1 && { key: key[0]! }),
  };
}

/** Mostly somebody who may: who may not is refused before anything is read. */
function callerOf(random: Random, { id }: Operation, { callers, refused }: Askers): Caller {
  const those = callers.filter(({ name }) => !refused.has(`${id} ${name}`));
  return oneOf(random, those.length > 0 && random() < 0.93 ? those : callers);
}

/** A valid input: drawn from the schemas alone, or one that is known to get far. */
function draftOf(drawing: Drawing, operation: Operation, caller: Caller, { things }: Askers): Draft {
  const { random } = drawing;
  const known = INPUTS[operation.id];
  const given = known && known(oneOf(random, things.get(caller)!), caller);
  const isKnown = given !== undefined && random() < 0.35;

  const params: Record<string, string> = {};
  const query: [string, string][] = [];
  for (const { name, in: place, required, schema } of operation.parameters) {
    if (place === 'path') {
      const heard = drawing.remembered.ofParameter(name, operation.path);
      const own = given?.params?.[name];
      params[name] =
        own !== undefined && (isKnown || heard.length === 0 || random() < 0.4)
          ? own
          : String(heard.length > 0 ? oneOf(random, heard) : drawValue(drawing, schema, name));
    } else if (isKnown && given.query?.[name] !== undefined) query.push([name, given.query[name]]);
    else if (required || random() < 0.3) query.push([name, queryValue(drawing, schema, name)]);
  }
  const json = isKnown && given.json ? given.json : operation.body ? drawValue(drawing, operation.body, '') : {};
  return { params, query, json };
}

function queryValue(drawing: Drawing, schema: Operation['parameters'][number]['schema'], name: string): string {
  if (schema.format === 'date') return nearDate(drawing);
  return [drawValue(drawing, schema, name)].flat().join(',');
}

function pathOf({ random }: Drawing, { path, parameters }: Operation, { params, query }: Draft): string {
  const filled = Object.entries(params).reduce((filling, [name, value]) => {
    const odd = random() < 0.08;
    const text =
      odd && random() < 0.2
        ? oneOf(random, ['%zz', '%00', '%ed%a0%80', '..', '%2e%2e', '%2F', '', '*'])
        : encoded(odd ? oddText(random).slice(0, 3000) : value);
    return filling.replace(`{${name}}`, () => text);
  }, path);

  const mess = random();
  const sent = [...query];
  if (mess < 0.05) sent.push([oddText(random).slice(0, 500), oddText(random).slice(0, 500)]);
  else if (mess < 0.08 && sent.length > 0) sent.push(oneOf(random, sent));
  else if (mess < 0.16 && sent.length > 0) oneOf(random, sent)[1] = oddText(random).slice(0, 3000);
  else if (mess < 0.2 && sent.length > 0) sent.splice(Math.floor(random() * sent.length), 1);
  const raw =
    mess > 0.99
      ? oneOf(random, ['%zz=%ff&&==&a=b', '?', '&', 'from=%00', 'a[]=1&a[b]=2', `x=${'y'.repeat(10_000)}`])
      : undefined;
  const text = raw ?? sent.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  return text === '' && (mess < 0.98 || parameters.length === 0) ? filled : `${filled}?${text}`;
}

/** Lone surrogates cannot be percent-encoded: they go as the bytes that they would be. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ed%a0%80';
}

function bodyOf(random: Random, { body }: Operation, valid: unknown): string | Uint8Array | undefined {
  const chance = random();
  if (body === undefined) return chance < 0.5 ? undefined : JSON.stringify(valid);
  if (chance < 0.62) return JSON.stringify(valid);
  if (chance < 0.9) return JSON.stringify(spoiled(random, valid)) ?? '';
  if (chance < 0.94) return JSON.stringify(spoiled(random, spoiled(random, spoiled(random, valid)))) ?? '';
  return chance < 0.96 ? undefined : oddBody(random);
}

/** None, one, or two of them. */
function keyOf(random: Random): string[] {
  const chance = random();
  if (chance < 0.02) return [];
  if (chance < 0.04) return [uuidOf(random), uuidOf(random)];
  if (chance < 0.06) return [oneOf(random, ['', ' ', 'x'.repeat(201), 'x'.repeat(200), 'a b', 'é', '~', '\t', 'k,k'])];
  return [uuidOf(random)];
}

function headersOf(
  random: Random,
  cookie: string | undefined,
  hasBody: boolean,
  keys: string[] | undefined,
): [string, string][] {
  const headers: [string, string][] = (keys ?? []).map((key) => ['idempotency-key', key]);
  const chance = random();
  if (chance < 0.02) headers.push(['cookie', oneOf(random, BAD_COOKIES)]);
  else if (chance < 0.03 && cookie) headers.push(['cookie', cookie.slice(0, -1)]);
  else if (chance < 0.04 && cookie) headers.push(['cookie', `quietroom=x; ${cookie}; ${cookie}`]);
  else if (cookie) headers.push(['cookie', cookie]);

  if (hasBody) {
    const types =
      random() < 0.02 ? ODD_TYPES : ['application/json', 'application/json', 'application/json; charset=utf-8'];
    const type = oneOf(random, types);
    if (type !== undefined) headers.push(['content-type', type]);
  }
  if (random() < 0.05) headers.push(oneOf(random, ODD_HEADERS));
  return headers;
}

const BAD_COOKIES = [
  '',
  '=',
  'quietroom',
  'quietroom=',
  'quietroom=%00',
  `quietroom=${'A'.repeat(43)}`,
  `quietroom=${'A'.repeat(8000)}`,
  'quietroom="x"',
  ';;;',
  '__Host-quietroom=x',
  'quietroom=é',
];
const ODD_TYPES = [
  undefined,
  'text/plain',
  'application/xml',
  'application/json;',
  'application/jsonx',
  'multipart/form-data',
  '',
  'APPLICATION/JSON',
  'application/json; charset=utf-16',
];
const ODD_HEADERS: [string, string][] = [
  ['origin', 'https://elsewhere.example'],
  ['origin', 'null'],
  ['origin', 'http://localhost'],
  ['sec-fetch-site', 'cross-site'],
  ['sec-fetch-site', 'same-origin'],
  ['sec-fetch-site', 'x'],
  ['if-none-match', '*'],
  ['if-none-match', '"", W/"x", "'],
  ['accept-language', 'fa;q=x, ,,*;q=2'],
  ['accept-encoding', 'br;q=0, identity;q=0'],
  ['accept', 'x'],
  ['range', 'bytes=0-'],
  ['x-forwarded-for', '::, 999.1.1.1, x'],
  ['x-forwarded-proto', 'ftp'],
  ['user-agent', 'é'.repeat(2000)],
  ['x-release', '999.0.0'],
  ['expect', '100-continue'],
  ['x-http-method-override', 'DELETE'],
  ['host', 'elsewhere.example'],
  ['last-event-id', '1e9'],
];

/** From everywhere: how often one address may ask is not what is tried here. */
function address(random: Random): string {
  const part = () => Math.floor(random() * 256);
  return `10.${part()}.${part()}.${part()}`;
}

export function askedOf({ method, headers, body, from }: FuzzRequest): Asked {
  const sent = new Headers();
  for (const [name, value] of headers) {
    try {
      sent.append(name, value);
    } catch {
      // No client can send that one either.
    }
  }
  return { method, headers: sent, from, ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }) };
}
