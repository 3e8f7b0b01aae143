import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { headerSets } from './response/response-headers.ts';

/**
 * Node's defaults keep slow connections for minutes, and one whose client does not read its answer for ever. Milliseconds. A
 * stream of events stays open: something is written to it more often than `silence`.
 */
export const LIMITS = {
  headersTimeout: 8_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  silence: 30_000,
};
const MAX_CONNECTIONS = 4_000;
const MAX_HEADER_BYTES = 16_384;
const MAX_REQUESTS_A_CONNECTION = 10_000;

/** How long running requests may take to finish after a stop was asked for. */
const STOP_MS = 10_000;

export interface Serving {
  host: string;
  port: number;
  /** Takes no new connection, finishes what runs, then closes the rest. */
  stop(): Promise<void>;
}

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/** @throws NodeJS.ErrnoException `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL` */
export async function serve(
  fetch: Fetch,
  where: { host: string; port: number; tls: boolean },
  limits = LIMITS,
): Promise<Serving> {
  const plain = headerSets(where.tls).api;
  const listener = getRequestListener(fetch, {
    hostname: where.host,
    errorHandler: () => new Response(null, { status: 400, headers: plain }),
  });
  let stopping = false;
  const { silence, ...times } = limits;
  const server = createServer({ ...times, maxHeaderSize: MAX_HEADER_BYTES }, (incoming, outgoing) => {
    if (stopping) outgoing.shouldKeepAlive = false;
    void listener(incoming, outgoing);
  });
  // Nothing came and nothing went: the connection is ended, and with it what waits to be read.
  server.timeout = silence;
  server.maxConnections = MAX_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_A_CONNECTION;
  server.on('clientError', (fault, socket) => refuseConnection(fault, socket as Socket, plain));

  await listen(server, where);
  const address = server.address();
  return {
    host: where.host,
    port: address !== null && typeof address === 'object' ? address.port : where.port,
    stop: () => {
      stopping = true;
      return stop(server);
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), STOP_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

const STATUS: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** What Node's parser refuses never reaches the app: it gets the same headers, and the connection is over. */
function refuseConnection(
  fault: Error & { code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' });
  const status = STATUS[fault.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
}
