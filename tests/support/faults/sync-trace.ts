import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CALLS = 'read,recvfrom,write,writev,sendto,sendmsg,fsync,fdatasync';
/** `4711 1763840000.123456 fsync(21</data/quietroom.db-wal>) = 0 <0.004711>` */
const CALL = /^(\d+) +(\d+\.\d+) (\w+)\((\d+)<((?:->|[^>])*)>(.*)$/;
const RESUMED = /^(\d+) +(\d+\.\d+) <\.\.\. (\w+) resumed>/;
const DURATION = /<(\d+\.\d+)>$/;

/** This machine cannot do it; the message says what it lacks. */
export class NoTrace extends Error {
  override readonly name = 'NoTrace';
}

interface Call {
  name: string;
  file: string;
  /** What was written or read, as far as it was kept, and what it came to. */
  rest: string;
  begun: number;
  ended: number;
}

export interface Acknowledged {
  /** Writes that were answered with 2xx. */
  answers: number;
  /** Of them, those whose answer left although no sync of the log lay between their arrival and it. */
  early: number;
  syncs: number;
}

/** A process that is made just before its parent is traced is missed; then it is begun anew. */
const MOST_BEGINNINGS = 10;

/** Counts what processes and their children acknowledge and sync while something is done. @throws NoTrace */
export async function traced(pids: () => number[], work: () => Promise<void>): Promise<Acknowledged> {
  const folder = mkdtempSync(join(tmpdir(), 'quietroom-trace-'));
  const file = join(folder, 'calls');
  try {
    const stop = await beginTrace(pids, file);
    await work().finally(stop);
    return acknowledgedIn(callsIn(readFileSync(file, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function beginTrace(pids: () => number[], file: string): Promise<() => Promise<void>> {
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning++) {
    const now = pids();
    const how = ['-f', '-ttt', '-T', '-yy', '-s', '48', '-e', `trace=${CALLS}`, '-o', file];
    const child = spawn('strace', [...how, ...now.flatMap((pid) => ['-p', String(pid)])], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    await attached(child, now.length);
    const stop = async () => {
      child.kill('SIGINT');
      await ended;
    };
    if (pids().every(isTraced)) return stop;
    await stop();
  }
  throw new NoTrace('processes come and go too fast to be traced');
}

function isTraced(pid: number): boolean {
  try {
    return !/^TracerPid:\t0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // It has gone meanwhile.
    return true;
  }
}

function attached(child: ReturnType<typeof spawn>, count: number): Promise<void> {
  return new Promise((done, failed) => {
    let said = '';
    child.once('error', (error) => failed(new NoTrace(`no strace: ${error.message}`, { cause: error })));
    child.once('close', () => failed(new NoTrace(`strace does not trace here: ${said.trim()}`)));
    child.stderr!.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.split(' attached').length > count) done();
    });
  });
}

function callsIn(text: string): Call[] {
  const calls: Call[] = [];
  const unfinished = new Map<string, Call>();
  for (const line of text.split('\n')) {
    const [, pid, at, name, , file, rest] = CALL.exec(line) ?? [];
    if (pid !== undefined) {
      const begun = Number(at);
      const call = { name: name!, file: file!, rest: rest!, begun, ended: begun + durationOf(line) };
      calls.push(call);
      if (rest!.endsWith('<unfinished ...>')) unfinished.set(pid, call);
      continue;
    }
    const [, resumed = '', , what] = RESUMED.exec(line) ?? [];
    const call = unfinished.get(resumed);
    if (!call || call.name !== what) continue;
    call.ended = call.begun + durationOf(line);
    call.rest += line.slice(line.indexOf('resumed>'));
    unfinished.delete(resumed);
  }
  return calls;
}

function durationOf(line: string): number {
  return Number(DURATION.exec(line)?.[1] ?? Infinity);
}

const isSync = ({ name, file, rest }: Call) =>
  /^f(data)?sync$/.test(name) && /-wal$|\/pg_wal\//.test(file) && / = 0 /.test(rest);
const isRequest = ({ name, file, rest }: Call) =>
  /^(read|recvfrom)$/.test(name) && file.startsWith('TCP') && / = [1-9]/.test(rest);
const isAnswer = ({ name, file }: Call) => /^(write|writev|sendto|sendmsg)$/.test(name) && file.startsWith('TCP');

function acknowledgedIn(calls: readonly Call[]): Acknowledged {
  const syncs = calls.filter(isSync);
  /** Of each connection: the last that was read from it, and whether it asked for a write. */
  const asked = new Map<string, { arrived: number; isWrite: boolean }>();
  let answers = 0;
  let early = 0;
  for (const call of calls.toSorted((a, b) => a.begun - b.begun)) {
    if (isRequest(call)) {
      const verb = /"(POST|PUT|GET) \/api\//.exec(call.rest)?.[1];
      // What is no first line is the rest of a request.
      const isWrite = verb === undefined ? (asked.get(call.file)?.isWrite ?? false) : verb !== 'GET';
      asked.set(call.file, { arrived: call.ended, isWrite });
    }
    const request = asked.get(call.file);
    if (!request?.isWrite || !isAnswer(call) || !/"HTTP\/1\.1 2\d\d/.test(call.rest)) continue;
    answers++;
    if (!syncs.some(({ begun, ended }) => begun >= request.arrived && ended <= call.begun)) early++;
  }
  return { answers, early, syncs: syncs.length };
}
