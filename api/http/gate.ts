import type { Next } from 'hono';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../storage/context.ts';
import { isFactorDue } from './request/factor-due.ts';
import { loadSignIn } from './load-sign-in.ts';
import { assertKey } from './idempotent-write.ts';
import type { HttpContext, HttpOptions } from './http.ts';
import { BODY_LIMIT, readBody } from './request/request-body.ts';
import type { RouteRule, RouteTable } from './request/route-table.ts';
import { fieldPath } from './request/input-faults.ts';
import { cleanTexts, isPlainText, parseJson } from './request/safe-json.ts';
import { assertSameOrigin } from './request/same-origin.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Nothing in it is escaped, so that no value can be odd: as nearly every query is. */
const PLAIN = /^[!#$&-;=?-~]*$/;

/**
 * What is judged before any route runs, in this order: size, origin, type, readability, sign-in, role, key, fields. Nothing is
 * said of a request that the one before it has not let through.
 */
export function gate(services: Services, options: HttpOptions, table: () => RouteTable) {
  return async (c: HttpContext, next: Next): Promise<void> => {
    const rule = table().of(c);
    if (rule) c.set('route', rule.path);

    let body: unknown;
    if (SAFE.has(c.req.method)) {
      if (Number(c.req.header('content-length') ?? 0) > BODY_LIMIT)
        throw new Refusal('too_large', { limitBytes: BODY_LIMIT });
    } else {
      const bytes = await readBody(c, rule?.bodyLimit ?? BODY_LIMIT);
      if (!rule) return next();
      assertSameOrigin(c, options.publicUrl);
      body = readJson(c, bytes);
    }

    if (!rule) return next();
    if (rule.permission) {
      const signIn = await loadSignIn(c, services, options, !rule.unattended);
      if (!signIn) throw new Refusal('not_signed_in');
      if (!rule.beforeSecondFactor && isFactorDue(services, signIn)) throw new Refusal('second_factor_needed');
      assertCan(signIn.actor, rule.permission);
    }
    if (rule.idempotent) assertKey(c.req.header('idempotency-key'));
    // No id holds a NUL, which PostgreSQL would not even look for: what cannot be an id is absent.
    if (rule.path.includes('{') && !isPlainText(decoded(c.req.path))) throw new Refusal('not_found');
    const query = queryOf(c.req.url);
    if (query !== '' && !(rule.hasQuery && PLAIN.test(query))) assertQuery(c, rule);
    if (body !== undefined) giveBody(c, cleanTexts(body));
    return next();
  };
}

function readJson(c: HttpContext, bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {};
  const type = c.req.header('content-type')?.split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('not_json');
  return parseJson(bytes);
}

/** The validators ask the request for its JSON: they get what was read and cleaned, and an absent body as `{}`. */
function giveBody(c: HttpContext, body: unknown): void {
  c.req.json = <T>() => Promise.resolve(body as T);
  if (c.req.header('content-type') === undefined) c.req.raw.headers.set('content-type', 'application/json');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What stands behind the question mark, as it was sent. */
function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function assertQuery(c: HttpContext, rule: RouteRule): void {
  const given = Object.entries(c.req.queries());
  if (!rule.hasQuery && given.length > 0) {
    const faults = given.slice(0, 50).map(([name]) => ({ path: fieldPath([name]), code: 'unknown_field' }));
    throw new Refusal('invalid', {}, faults);
  }
  const odd = given.filter(([, values]) => !values.every(isPlainText));
  if (odd.length > 0) {
    throw new Refusal(
      'invalid',
      {},
      odd.map(([name]) => ({ path: fieldPath([name]), code: 'not_text' })),
    );
  }
}
