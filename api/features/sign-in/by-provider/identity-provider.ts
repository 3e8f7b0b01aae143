import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
  type Configuration,
  type IDToken,
} from 'openid-client';
import type { Text } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';

/** What says that the provider has asked for two factors: one of these values in this claim of its ID token. */
export interface StrongBy {
  claim: 'amr' | 'acr';
  values: string[];
}

export interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people know it as. */
  name: Text;
  /** undefined: whatever it asked for counts as one factor. */
  strongBy?: StrongBy | undefined;
  /** Where it sends people back to: as registered there. */
  redirectUri: string;
}

/** What ties the provider's answer to the browser that was sent there. */
export interface StepSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** What the browser brought back. */
export interface ProviderAnswer {
  code: string;
  state: string;
  iss?: string | undefined;
}

export interface ProvenSubject {
  issuer: string;
  subject: string;
  /** The provider says that it asked for two factors, and the library has said to believe it. */
  isStrong: boolean;
}

export interface IdentityProvider {
  issuer: string;
  name: Text;
  /** Where to send the browser. @throws Refusal `provider_unreachable` */
  addressFor(secrets: StepSecrets): Promise<string>;
  /** Who somebody is there. @throws Refusal `provider_unreachable`, `sign_in_failed` */
  prove(answer: ProviderAnswer, secrets: StepSecrets): Promise<ProvenSubject>;
}

/** Told to the operator: which part failed and by which code, never for whom. */
type TellOperator = (line: { level: 'warn'; event: 'provider_failed'; fault: string; faultCode: string }) => void;

const PATIENCE_SEC = 5;
/** Providers change keys (which the library asks for by itself) often, and addresses hardly ever. */
const KNOWN_MS = 3_600_000;
/** As long as a step: who was signed in there before it began has to show it again. */
const FRESH_SEC = 600;

/** A library's own provider of sign-ins (OpenID Connect). Nothing is asked of it before somebody wants to sign in. */
export function openIdentityProvider(settings: ProviderSettings, tell: TellOperator): IdentityProvider {
  const { issuer, name, strongBy, redirectUri } = settings;
  let known: { config: Promise<Configuration>; until: number } | undefined;

  /** Many at once ask once; one that failed is asked again by whoever comes next. */
  const config = () => {
    if (!known || known.until < performance.now()) {
      const asked = { config: discover(settings), until: performance.now() + KNOWN_MS };
      asked.config.catch(() => void (known = known === asked ? undefined : known));
      known = asked;
    }
    return known.config;
  };
  const asking = async <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (fault) {
      tell({ level: 'warn', event: 'provider_failed', fault: what, faultCode: codeOf(fault) });
      throw new Refusal(isAnswer(fault) && what === 'token' ? 'sign_in_failed' : 'provider_unreachable');
    }
  };

  return {
    issuer,
    name,
    addressFor: async ({ state, nonce, codeVerifier }) => {
      const found = await asking('discovery', config);
      const address = buildAuthorizationUrl(found, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        // I14: a session that is still open there must not open a screen here that somebody has locked or left.
        prompt: 'login',
        max_age: String(FRESH_SEC),
        ...(strongBy?.claim === 'acr' && { acr_values: strongBy.values.join(' ') }),
      });
      return address.href;
    },
    prove: async ({ code, state, iss }, { codeVerifier, state: expectedState, nonce }) => {
      const found = await asking('discovery', config);
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code, state, ...(iss !== undefined && { iss }) }).toString();
      const claims = await asking('token', async () => {
        const expected = { expectedState, expectedNonce: nonce, maxAge: FRESH_SEC };
        const tokens = await authorizationCodeGrant(found, back, { pkceCodeVerifier: codeVerifier, ...expected });
        // With a nonce expected, an answer without an ID token was refused.
        return tokens.claims()!;
      });
      return { issuer, subject: claims.sub, isStrong: isStrong(claims, strongBy) };
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const url = new URL(issuer);
  const isHere = url.protocol === 'http:';
  const found = await discovery(url, clientId, clientSecret, undefined, {
    timeout: PATIENCE_SEC,
    // Settings allow it for this machine only.
    execute: isHere ? [allowInsecureRequests] : [],
  });
  // The token came from the provider itself, by TLS; its signature is checked all the same.
  enableNonRepudiationChecks(found);
  return found;
}

function isStrong(claims: IDToken, strongBy: StrongBy | undefined): boolean {
  if (!strongBy) return false;
  const said = claims[strongBy.claim];
  return (Array.isArray(said) ? said : [said]).some((one) => strongBy.values.includes(one as string));
}

/** It was reached, and what it said is a no, or does not hold. */
function isAnswer(fault: unknown): boolean {
  if (fault instanceof ResponseBodyError) return fault.status < 500;
  return fault instanceof ClientError && !['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(String(fault.code));
}

function codeOf(fault: unknown): string {
  if (fault instanceof ResponseBodyError) return fault.error;
  const { code, cause } = fault as { code?: unknown; cause?: { code?: unknown } };
  return String(code ?? cause?.code ?? 'failed');
}
