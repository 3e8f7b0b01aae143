import { createServer, type Server } from 'node:http';
import type Provider from 'oidc-provider';
import type { ProviderAnswer } from '#contract/account/provider.ts';
import type { ProviderSettings } from '../../api/features/sign-in/by-provider/identity-provider.ts';

/** A real provider (OpenID Connect) on this machine, with its own pages: whoever types a name there has that id. */
export interface TestProvider {
  /** As the product is told of it. */
  settings: ProviderSettings;
  /** What it says of how people showed who they are, from now on. */
  says(how: { amr?: string[]; acr?: string }): void;
  /** Goes through its pages as a browser would. @returns what the address has that it sends the browser back to */
  signIn(url: string, subject: string): Promise<ProviderAnswer>;
  /** It can be reached no more, and again, at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const CLIENT = { client_id: 'quietroom', client_secret: 'what-the-provider-gave-to-the-library' };

/** `host`: `localhost` is another site than `127.0.0.1`, for browsers. */
export async function openProvider(publicUrl: string, host = '127.0.0.1'): Promise<TestProvider> {
  const server = createServer();
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, host, ready));
  await listen(0);
  const { port } = server.address() as { port: number };
  const issuer = `http://${host}:${port}`;
  const redirectUri = `${publicUrl}/sign-in/provider`;

  let how: { amr?: string[]; acr?: string } = {};
  const provider = await quietly(() => realProvider(issuer, redirectUri));
  const finish = provider.interactionFinished.bind(provider);
  provider.interactionFinished = (req, res, { login, ...result }, options) =>
    finish(req, res, { ...result, ...(login && { login: { ...login, ...how } }) }, options);
  server.on('request', provider.callback());

  return {
    settings: {
      issuer,
      clientId: CLIENT.client_id,
      clientSecret: CLIENT.client_secret,
      name: { en: 'City account', fa: 'حساب شهر' },
      redirectUri,
    },
    says: (next) => void (how = next),
    signIn: (url, subject) => walk(url, subject, redirectUri),
    stop: () => closed(server),
    start: () => listen(port),
  };
}

async function realProvider(issuer: string, redirectUri: string): Promise<Provider> {
  const { Provider } = await import('oidc-provider');
  return new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_post' }],
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    claims: { openid: ['sub', 'amr', 'acr'] },
    acrValues: ['two-factors'],
    cookies: { keys: ['of-the-test'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 600 },
    features: { devInteractions: { enabled: true } },
  });
}

/** It warns at length of what is meant for trying out, which is what we do. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, info } = console;
  console.warn = console.info = () => {};
  try {
    return await work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

async function walk(url: string, subject: string, redirectUri: string): Promise<ProviderAnswer> {
  const cookies = new Map<string, string>();
  let next: { url: string; body?: URLSearchParams } = { url };
  for (let step = 0; step < 12; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { body } = next;
    const answer = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body && { body, method: 'POST' }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const to = answer.headers.get('location');
    if (to?.startsWith(redirectUri)) return Object.fromEntries(new URL(to).searchParams) as ProviderAnswer;
    if (to) next = { url: new URL(to, next.url).href };
    else next = { url: next.url, body: filledIn(await answer.text(), subject) };
  }
  throw new Error(`the provider leads nowhere: ${next.url}`);
}

/** Its two pages: who one is, and whether the library may know. */
function filledIn(page: string, subject: string): URLSearchParams {
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
  if (!prompt) throw new Error(`the provider says: ${page.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 400)}`);
  return new URLSearchParams({ prompt, ...(prompt === 'login' && { login: subject, password: 'any' }) });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
