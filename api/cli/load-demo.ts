import { readFileSync } from 'node:fs';
import { shiftToToday } from '#domain/network-file/shift-to-today.ts';
import type { FilePerson, NetworkFile } from '#domain/network.ts';
import { localDateOf } from '#domain/time/zone.ts';
import { importNetwork, type ImportServices } from '../features/network/import-network.ts';
import type { ImportSummary, Progress } from '../features/network/import-summary.ts';

const FILE = new URL('./demo-network.json', import.meta.url);

/** The demonstration network, with its dates shifted to this week (N13) and its people. */
export async function loadDemo(services: ImportServices, onProgress?: Progress): Promise<ImportSummary> {
  const today = localDateOf('UTC', await services.database.now());
  return importNetwork(services, shiftToToday(demoFile(), today), { demo: true, ...(onProgress && { onProgress }) });
}

/** Its people with their PINs and passwords, which everybody may read. */
export function demoPeople(): FilePerson[] {
  return demoFile().people;
}

function demoFile(): NetworkFile {
  return JSON.parse(readFileSync(FILE, 'utf8')) as NetworkFile;
}
