import { connect, type Socket } from 'node:net';

export interface LoadRequest {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadAnswer {
  status: number;
  body: string;
  bytes: number;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('0\r\n\r\n');

/**
 * One kept-alive connection, one request at a time, over a bare socket: Node's own client costs more than the server that it
 * would measure. Understands content-length and chunked answers and nothing else.
 */
export class LoadConnection {
  readonly #origin: URL;
  #socket: Socket;
  #parts: Buffer[] = [];
  #size = 0;
  #wanted = -1;
  #head: string | undefined;
  #answer: ((answer: LoadAnswer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(origin: string) {
    this.#origin = new URL(origin);
    this.#socket = this.#connect();
  }

  send({ method, path, headers = {}, body }: LoadRequest): Promise<LoadAnswer> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (body !== undefined)
      lines.push(`content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`);
    this.#socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: ${this.#origin.host}\r\n${lines.join('')}\r\n${body ?? ''}`,
    );
    return new Promise((answer, failed) => {
      this.#answer = answer;
      this.#failed = failed;
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #connect(): Socket {
    const { hostname, port } = this.#origin;
    const socket = connect(Number(port), hostname).setNoDelay(true);
    const fail = (error: Error) => socket === this.#socket && this.#failed?.(error);
    socket.on('data', (part: Buffer) => this.#take(part));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed the connection')));
    return socket;
  }

  #take(part: Buffer): void {
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#head === undefined) this.#readHead();
    if (this.#head === undefined) return;
    const ended = this.#wanted >= 0 ? this.#size >= this.#wanted : endsWith(this.#joined(), END_OF_CHUNKS);
    if (ended) this.#finish();
  }

  #readHead(): void {
    const all = this.#joined();
    const end = all.indexOf(END_OF_HEAD);
    if (end < 0) return;
    this.#head = all.toString('latin1', 0, end);
    const rest = all.subarray(end + END_OF_HEAD.length);
    this.#parts = [rest];
    this.#size = rest.length;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1];
    const bodyless = /^HTTP\/1.1 (204|304)/.test(this.#head);
    this.#wanted = bodyless ? 0 : length === undefined ? -1 : Number(length);
  }

  #finish(): void {
    const answer = { status: Number(this.#head?.slice(9, 12)), body: this.#joined().toString(), bytes: this.#size };
    // After ten thousand requests the server wants a new connection; the one before closes by itself.
    if (/\r\nconnection: *close/i.test(this.#head ?? '')) this.#socket = this.#connect();
    this.#head = undefined;
    this.#parts = [];
    this.#size = 0;
    this.#failed = undefined;
    this.#answer?.(answer);
  }

  #joined(): Buffer {
    if (this.#parts.length !== 1) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0] as Buffer;
  }
}

function endsWith(bytes: Buffer, ending: Buffer): boolean {
  return bytes.subarray(-ending.length).equals(ending);
}
