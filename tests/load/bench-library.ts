import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkFile } from '#domain/network.ts';
import { addDays } from '#domain/time/local-date.ts';
import { runProgram, startProgram, type ChildProgram } from '../support/child-program.ts';
import { branchFile, cardOf, PIN, type BranchSize } from './branch-generator.ts';
import { seeded } from './fill-branch.ts';
import { LoadConnection, type LoadRequest } from './http-client.ts';

/** A made-up library in a folder of its own: imported, served, and asked for what the bench sends it. */
export interface BenchLibrary {
  size: BranchSize;
  folder: string;
  file: string;
  env: Record<string, string>;
  serve(): Promise<ChildProgram>;
  remove(): void;
}

export function makeLibrary(size: BranchSize): BenchLibrary {
  const library = { ...libraryIn(mkdtempSync(join(tmpdir(), 'quietroom-bench-'))), size };
  importInto(library, branchFile(size));
  return library;
}

/** One whose database lies there, or is to lie there. */
export function libraryIn(folder: string): Omit<BenchLibrary, 'size'> {
  const file = join(folder, 'bench.db');
  const env = { DATA_DIR: folder, DATABASE_URL: `file:${file}`, HOST: '127.0.0.1', PORT: '0' };
  return {
    folder,
    file,
    env,
    serve: () => startProgram('api/main.ts', ['start'], env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function importInto({ folder, env }: Pick<BenchLibrary, 'folder' | 'env'>, network: NetworkFile): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'network.json');
  writeFileSync(file, JSON.stringify(network));
  runProgram('api/cli/import.ts', [file, '--demo'], env);
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Where is searched: the branch, and the numbers of its counsellors. */
export interface SearchPlace {
  branch: string;
  counsellors: { from: number; count: number };
}

/** Searches of `days` days that differ in everything a patron can choose, so that hardly two in a row are alike. */
export function searches({ branch, counsellors }: SearchPlace, days: number, count: number): LoadRequest[] {
  const random = seeded(days);
  const pick = <T>(...choices: T[]): T => choices[Math.floor(random() * choices.length)] as T;
  return Array.from({ length: count }, () => {
    const from = addDays(today(), Math.floor(random() * 30));
    const query = new URLSearchParams({ service: 'talk', from, to: addDays(from, days - 1), branch });
    query.set('mode', pick('room', 'room', 'phone', 'video'));
    query.set('people', pick('1', '1', '2', '3'));
    const language = pick('', 'en', 'sl');
    if (language) query.set('language', language);
    if (random() < 0.3) query.set('features', 'step-free');
    if (random() < 0.3) {
      query.set('counsellor', `counsellor-${counsellors.from + Math.floor(random() * counsellors.count)}`);
    }
    return { method: 'GET', path: `/api/slots?${query}` };
  });
}

/** @returns the sign-in cookie of each patron */
export async function signInAll(url: string, size: Pick<BranchSize, 'patrons'>): Promise<string[]> {
  const cookies: string[] = [];
  for (let patron = 0; patron < size.patrons; patron++) {
    const answer = await fetch(`${url}/api/sign-in/card`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card: cardOf(patron), pin: PIN }),
    });
    if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
    cookies.push(
      answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }
  return cookies;
}

/**
 * Holds that cannot stand in each other's way: starts on the full hour from `fromDay` days ahead, each as often as rooms are free,
 * for another patron every time.
 */
export async function holdsFrom(
  url: string,
  cookies: string[],
  { fromDay, wanted, branch = 'main' }: { fromDay: number; wanted: number; branch?: string },
): Promise<LoadRequest[]> {
  const connection = new LoadConnection(url);
  const holds: LoadRequest[] = [];
  for (let day = fromDay; holds.length < wanted && day < 330; day += 30) {
    const from = addDays(today(), day);
    const path = `/api/slots?service=talk&branch=${branch}&mode=room&from=${from}&to=${addDays(from, 29)}`;
    const { body } = await connection.send({ method: 'GET', path });
    const { slots } = JSON.parse(body) as { slots: { startsAt: string; rooms: number; localStart: string }[] };
    for (const { startsAt, rooms } of slots.filter(({ localStart }) => localStart.endsWith(':00')))
      for (let room = 0; room < Math.min(rooms, cookies.length); room++)
        holds.push(holdOf(branch, startsAt, cookies[holds.length % cookies.length] as string));
  }
  connection.close();
  return spread(holds.slice(0, wanted));
}

/** Patrons who book at the same moment seldom want the same hour: the race for one slot is another test's. */
function spread<T>(items: T[]): T[] {
  const stride = Math.max(1, Math.floor(items.length / 31));
  return Array.from({ length: stride }, (_, first) => items.filter((_item, at) => at % stride === first)).flat();
}

function holdOf(branch: string, startsAt: string, cookie: string): LoadRequest {
  return {
    method: 'POST',
    path: '/api/holds',
    headers: { cookie, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ service: 'talk', branch, mode: 'room', startsAt }),
  };
}
