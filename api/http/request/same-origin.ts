import { Refusal } from '#domain/refusal.ts';
import type { HttpContext } from '../http.ts';

/**
 * Only our own pages may send writes from a browser. Browsers say where a request comes from; other clients say nothing
 * and are let through, for they carry no one else's cookie.
 */
export function assertSameOrigin(c: HttpContext, publicUrl: string | undefined): void {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new Refusal('cross_origin');
  }

  const origin = c.req.header('origin');
  if (origin === undefined) return;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return;
  if (publicUrl === undefined && URL.canParse(origin) && new URL(origin).host === c.req.header('host')) return;
  throw new Refusal('cross_origin');
}
