import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpContext } from '../http.ts';
import { acceptsGzip, jsonAnswer } from './json-answer.ts';
import { completeAnswer, type HeaderSets } from './response-headers.ts';
import { SendBuffers } from './send-buffers.ts';

/** JSON that lies ready in pieces, all of it ASCII. */
interface Pieces {
  /** In bytes. */
  readonly length: number;
  copyTo(target: Buffer): void;
  text(): string;
}

/** Up to here text goes out faster: node joins it with the headers in one write. */
const TEXT_UNTIL_BYTES = 32_768;

const compress = promisify(gzip);
const buffers = new SendBuffers();

/** A 200 with every header, of JSON that may be long and is made often. */
export function piecesAnswer(c: HttpContext, headers: HeaderSets, pieces: Pieces): Response | Promise<Response> {
  const accepts = c.req.header('accept-encoding');
  if (pieces.length <= TEXT_UNTIL_BYTES) return jsonAnswer(headers, pieces.text(), 200, accepts);

  const buffer = buffers.take(pieces.length);
  pieces.copyTo(buffer);
  const bytes = buffer.subarray(0, pieces.length) as Buffer<ArrayBuffer>;
  if (acceptsGzip(accepts)) return gzipAnswer(headers, bytes, buffer);

  // Without a socket, as in tests, nobody says when it was read: then it is not used again.
  buffers.giveAfter(c.env?.outgoing, buffer);
  return completeAnswer(bytes, 200, headers.longJson);
}

async function gzipAnswer(headers: HeaderSets, bytes: Buffer, buffer: Buffer): Promise<Response> {
  const short = await compress(bytes, { level: 4 });
  buffers.give(buffer);
  return completeAnswer(short, 200, headers.gzipJson);
}
