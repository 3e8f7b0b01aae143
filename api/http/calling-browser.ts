import type { Http, HttpContext } from './http.ts';
import {
  dropStepCookie,
  readDeviceToken,
  readSignInToken,
  readStepToken,
  setDeviceCookie,
  setSignInCookie,
  setStepCookie,
} from './sign-in-cookie.ts';

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

/** What is asked for next, and the step that it belongs to. */
interface Awaited {
  next: string;
  ways: string[];
  stepToken: string;
  maxAgeSec: number;
}

/** Somebody was signed in: their cookies, and nothing to say. Or the next step is asked for. */
export function answerSignedIn(c: HttpContext, http: Http, made: MadeCookies | Awaited) {
  const { options } = http;
  if ('next' in made) {
    setStepCookie(c, options, made.stepToken, made.maxAgeSec);
    return c.json({ next: made.next, ways: made.ways }, 200);
  }
  if (readStepToken(c, options) !== undefined) dropStepCookie(c, options);
  setSignInCookie(c, options, made.token, made);
  if (made.deviceToken !== undefined) setDeviceCookie(c, options, made.deviceToken, DEVICE_SEC);
  return c.body(null, 204);
}
