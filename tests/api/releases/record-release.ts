import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi, smallNetwork } from '../../support/api.ts';
import { ask, commonOf, type RecordedStep, type ReleaseRecord } from '../../support/release-record.ts';
import { PATRON_JOURNEY } from '../../support/release-journeys.ts';
import { root } from '../../support/source-tree.ts';

/**
 * Writes down what this release's app asks and is answered: `node tests/api/releases/record-release.ts`, then `npm run format`,
 * once before a release. The API of the two releases after it must still answer so (releases.test.ts).
 */
const NOW = '2026-11-23T06:00:00Z';
/** What differs between them differs always. */
const RUNS = 3;

const { version: release } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const network = smallNetwork();
const runs: RecordedStep[][] = [];

for (let run = 0; run < RUNS; run++) {
  const api = await openApi('sqlite', { file: smallNetwork(), clock: () => Date.parse(NOW) });
  runs.push(await ask(api, release, PATRON_JOURNEY));
  await api.close();
}

const record: ReleaseRecord = { release, now: NOW, network, steps: commonOf(runs) };
writeFileSync(join(import.meta.dirname, `${release}.json`), `${JSON.stringify(record, null, 2)}\n`);
