import type { HttpContext } from '../http.ts';
import { acceptsGzip } from './json-answer.ts';

/** Enough for the wire to be worth it. */
const PIECE = 16_384;

/**
 * A 200 whose text is made while it is sent: each piece when the one before has gone, so that a slow reader holds up nothing but
 * itself. A fault in the middle breaks the connection off; there is no whole answer then, and no client takes it for one.
 */
export function textStream(c: HttpContext, pieces: AsyncIterable<string>, headers: Record<string, string>): Response {
  const source = joined(pieces);
  const text = new ReadableStream<string>({
    pull: async (stream) => {
      const { value, done } = await source.next();
      if (done) stream.close();
      else stream.enqueue(value);
    },
    cancel: () => void source.return(undefined),
  }).pipeThrough(new TextEncoderStream());
  const vary = { vary: 'accept-encoding' };
  if (!acceptsGzip(c.req.header('accept-encoding'))) return new Response(text, { headers: { ...headers, ...vary } });

  const short = text.pipeThrough(new CompressionStream('gzip'));
  return new Response(short, { headers: { ...headers, ...vary, 'content-encoding': 'gzip' } });
}

async function* joined(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting) yield waiting;
}
