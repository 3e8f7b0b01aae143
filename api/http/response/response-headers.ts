/**
 * The headers of every answer, errors and static files too. Scripts, styles and connections come from our own origin only;
 * `blob:` and `data:` pictures are QR codes and icons made on the device. The page's one Trusted Types policy is `quietroom`
 * (the service worker's URL goes through it).
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types quietroom',
].join('; ');

const SECURITY: Headers = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'x-frame-options': 'DENY',
};

type Headers = Readonly<Record<string, string>>;

export interface HeaderSets {
  /** Every answer. */
  security: Headers;
  /** Every answer under /api. */
  api: Headers;
  json: Headers;
  /** JSON that is long enough to be compressed for those who ask. */
  longJson: Headers;
  gzipJson: Headers;
  problem: Headers;
  /** Streams of events: nothing in between may hold them back or change them. */
  events: Headers;
}

/** Behind TLS, browsers are told to stay there for a year. */
export function headerSets(tls: boolean): HeaderSets {
  const security = { ...SECURITY, ...(tls && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }) };
  const api = { ...security, 'cache-control': 'no-store' };
  const json = { ...api, 'content-type': 'application/json' };
  const longJson = { ...json, vary: 'accept-encoding' };
  return {
    security,
    api,
    json,
    longJson,
    gzipJson: { ...longJson, 'content-encoding': 'gzip' },
    events: {
      ...api,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      // A stream's connection is used for nothing else, so that a server that stops need not wait for it.
      connection: 'close',
    },
    problem: { ...api, 'content-type': 'application/problem+json' },
  };
}

const complete = new WeakSet<Response>();

/**
 * An answer with all its headers in one plain object: node-server writes them without ever building a `Headers`, which is
 * worth several microseconds on the paths that are asked most.
 */
export function completeAnswer(body: BodyInit | null, status: number, headers: Headers): Response {
  const answer = new Response(body, { status, headers });
  complete.add(answer);
  return answer;
}

/** Adds what an answer lacks that was made by other hands than `completeAnswer`. */
export function dress(answer: Response, headers: Headers): void {
  if (complete.has(answer)) return;
  for (const name in headers) {
    if (!answer.headers.has(name)) answer.headers.set(name, headers[name]!);
  }
}
