import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { runCommand } from '../../support/commands/run-command.ts';
import { smallNetwork } from '../../support/network-file.ts';
import { raw } from '../../support/raw-statement.ts';

describe('the command that invites, before the first start', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quietroom-invite-'));
    writeFileSync(join(folder, 'network.json'), JSON.stringify({ ...smallNetwork(), people: [] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, args: string[], settings: Record<string, string> = {}) =>
    runCommand(command, args, { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), ...settings });

  test('I1 says what is missing, makes one person, and prints the link once', async () => {
    expect(await run('invite', ['--role', 'queen'])).toMatchObject({ status: 2, stdout: '' });
    const early = await run('invite', ['--role', 'admin']);
    expect(early).toMatchObject({ status: 1, stdout: '' });
    expect(early.stderr).toContain('there is no network yet');

    expect((await run('import', [join(folder, 'network.json')])).status).toBe(0);
    const nowhere = await run('invite', ['--role', 'admin', '--branch', 'moon']);
    expect(nowhere).toEqual({ status: 1, stdout: '', stderr: 'there is no branch moon; there are: main\n' });
    expect((await run('invite', ['--role', 'desk'])).stderr).toBe('--branch is missing: the role desk needs one\n');
    expect((await run('invite', ['--role', 'desk', '--branch', 'main', '--partner', 'x'])).stderr).toContain(
      'does not go with',
    );

    const settings = { PUBLIC_URL: 'https://rooms.example.org' };
    const made = await run('invite', ['--role', 'admin', '--name', 'Ilse Ålund', '--locale', 'fi'], settings);
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
