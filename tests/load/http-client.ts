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
  readonly #socket: Socket;
  readonly #host: string;
  #parts: Buffer[] = [];
  #size = 0;
  #wanted = -1;
  #head: string | undefined;
  #answer: ((answer: LoadAnswer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(origin: string) {
    const { hostname, port, host } = new URL(origin);
    this.#host = host;
    this.#socket = connect(Number(port), hostname).setNoDelay(true);
    this.#socket.on('data', (part: Buffer) => this.#take(part));
    this.#socket.on('error', (error) => this.#failed?.(error));
    this.#socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
  }

  send({ method, path, headers = {}, body }: LoadRequest): Promise<LoadAnswer> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (body !== undefined)
      lines.push(`content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`);
    this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${lines.join('')}\r\n${body ?? ''}`);
    return new Promise((answer, failed) => {
      this.#answer = answer;
      this.#failed = failed;
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
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
