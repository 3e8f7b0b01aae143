import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { HttpContext } from './http.ts';
import { completeAnswer, type HeaderSets } from './response/response-headers.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
};

/** Smaller or already compressed files gain nothing. */
const COMPRESSED_ALREADY = new Set(['.png', '.woff2', '.ico']);
const COMPRESS_FROM_BYTES = 512;

type Encoding = 'br' | 'gzip' | 'plain';

interface StaticFile {
  /** Absent where the file is not stored so. */
  bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>;
  headers: Record<string, string>;
  etag: string;
}

/**
 * The built web app, read once into memory: what is not in this list is not there, whatever a path is made of. A page that is
 * asked for by a person and is no file is the app's own business (`index.html`).
 * @returns undefined for what is neither
 */
export function staticFiles(folder: string, sets: HeaderSets): (c: HttpContext) => Response | undefined {
  const files = readFiles(folder, sets);

  return (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined;
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    const file = files.get(path) ?? (isPage(c, path) ? files.get('/index.html') : undefined);
    return file && answer(c, file);
  };
}

function readFiles(folder: string, sets: HeaderSets): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  if (!existsSync(folder)) return files;

  for (const name of globSync('**/*', { cwd: folder })) {
    const path = name.replaceAll('\\', '/');
    const place = join(folder, name);
    const hidden = path.split('/').some((part) => part.startsWith('.'));
    if (hidden || /\.(br|gz)$/.test(path) || !statSync(place).isFile()) continue;
    files.set(`/${path}`, readFile(place, path, sets));
  }
  return files;
}

function readFile(place: string, path: string, sets: HeaderSets): StaticFile {
  const plain = readFileSync(place);
  const kind = extname(path);
  const stored = (ending: string) => (existsSync(place + ending) ? readFileSync(place + ending) : undefined);
  const br = stored('.br') ?? (isWorthCompressing(kind, plain) ? compressed(plain) : undefined);
  const gzip = stored('.gz');

  return {
    bodies: { plain, ...(br && { br }), ...(gzip && { gzip }) },
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    headers: {
      ...sets.security,
      'content-type': TYPES[kind] ?? 'application/octet-stream',
      // Names under assets/ carry the hash of what is in them.
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...((br || gzip) && { vary: 'accept-encoding' }),
    },
  };
}

function isWorthCompressing(kind: string, plain: Uint8Array): boolean {
  return plain.length >= COMPRESS_FROM_BYTES && kind in TYPES && !COMPRESSED_ALREADY.has(kind);
}

/** Quality 9 costs a start of this process a fraction of a second for the whole app; 11 would cost several. */
function compressed(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

function isPage(c: HttpContext, path: string): boolean {
  return !path.startsWith('/assets/') && (c.req.header('accept')?.includes('text/html') ?? false);
}

function answer(c: HttpContext, { bodies, headers, etag }: StaticFile): Response {
  const encoding = pickEncoding(c.req.header('accept-encoding') ?? '', bodies);
  const tag = encoding === 'plain' ? `"${etag}"` : `"${etag}-${encoding}"`;
  const own = { ...headers, etag: tag, ...(encoding !== 'plain' && { 'content-encoding': encoding }) };
  if (c.req.header('if-none-match')?.includes(tag)) return completeAnswer(null, 304, own);
  return completeAnswer(bodies[encoding]!, 200, own);
}

function pickEncoding(accepts: string, bodies: StaticFile['bodies']): Encoding {
  for (const encoding of ['br', 'gzip'] as const) {
    const asked = new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepts);
    if (asked && bodies[encoding]) return encoding;
  }
  return 'plain';
}
