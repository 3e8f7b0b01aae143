import { LOCALES, type Text } from '#domain/ids.ts';
import type { ProviderSettings, StrongBy } from './features/sign-in/by-provider/identity-provider.ts';

type Set = (name: string) => string | undefined;
type Fault = (variable: string, message: string) => void;

/** On this machine alone the provider may be reached without TLS. */
const HERE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const OTHERS = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_NAME', 'OIDC_SECOND_FACTOR'];

/**
 * OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE, OIDC_NAME (and OIDC_NAME_FA … for one language),
 * OIDC_SECOND_FACTOR (docs/staff-sign-in.md). undefined: none is set up.
 */
export function readProvider(set: Set, publicUrl: string | undefined, fault: Fault): ProviderSettings | undefined {
  const issuer = set('OIDC_ISSUER');
  if (issuer === undefined) {
    const stray = OTHERS.find((name) => set(name) !== undefined);
    if (stray) fault('OIDC_ISSUER', `must be set where ${stray} is: the address of your provider.`);
    return undefined;
  }

  if (!isIssuer(issuer)) {
    fault('OIDC_ISSUER', 'must be your provider’s address, begin with https and have no question mark or #.');
  }
  const clientId = set('OIDC_CLIENT_ID') ?? '';
  if (!/^[\x21-\x7e]+$/.test(clientId)) fault('OIDC_CLIENT_ID', 'must be what the provider knows Quietroom as.');
  if (publicUrl === undefined) {
    fault(
      'PUBLIC_URL',
      'must be set where OIDC_ISSUER is: the provider sends people back to PUBLIC_URL/sign-in/provider.',
    );
  }
  const clientSecret = readSecret(set, fault);
  const name = readName(set, fault);
  const strongBy = readStrongBy(set('OIDC_SECOND_FACTOR'), fault);
  return { issuer, clientId, clientSecret, name, strongBy, redirectUri: `${publicUrl}/sign-in/provider` };
}

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.search || url.hash || url.username) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && HERE.test(url.hostname));
}

function readSecret(set: Set, fault: Fault): string {
  const text = set('OIDC_CLIENT_SECRET');
  // A file that cannot be read was told of already.
  if (text === undefined && set('OIDC_CLIENT_SECRET_FILE') === undefined) {
    fault(
      'OIDC_CLIENT_SECRET',
      'must be the secret that the provider gave, or OIDC_CLIENT_SECRET_FILE a file with it.',
    );
  }
  return text ?? '';
}

function readName(set: Set, fault: Fault): Text {
  const plain = set('OIDC_NAME');
  if (plain === undefined) fault('OIDC_NAME', 'must be what people know the provider as, such as City account.');
  const texts = LOCALES.flatMap((locale) => {
    const own = set(`OIDC_NAME_${locale.toUpperCase()}`);
    return own === undefined ? [] : [[locale, own]];
  });
  const name: Text = { ...(plain !== undefined && { en: plain }), ...Object.fromEntries(texts) };
  for (const text of Object.values(name)) if (text.length > 40) fault('OIDC_NAME', 'must have 40 signs at most.');
  return name;
}

function readStrongBy(text: string | undefined, fault: Fault): StrongBy | undefined {
  if (text === undefined) return undefined;
  const [, claim, values] = /^(amr|acr)=([\x21-\x7e]+)$/.exec(text) ?? [];
  if (!claim || !values) {
    fault(
      'OIDC_SECOND_FACTOR',
      'must say by which claim your provider tells of two factors: amr=mfa, or acr=one,another.',
    );
    return undefined;
  }
  return { claim: claim as StrongBy['claim'], values: values.split(',').filter((one) => one !== '') };
}
