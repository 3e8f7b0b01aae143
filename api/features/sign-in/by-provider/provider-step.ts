import { timingSafeEqual } from 'node:crypto';
import { MINUTE } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { findStep, insertStep, spendStep } from '../../../storage/stores/accounts/sign-in-step-store.ts';
import { beginTry, slowDown } from '../sign-in-throttle.ts';
import type { IdentityProvider, StepSecrets } from './identity-provider.ts';

/** What the step bears in mind until the browser is back. */
export interface ProviderStep {
  sharedDevice: boolean;
  /** Of the invitation that is taken by it: its token's hash, base64url. */
  invitation?: string;
}

export interface BegunStep {
  url: string;
  stepToken: string;
  maxAgeSec: number;
}

const LASTS_MIN = 10;
const TOKEN_BYTES = 32;

/**
 * I13: sends a browser to the provider, once. `person`: who is signed in and links; null: nobody is yet.
 * @throws Refusal `provider_unreachable`, `too_many_tries`
 */
export async function beginProviderStep(
  services: Services,
  provider: IdentityProvider,
  asked: { person: string | null; address: Uint8Array } & ProviderStep,
): Promise<BegunStep> {
  const { person, address, ...step } = asked;
  await slowDown(
    await beginTry(services, { counted: 'provider', account: undefined, knownDevice: undefined, address }),
  );
  const stepToken = services.token(TOKEN_BYTES);
  const url = await provider.addressFor(secretsOf(services, stepToken, person !== null));
  await services.database.write((tx) =>
    insertStep(tx, {
      tokenHash: hashToken(stepToken),
      kind: 'oidc',
      person,
      subject: null,
      codeHash: null,
      state: JSON.stringify(step),
      expiresAt: tx.now + LASTS_MIN * MINUTE,
    }),
  );
  return { url, stepToken, maxAgeSec: LASTS_MIN * 60 };
}

/**
 * I13: the browser is back. What another browser brings, or the same one again, finds no step; an answer to something else does
 * not use it up, so that a planted link takes nothing away. @throws Refusal `step_over`
 */
export async function takeProviderStep(
  services: Services,
  back: { stepToken: string | undefined; state: string; person: string | null },
): Promise<ProviderStep & { secrets: StepSecrets }> {
  const { database } = services;
  const { stepToken = '', state, person } = back;
  const secrets = secretsOf(services, stepToken, person !== null);
  const tokenHash = hashToken(stepToken);
  const step = await findStep(database.reader, { tokenHash, kind: 'oidc', now: await database.now() });
  if (!step || step.person !== person || !isSame(secrets.state, state)) throw new Refusal('step_over');
  if (!(await database.write((tx) => spendStep(tx, tokenHash)))) throw new Refusal('step_over');
  return { ...(JSON.parse(step.state) as ProviderStep), secrets };
}

/**
 * They follow from the browser's own token, so that nothing of them is kept and no other browser has them. What a state begins
 * with tells the page what it is for; the step knows it by itself.
 */
function secretsOf({ keys }: Services, stepToken: string, isLink: boolean): StepSecrets {
  const secret = (what: string) =>
    Buffer.from(keys.index('provider-step', `${what} ${stepToken}`)).toString('base64url');
  return {
    state: `${isLink ? 'link' : 'in'}.${secret('state')}`,
    nonce: secret('nonce'),
    codeVerifier: secret('verifier'),
  };
}

function isSame(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
