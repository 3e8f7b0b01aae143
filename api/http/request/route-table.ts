import type { OpenAPIHono } from '@hono/zod-openapi';
import { matchedRoutes } from 'hono/route';
import { PERMISSIONS, type Operation } from '#domain/permission.ts';
import type { HttpEnv } from '../env.ts';
import type { HttpContext } from '../http.ts';
import { BODY_LIMIT } from './request-body.ts';

/** What the gate goes by: taken from the operations' own declarations, so that the document cannot say otherwise. */
export interface RouteRule {
  /** As declared: `/api/bookings/{id}`. */
  path: string;
  method: string;
  operationId: string;
  signedIn: boolean;
  /** Its row in the table of permissions; undefined: for anyone. */
  permission: Operation | undefined;
  idempotent: boolean;
  hasQuery: boolean;
  bodyLimit: number;
  unattended: boolean;
  /** Open to staff who have yet to set up their second factor. */
  beforeSecondFactor: boolean;
}

export interface RouteTable {
  rules: RouteRule[];
  of(c: HttpContext): RouteRule | undefined;
  /** Methods that this path would take. */
  methodsOf(path: string): string[];
}

export function routeTable(app: OpenAPIHono<HttpEnv>): RouteTable {
  const rules = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [ruleOf(definition.route)] : [],
  );
  const byRoute = new Map(rules.map((rule) => [`${rule.method} ${rule.path.replaceAll(/\{(.+?)\}/g, ':$1')}`, rule]));
  /** Hono names a route by the same object each time. */
  const known = new WeakMap<object, RouteRule | null>();
  const ruleOfRoute = (route: ReturnType<typeof matchedRoutes>[number]) => {
    let rule = known.get(route);
    if (rule === undefined) known.set(route, (rule = byRoute.get(`${route.method} ${route.path}`) ?? null));
    return rule;
  };
  const patterns = rules.map((rule) => ({
    pattern: new RegExp(`^${rule.path.replaceAll('.', '\\.').replaceAll(/\{.+?\}/g, '[^/]+')}$`),
    method: rule.method,
  }));

  return {
    rules,
    of: (c) => {
      for (const route of matchedRoutes(c)) {
        const rule = ruleOfRoute(route);
        if (rule) return rule;
      }
      return undefined;
    },
    methodsOf: (path) => {
      const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
      return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    },
  };
}

type Declared = Extract<OpenAPIHono['openAPIRegistry']['definitions'][number], { type: 'route' }>['route'];

function ruleOf(route: Declared): RouteRule {
  const limit: unknown = route['x-body-limit'];
  const signedIn = (route.security?.length ?? 0) > 0;
  return {
    path: route.path,
    method: route.method.toUpperCase(),
    operationId: route.operationId ?? '',
    signedIn,
    permission: permissionOf(route, signedIn),
    idempotent: route['x-idempotent'] === true,
    hasQuery: route.request?.query !== undefined,
    unattended: route['x-unattended'] === true,
    beforeSecondFactor: route['x-before-second-factor'] === true,
    bodyLimit: typeof limit === 'number' ? limit : BODY_LIMIT,
  };
}

/** An operation of which nobody said who may is a bug that no request shall find. */
function permissionOf(route: Declared, signedIn: boolean): Operation | undefined {
  const named: unknown = route['x-permission'];
  if (signedIn && typeof named === 'string' && named in PERMISSIONS) return named as Operation;
  if (!signedIn && named === 'anyone') return undefined;
  throw new Error(`${route.operationId} does not say who may: spread may('…') or anyone (api/http/answers.ts)`);
}
