import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a server that can fall silent: nothing arrives any more, and nobody is told that it does not. */
export class SilentLine {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #isSilent = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(url: URL): Promise<SilentLine> {
    const line = new SilentLine(createServer((near) => line.#take(near, url)));
    await new Promise<void>((done) => line.#server.listen(0, '127.0.0.1', done));
    return line;
  }

  /** The same address by way of this line. */
  through(url: string): string {
    const own = new URL(url);
    own.port = String((this.#server.address() as { port: number }).port);
    return own.href;
  }

  /** Whoever is connected hears nothing any more, for good; nor does who comes, until `speak`. */
  fallSilent(): void {
    this.#isSilent = true;
    for (const [near, far] of this.#pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.pause();
      far.pause();
    }
  }

  /**
   * New connections come through. Those before stay half-open, as behind a firewall that has forgotten them; the server has found
   * out by its own keep-alives.
   */
  speak(): void {
    this.#isSilent = false;
    for (const [, far] of this.#pairs) if (far.isPaused()) far.destroy();
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #take(near: Socket, { hostname, port }: URL): void {
    near.on('error', () => {});
    const far = connect(Number(port), hostname);
    far.on('error', () => {});
    far.once('close', () => {
      if (this.#pairs.has(pair) && !far.isPaused()) near.destroy();
    });
    const pair: [Socket, Socket] = [near, far];
    this.#pairs.add(pair);
    near.once('close', () => {
      this.#pairs.delete(pair);
      far.destroy();
    });
    if (this.#isSilent) return;
    near.pipe(far);
    far.pipe(near);
  }
}
