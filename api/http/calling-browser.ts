import type { Http, HttpContext } from './http.ts';
import { readDeviceToken, readSignInToken, setDeviceCookie, setSignInCookie } from './sign-in-cookie.ts';

/** As long as browsers keep a cookie. */
const DEVICE_SEC = 400 * 24 * 3600;

/** What a request says of the browser that asks to be signed in. */
export function callingBrowser(c: HttpContext, http: Http) {
  return {
    address: http.address(c),
    deviceToken: readDeviceToken(c, http.options),
    formerToken: readSignInToken(c, http.options),
    userAgent: c.req.header('user-agent'),
  };
}

interface MadeCookies {
  token: string;
  deviceToken: string | undefined;
  staff: boolean;
  maxAgeSec: number | undefined;
}

/** Somebody was signed in: their cookies, and nothing to say. */
export function answerSignedIn(c: HttpContext, { options }: Http, made: MadeCookies) {
  setSignInCookie(c, options, made.token, made);
  if (made.deviceToken !== undefined) setDeviceCookie(c, options, made.deviceToken, DEVICE_SEC);
  return c.body(null, 204);
}
