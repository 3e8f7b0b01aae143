import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { completeAnswer, type HeaderSets } from './response-headers.ts';

const compress = promisify(gzip);

/** Below it, compressing costs more than it saves. */
const GZIP_FROM_BYTES = 1024;

/** A JSON answer with all headers, compressed where it is long and the client asks for it. */
export function jsonAnswer(
  headers: HeaderSets,
  text: string,
  status: number,
  accepts: string | undefined,
): Response | Promise<Response> {
  if (text.length < GZIP_FROM_BYTES) return completeAnswer(text, status, headers.json);
  if (!acceptsGzip(accepts)) return completeAnswer(text, status, headers.longJson);
  return compress(text, { level: 4 }).then((bytes) => completeAnswer(bytes, status, headers.gzipJson));
}

/** `Accept-Encoding` names gzip and does not forbid it by `q=0`. */
export function acceptsGzip(header: string | undefined): boolean {
  if (!header?.includes('gzip')) return false;
  return !/gzip\s*;\s*q=0(\.0*)?\s*(,|$)/i.test(header);
}
