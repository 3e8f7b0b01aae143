import { TOTP } from 'otpauth';
import type { FactorSetUp, RecoveryCodes } from '#contract/account/second-factor.ts';
import type { TestApi } from './api.ts';

/** What an authenticator app shows at that time. */
export function codeAt(secret: string, now: number): string {
  return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now });
}

/** Sets up an authenticator in this sign-in. @throws Error when that is refused. */
export async function setUpAuthenticatorAs({ request }: Pick<TestApi, 'request'>, cookie: string, now: number) {
  const made = await request('/api/me/second-factor/set-up', { method: 'POST', cookie });
  if (made.status !== 200) throw new Error(`setting up answered ${made.status}: ${await made.text()}`);
  const { secret, uri } = (await made.json()) as FactorSetUp;
  const json = { code: codeAt(secret, now) };
  const confirmed = await request('/api/me/second-factor/confirm', { json, cookie });
  if (confirmed.status !== 200) throw new Error(`confirming answered ${confirmed.status}: ${await confirmed.text()}`);
  return { secret, uri, ...((await confirmed.json()) as RecoveryCodes) };
}
