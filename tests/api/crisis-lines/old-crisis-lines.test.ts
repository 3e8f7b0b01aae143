import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OldCrisisLines } from '#contract/oversight/crisis-lines.ts';
import type { LogLine } from '../../../api/http/log.ts';
import { startTellingOldLines, tellOldLines } from '../../../api/jobs/crisis-lines/tell-old-lines.ts';
import { openApi, problemOf, smallNetwork, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { hired } from '../../support/invitations.ts';
import { signInAs } from '../../support/sign-in-as.ts';

/** Main's number was checked on 1 June in Helsinki, the annex's a day later. */
function checkedInJune() {
  const file = smallNetwork();
  const [main] = file.branches;
  const line = { label: { en: 'Emergency number' }, phone: '112' };
  const annex = { ...structuredClone(main!), id: 'annex', name: { en: 'Annex' }, timeZone: 'Europe/Helsinki' };
  Object.assign(main!, { crisis: [{ ...line, checkedOn: '2026-06-01' }], timeZone: 'Europe/Helsinki' });
  file.branches.push({ ...annex, crisis: [{ ...line, checkedOn: '2026-06-02' }] });
  return file;
}
/** Midnight between 2 and 3 December, in Helsinki: over six months and a day after 1 June. */
const OLD_FROM = Date.UTC(2026, 11, 2, 22);
const DAY = 86_400_000;

describe.each(ENGINES)('numbers for urgent help, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = OLD_FROM;
  beforeAll(async () => void (api = await openApi(engine, { file: checkedInJune(), clock: () => now })));
  afterAll(() => api.close());
  afterEach(() => vi.useRealTimers());

  const oldFor = async (cookie: string) => {
    const answer = await api.request('/api/staff/old-crisis-lines', { cookie });
    return ((await answer.json()) as OldCrisisLines).lines.map(({ branch, checkedOn }) => `${branch} ${checkedOn}`);
  };

  test('N16 administrators see those that were checked over six months ago, each by its library’s own day', async () => {
    const { cookie } = await signInAs(api, 'admin-1');
    now = OLD_FROM - 1;
    expect(await oldFor(cookie)).toEqual([]);
    now = OLD_FROM;
    expect(await oldFor(cookie)).toEqual(['main 2026-06-01']);
    now = OLD_FROM + DAY;
    expect(await oldFor(cookie)).toEqual(['main 2026-06-01', 'annex 2026-06-02']);
  });

  test('N16 an administrator of a branch sees its own; others are refused', async () => {
    now = OLD_FROM + DAY;
    const annex = await hired(api, { role: 'admin', branch: 'annex' });
    expect(await oldFor(annex.cookie)).toEqual(['annex 2026-06-02']);
    const { cookie } = await signInAs(api, 'desk-1');
    expect(await problemOf(await api.request('/api/staff/old-crisis-lines', { cookie }))).toBe('403 forbidden');
  });

  test('N16 the log names branch and line, at the start and once a day', async () => {
    now = OLD_FROM;
    const log: LogLine[] = [];
    await tellOldLines(api.services, (line) => void log.push(line));
    const told = {
      level: 'warn',
      event: 'crisis_line_old',
      branch: 'main',
      line: 'Emergency number 112',
      checkedOn: '2026-06-01',
    };
    expect(log).toEqual([told]);

    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const daily: LogLine[] = [];
    const stop = startTellingOldLines(api.services, (line) => void daily.push(line));
    await vi.waitFor(() => expect(daily).toHaveLength(1));
    vi.advanceTimersByTime(DAY - 1);
    vi.advanceTimersByTime(1);
    await vi.waitFor(() => expect(daily).toHaveLength(2));
    await stop();
    vi.advanceTimersByTime(DAY);
    expect(daily).toEqual([told, told]);
  });
});
