import { readFileSync } from 'node:fs';
import type { NetworkFile } from '../../api/domain/network.ts';

/** Fresh copies: tests change them. */
export function smallNetwork(): NetworkFile {
  return readJson('./small-network.json');
}

export function demoNetwork(): NetworkFile {
  return readJson('../../api/cli/demo-network.json');
}

/** The small network with a weekly circle of three sessions, from 1 December 2026 at 17:00, in room B with Ana. */
export function networkWithCircle(): NetworkFile {
  const file = smallNetwork();
  file.services.push({ ...file.services[0]!, id: 'circle', kind: 'group', people: { min: 1, max: 3 } });
  file.counsellors[0]!.services.push('circle');
  file.groups.push({
    id: 'winter',
    service: 'circle',
    counsellor: 'ana',
    branch: 'main',
    room: 'room-b',
    places: 3,
    startsAt: '2026-12-01T17:00',
    repeat: {
      everyDays: 7,
      times: 3,
    },
  });
  return file;
}

function readJson(path: string): NetworkFile {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as NetworkFile;
}
