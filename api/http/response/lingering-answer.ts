import type { IncomingMessage } from 'node:http';

/** So long the client has to read the answer while it still sends; so much of what it sends is thrown away meanwhile. */
const LINGER_MS = 300;
const LINGER_BYTES = 1_048_576;

/**
 * The same answer, with the connection kept for a moment. Closing at once, with bytes still coming, makes the kernel reset
 * the connection, and the client would see that instead of the answer.
 */
export async function lingering(answer: Response, incoming: IncomingMessage | undefined): Promise<Response> {
  if (!incoming || incoming.complete) return answer;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.set('content-length', String(bytes.length));

  let thrownAway = 0;
  incoming.on('data', (part: Uint8Array) => {
    thrownAway += part.length;
    if (thrownAway > LINGER_BYTES) incoming.pause();
  });
  incoming.on('error', () => {});

  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes);
      const close = setTimeout(done, LINGER_MS);
      incoming.once('end', done);
      incoming.once('close', done);

      function done(): void {
        clearTimeout(close);
        incoming!.off('end', done).off('close', done);
        controller.close();
      }
    },
  });
  return new Response(body, { status: answer.status, headers });
}
