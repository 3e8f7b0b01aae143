import type { Next } from 'hono';
import type { HttpContext } from '../http.ts';

/** Whoever counts what is answered. Nothing of it says who asked, or for what. */
export interface RequestMeter {
  /** `route` as declared, never as asked for; `refusal` from the closed list of codes. */
  answered(route: string, method: string, status: number, ms: number, refusal: string | undefined): void;
  /** A writing verb, by its operation: once for each effect, however often it was asked for. */
  wrote(operation: string, outcome: 'done' | 'refused' | 'repeated'): void;
  /** How many streams of events are open, asked when somebody reads. */
  streams(open: () => number): void;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE']);

export function metered(meter: RequestMeter) {
  return async (c: HttpContext, next: Next): Promise<void> => {
    const began = performance.now();
    await next();
    const { method, path } = c.req;
    // What nobody declared has one name: a label for each path that somebody tries would fill the memory of both sides.
    const route = c.get('route') ?? (path.startsWith('/api') ? '(unknown)' : '(page)');
    const verb = METHODS.has(method) ? method : 'other';
    meter.answered(route, verb, c.res.status, performance.now() - began, c.get('refusal'));
  };
}
