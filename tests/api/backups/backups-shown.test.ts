import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backups } from '#contract/oversight/backups.ts';
import { claimBackup, noteBackup, noteFailure } from '../../../api/storage/backup/backup-record.ts';
import { openApi, problemOf, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { signInAs } from '../../support/sign-in-as.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const HOUR = 3_600_000;
const good = (takenAt: number) => ({ takenAt, bytes: 48_230_400, release: '0.1.0', verified: 'opened' as const });

describe.each(ENGINES)('what is shown of backups, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = NOW;
  let cookie: string;
  beforeAll(async () => {
    api = await openApi(engine, { clock: () => now, app: { backups: { everyHours: 24, isExpected: true } } });
    ({ cookie } = await signInAs(api, 'admin-1'));
  });
  afterAll(() => api.close());
  const shown = async () => (await (await api.request('/api/staff/backups', { cookie })).json()) as Backups;
  const health = async () => ((await (await api.request('/api/health')).json()) as { backup: string }).backup;

  test('Z2 none at all wants care where there should be one', async () => {
    expect(await shown()).toEqual({ age: 'none', wantsCare: true, everyHours: 24, asOf: '2026-11-23T08:00:00Z' });
    expect(await health()).toBe('none');
  });

  test('Z1 the last good one and what failed since; a good one ends the failure', async () => {
    await noteBackup(api.services.database, good(NOW));
    await noteFailure(api.services.database, 'disk_full');
    expect(await shown()).toMatchObject({
      age: 'fresh',
      wantsCare: false,
      last: { takenAt: '2026-11-23T08:00:00Z', bytes: 48_230_400, verified: 'opened' },
      failure: { at: '2026-11-23T08:00:00Z', code: 'disk_full' },
    });
    await noteBackup(api.services.database, good(NOW));
    expect(await shown()).not.toHaveProperty('failure');
  });

  test('Z2 after two turns without one it is old, for administrators and for who watches the service', async () => {
    now = NOW + 48 * HOUR;
    expect([(await shown()).age, await health()]).toEqual(['fresh', 'fresh']);
    now += 1;
    expect([(await shown()).age, await health()]).toEqual(['old', 'old']);
    expect((await shown()).wantsCare).toBe(true);
  });

  test('Z1 nobody else is told', async () => {
    const desk = await signInAs(api, 'desk-1');
    expect(await problemOf(await api.request('/api/staff/backups', { cookie: desk.cookie }))).toBe('403 forbidden');
  });

  test('of many processes that look at once one takes a turn; after a failure the next is an hour later', async () => {
    const { database } = api.services;
    const claim = async () =>
      (await Promise.all(Array.from({ length: 8 }, () => claimBackup(database, 24 * HOUR)))).filter(Boolean).length;
    expect(await claim()).toBe(1);
    now += HOUR - 1;
    expect(await claim()).toBe(0);
    now += 1;
    expect(await claim()).toBe(1);
    await noteBackup(database, good(now));
    now += 24 * HOUR - 1;
    expect(await claim()).toBe(0);
    now += 1;
    expect(await claim()).toBe(1);
  });
});
