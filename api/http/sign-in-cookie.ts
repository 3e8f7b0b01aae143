import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { HttpContext, HttpOptions } from './http.ts';

/** 32 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The prefix ties a cookie to this very host and to TLS; without TLS (loopback only) browsers would refuse it. */
export function cookieNames(tls: boolean): { signIn: string; device: string; step: string } {
  const prefix = tls ? '__Host-' : '';
  return { signIn: `${prefix}quietroom`, device: `${prefix}quietroom-device`, step: `${prefix}quietroom-step` };
}

export function readSignInToken(c: HttpContext, options: HttpOptions): string | undefined {
  return readToken(c, cookieNames(options.tls).signIn);
}

export function readDeviceToken(c: HttpContext, options: HttpOptions): string | undefined {
  return readToken(c, cookieNames(options.tls).device);
}

/** Of the step of signing in that waits in this browser: one at a time, whatever its kind. */
export function readStepToken(c: HttpContext, options: HttpOptions): string | undefined {
  return readToken(c, cookieNames(options.tls).step);
}

function readToken(c: HttpContext, name: string): string | undefined {
  if (!c.req.header('cookie')?.includes(name)) return undefined;
  const value = getCookie(c, name);
  return value !== undefined && TOKEN.test(value) ? value : undefined;
}

/** `maxAgeSec` undefined: the browser forgets it when it closes (shared device). Staff never follow links from elsewhere signed in. */
export function setSignInCookie(
  c: HttpContext,
  options: HttpOptions,
  token: string,
  about: { staff: boolean; maxAgeSec: number | undefined },
): void {
  setCookie(c, cookieNames(options.tls).signIn, token, {
    path: '/',
    httpOnly: true,
    secure: options.tls,
    sameSite: about.staff ? 'Strict' : 'Lax',
    ...(about.maxAgeSec !== undefined && { maxAge: about.maxAgeSec }),
  });
}

export function setDeviceCookie(c: HttpContext, options: HttpOptions, token: string, maxAgeSec: number): void {
  setCookie(c, cookieNames(options.tls).device, token, {
    path: '/',
    httpOnly: true,
    secure: options.tls,
    sameSite: 'Strict',
    maxAge: maxAgeSec,
  });
}

export function setStepCookie(c: HttpContext, options: HttpOptions, token: string, maxAgeSec: number): void {
  setCookie(c, cookieNames(options.tls).step, token, {
    path: '/',
    httpOnly: true,
    secure: options.tls,
    sameSite: 'Strict',
    maxAge: maxAgeSec,
  });
}

export function dropStepCookie(c: HttpContext, options: HttpOptions): void {
  deleteCookie(c, cookieNames(options.tls).step, { path: '/', secure: options.tls });
}

export function dropSignInCookie(c: HttpContext, options: HttpOptions): void {
  deleteCookie(c, cookieNames(options.tls).signIn, { path: '/', secure: options.tls });
}
