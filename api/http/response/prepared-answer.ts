import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { acceptsGzip } from './json-answer.ts';
import { completeAnswer, type HeaderSets } from './response-headers.ts';

interface Prepared {
  body: Uint8Array<ArrayBuffer>;
  headers: Readonly<Record<string, string>>;
}

/** Asked by `Accept-Encoding` and `If-None-Match`. */
type Answerer = (accepts: string | undefined, known: string | undefined) => Response;

/** The same JSON for everybody, compressed and tagged once: sent whole, or not at all to whoever has it. */
export function preparedAnswer(sets: HeaderSets, value: unknown): Answerer {
  const body = Buffer.from(JSON.stringify(value));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const base = { ...sets.longJson, 'cache-control': 'no-cache' };
  const plain: Prepared = { body, headers: { ...base, etag: `"${hash}"` } };
  const gzip: Prepared = {
    body: gzipSync(body),
    headers: { ...base, 'content-encoding': 'gzip', etag: `"${hash}-gzip"` },
  };

  return (accepts, known) => {
    const { body: bytes, headers } = acceptsGzip(accepts) ? gzip : plain;
    if (!isSame(known, headers.etag!)) return completeAnswer(bytes, 200, headers);
    const { 'content-encoding': _encoding, 'content-type': _type, ...unchanged } = headers;
    return completeAnswer(null, 304, unchanged);
  };
}

/** `If-None-Match` compares weakly and may list several. */
function isSame(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((part) => [etag, '*'].includes(part.trim().replace(/^W\//, ''))) ?? false;
}
