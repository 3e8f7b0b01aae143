import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApi } from '../../support/api.ts';
import { ask, lostSince, type RecordedStep, type ReleaseRecord } from '../../support/release-record.ts';

const FILE = join(import.meta.dirname, '0.1.0.staff.json');
const record = JSON.parse(readFileSync(FILE, 'utf8')) as ReleaseRecord;

type Changed = (body: Record<string, unknown>) => unknown;

/** As answered now, but that one step is answered otherwise. */
function otherwise(steps: RecordedStep[], name: string, change: Changed): RecordedStep[] {
  const copy = structuredClone(steps);
  const { answer } = copy.find((step) => step.name === name)!;
  change(answer.body as Record<string, unknown>);
  return copy;
}

test('control: what an earlier release’s desk, counsellor, kiosk and device rely on is named when it is gone', async () => {
  const api = await openApi('sqlite', { file: record.network, clock: () => Date.parse(record.now) });
  const steps = await ask(api, record.release, record.steps).finally(() => api.close());
  const lost = (name: string, change: Changed) => lostSince(record, otherwise(steps, name, change));

  expect(lost('deskDay', (body) => Object.assign(body, { more: 1 }))).toEqual([]);
  expect(lost('deskDay', (body) => delete (body.rows as Record<string, unknown>[])[0]!.alias)).toEqual([
    'deskDay.body.rows[0].alias is no string any more',
  ]);
  expect(lost('checkIns', (body) => (body.results as unknown[]).pop())).toEqual([
    'checkIns.body.results has not its 8 entries',
  ]);
  expect(lost('day', (body) => delete body.blocks)).toEqual(['day.body.blocks has not its 0 entries']);
  expect(lost('kioskCode', (body) => (body.outcome = 'already'))).toHaveLength(1);
  expect(lost('grant', (body) => delete body.serverKey)).toHaveLength(1);
  const who = new Set(record.steps.map((step) => step.who));
  expect([...who]).toEqual(['desk', 'counsellor', 'kiosk', 'door']);
});
