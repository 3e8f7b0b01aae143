import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a library and serves a newer version of the app's worker from when it is told to; all else is as it is. */
export class NextVersion {
  readonly #server: Server;
  #isOut = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async before(url: string): Promise<NextVersion> {
    const target = new URL(url);
    const server = createServer((asked, answer) => {
      const { method, url: path = '/', headers } = asked;
      const { hostname, port } = target;
      const isWorker = path === '/sw.js';
      // A worker that is packed, or known already, could not be changed on its way.
      if (isWorker) for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
      const passed = request({ hostname, port, path, method, headers }, (reply) => {
        const more = isWorker && stand.#isOut ? Buffer.from('\n// a newer version\n') : undefined;
        const length = Number(reply.headers['content-length']);
        const head = {
          ...reply.headers,
          ...(more && length > 0 && { 'content-length': String(length + more.length) }),
        };
        answer.writeHead(reply.statusCode ?? 502, head);
        reply.on('data', (part) => answer.write(part));
        reply.on('end', () => answer.end(more));
      });
      passed.on('error', () => answer.destroy());
      answer.on('close', () => passed.destroy());
      asked.pipe(passed);
    });
    const stand = new NextVersion(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return stand;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  comesOut(): void {
    this.#isOut = true;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
