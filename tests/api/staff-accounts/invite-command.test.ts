import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { smallNetwork } from '../../support/network-file.ts';
import { raw } from '../../support/raw-statement.ts';

/** Each command is a process of its own, which a busy machine takes its time to start. */
const SLOW = 120_000;

describe('the command that invites, before the first start', { timeout: SLOW }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quietroom-invite-'));
    writeFileSync(join(folder, 'network.json'), JSON.stringify({ ...smallNetwork(), people: [] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, args: string[], settings: Record<string, string> = {}) => {
    const script = resolve(import.meta.dirname, `../../../api/cli/${command}.ts`);
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const env = { PATH, NODE_COMPILE_CACHE, DATA_DIR: join(folder, 'data'), ...settings };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
    return { status, stdout, stderr };
  };

  test('I1 says what is missing, makes one person, and prints the link once', async () => {
    expect(run('invite', ['--role', 'queen'])).toMatchObject({ status: 2, stdout: '' });
    const early = run('invite', ['--role', 'admin']);
    expect(early).toMatchObject({ status: 1, stdout: '' });
    expect(early.stderr).toContain('there is no network yet');

    expect(run('import', [join(folder, 'network.json')]).status).toBe(0);
    const nowhere = run('invite', ['--role', 'admin', '--branch', 'moon']);
    expect(nowhere).toEqual({ status: 1, stdout: '', stderr: 'there is no branch moon; there are: main\n' });
    expect(run('invite', ['--role', 'desk']).stderr).toBe('--branch is missing: the role desk needs one\n');
    expect(run('invite', ['--role', 'desk', '--branch', 'main', '--partner', 'x']).stderr).toContain(
      'does not go with',
    );

    const settings = { PUBLIC_URL: 'https://rooms.example.org' };
    const made = run('invite', ['--role', 'admin', '--name', 'Ilse Ålund', '--locale', 'fi'], settings);
    expect(made.status).toBe(0);
    const [, token] = /^https:\/\/rooms\.example\.org\/invited#([\w-]{43})\n$/.exec(made.stdout) ?? [];
    expect(token).toBeDefined();
    expect(made.stderr).toMatch(/sign in from then on as: admin-\d{5}\n$/);

    const databaseUrl = `file:${join(folder, 'data/quietroom.db')}`;
    const services = await openServices({ databaseUrl, dataDir: join(folder, 'data') });
    const people = await services.database.reader.rows(
      raw<{ id: string; locale: string }>('select * from person where disabled_at is null'),
      {},
    );
    const grants = await services.database.reader.rows(raw('select * from role_grant'), {});
    await services.close();
    expect(people).toMatchObject([{ id: expect.stringMatching(/^admin-\d{5}$/), locale: 'fi' }]);
    expect(grants).toEqual([]);
    const stored = readFileSync(join(folder, 'data/quietroom.db'));
    expect([token!, 'Ålund'].map((text) => stored.includes(text))).toEqual([false, false]);
  });
});
