import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../checker/told-log.ts';
import type { ApiProcess } from './api-process.ts';

/** Clients that are told to come again take a breath first. */
export const patientServer = (api: ApiProcess): Server => ({
  request: async (path, asked) => {
    const answer = await api.request(path, asked);
    if (answer.status === 503) await sleep(100);
    return answer;
  },
});

export interface ToldHealth {
  writes: 'open' | 'stopped';
  why?: string;
}

export const healthOf = async (api: ApiProcess) => (await (await api.request('/api/health')).json()) as ToldHealth;

/** @returns how long that took */
export async function until(what: string, is: () => boolean | Promise<boolean>, patienceMs = 20_000): Promise<number> {
  const began = performance.now();
  while (!(await is())) {
    if (performance.now() - began > patienceMs) throw new Error(`${what}: not within ${patienceMs} ms`);
    await sleep(10);
  }
  return performance.now() - began;
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
