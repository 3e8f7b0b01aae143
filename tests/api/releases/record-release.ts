import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openApi, smallNetwork } from '../../support/api.ts';
import { freshDatabase } from '../../support/engines.ts';
import { ask, commonOf, type RecordedStep, type ReleaseRecord, type Step } from '../../support/release-record.ts';
import { PATRON_JOURNEY } from '../../support/release-journeys.ts';
import { STAFF_JOURNEY, STAFF_NOW } from '../../support/release-staff-journey.ts';
import { root } from '../../support/source-tree.ts';

/**
 * Writes down what this release's app asks and is answered: `node tests/api/releases/record-release.ts`, then `npm run format`,
 * once before a release. The API of the two releases after it must still answer so (releases.test.ts). What is recorded
 * already stays as it is.
 */
const JOURNEYS: { file: string; now: string; steps: Step[] }[] = [
  { file: '', now: '2026-11-23T06:00:00Z', steps: PATRON_JOURNEY },
  { file: '.staff', now: STAFF_NOW, steps: STAFF_JOURNEY },
];
/** What differs between them differs always. */
const RUNS = 3;

const { version: release } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
for (const { file, now, steps } of JOURNEYS) {
  const path = join(import.meta.dirname, `${release}${file}.json`);
  if (existsSync(path)) continue;

  const runs: RecordedStep[][] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await asked(now, steps));
  const record: ReleaseRecord = { release, now, network: smallNetwork(), steps: commonOf(runs) };
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
}

/** Of a library of its own. */
async function asked(now: string, steps: readonly Step[]): Promise<RecordedStep[]> {
  const place = await freshDatabase('sqlite');
  const api = await openApi('sqlite', { place, clock: () => Date.parse(now) });
  await importNetwork(api.services, smallNetwork(), { demo: true });
  try {
    return await ask(api, release, steps);
  } finally {
    await api.close();
    await place.drop();
  }
}
