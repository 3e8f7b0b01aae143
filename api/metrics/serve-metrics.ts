import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTENT_TYPE } from './exposition.ts';

/** One who collects asks every few seconds. */
const MAX_CONNECTIONS = 20;
const LIMITS = { headersTimeout: 5_000, requestTimeout: 5_000, keepAliveTimeout: 30_000, maxHeaderSize: 8_192 };

export interface ServedMetrics {
  host: string;
  port: number;
  stop(): Promise<void>;
}

/** `GET /metrics` and nothing else, at a port of its own: no proxy that serves browsers has a way here. */
export async function serveMetrics(
  text: () => Promise<string>,
  { host, port }: { host: string; port: number },
): Promise<ServedMetrics> {
  const server = createServer(LIMITS, (request, answer) => void respond(text, request, answer));
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen({ host, port }, ready);
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function respond(text: () => Promise<string>, { method, url }: IncomingMessage, answer: ServerResponse) {
  const send = (status: number, type: string, body: string) => {
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' };
    answer.writeHead(status, { ...headers, 'x-content-type-options': 'nosniff' }).end(method === 'HEAD' ? '' : body);
  };
  const plain = 'text/plain; charset=utf-8';
  if (url?.split('?')[0] !== '/metrics') return send(404, plain, 'not found\n');
  if (method !== 'GET' && method !== 'HEAD') return send(405, plain, 'GET only\n');
  try {
    send(200, CONTENT_TYPE, await text());
  } catch {
    send(500, plain, 'no figures\n');
  }
}
