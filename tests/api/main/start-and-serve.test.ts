import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallNetwork } from '../../support/api.ts';
import { runProgram, startProgram } from '../../support/child-program.ts';
import { listenTo } from '../../support/live-listener.ts';
import { root } from '../../support/source-tree.ts';

/** The program itself, as people start it. */
describe('start and serve', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'quietroom-main-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const envOf = (more: Record<string, string> = {}) => ({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, 'main.db')}`,
    ...more,
  });

  function fail(command: string, more: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'api/main.ts'), command],
      {
        env: { ...process.env, ...envOf(more) },
      },
    );
    let said = '';
    child.stdout.on('data', (part) => void (said += part));
    child.stderr.on('data', (part) => void (said += part));
    return new Promise((done) => child.once('exit', (code) => done({ code, said })));
  }

  test('start shows a demonstration that says so; a second process shares its database; both stop cleanly', async () => {
    const first = await startProgram('api/main.ts', ['start'], envOf());
    const second = await startProgram('api/main.ts', ['start'], envOf());
    expect(first.output()).toContain('THIS IS A DEMONSTRATION');
    expect(first.output()).toMatch(/29000001 +4821/);
    expect(first.output()).toMatch(/admin-network +demo-network-admin +admin/);

    const signIn = await fetch(`${first.url}/api/sign-in/card`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"card":"29000001","pin":"4821"}',
    });
    const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!;
    expect((await fetch(`${second.url}/api/me`, { headers: { cookie } })).status).toBe(200);
    const live = listenTo(await fetch(`${second.url}/api/live`, { headers: { cookie } }));

    const taken = await fail('start', { PORT: new URL(first.url).port });
    expect(taken).toMatchObject({ code: 1, said: expect.stringContaining('is taken by another program') });

    const refused = await fail('serve');
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringMatching(/25 demonstration accounts.*Set DATABASE_URL/),
    });

    expect(await first.stop()).toBe(0);
    const asked = performance.now();
    expect(await second.stop()).toBe(0);
    // The open stream is closed at once, without a word: the device is to come back.
    expect(performance.now() - asked).toBeLessThan(3000);
    expect(await live.over).toBe('retry: 2000\n\n');
    expect(first.output()).toContain('"event":"stopped"');
  });

  test('serve tells every unsafe setting at once, and what to set', async () => {
    const { code, said } = await fail('serve', { HOST: '0.0.0.0', PORT: 'x', PUBLIC_URL: 'http://rooms.example.org' });
    expect(code).toBe(1);
    for (const name of ['HOST', 'PORT', 'PUBLIC_URL']) expect(said).toMatch(new RegExp(`^  ${name} must `, 'm'));
  });

  test('N16 serve names the numbers for urgent help that want checking', async () => {
    const network = { ...smallNetwork(), people: [] };
    for (const { crisis } of network.branches) for (const line of crisis) line.checkedOn = '2020-01-01';
    const file = join(folder, 'network.json');
    writeFileSync(file, JSON.stringify(network));
    runProgram('api/cli/import.ts', [file], envOf());
    const served = await startProgram('api/main.ts', ['serve'], envOf());
    await expect.poll(() => served.output()).toMatch(/"event":"crisis_line_old","branch":"main","line":"[^"]+"/);
    expect(await served.stop()).toBe(0);
  });

  test('serve makes no keys', async () => {
    expect(await fail('serve')).toMatchObject({ code: 1, said: expect.stringContaining('There are no keys') });
  });
});
