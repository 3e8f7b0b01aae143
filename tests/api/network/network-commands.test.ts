import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnreadableFile } from '#domain/network-file/parse-network-file.ts';
import { readNetworkFile } from '../../../api/cli/read-network-file.ts';
import { runCommand } from '../../support/commands/run-command.ts';
import { demoNetwork, smallNetwork } from '../../support/network-file.ts';

const DEMO = resolve(import.meta.dirname, '../../../api/cli/demo-network.json');

describe('commands before the first start', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quietroom-commands-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (command: string, ...args: string[]) => {
    const said = await runCommand(command, args, { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data') });
    return { ...said, lines: said.stderr.split('\n').slice(0, -1) };
  };
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  test('N1 faults are one a line on stderr, and nothing is on stdout', async () => {
    const rooms = Array.from({ length: 1_000 }, (_, n) => ({ ...smallNetwork().rooms[0], id: `r${n}`, capacity: 0 }));
    const { status, stdout, lines } = await run('import', file('bad.json', { ...smallNetwork(), rooms }), '--demo');
    expect([status, stdout]).toEqual([1, '']);
    expect(lines).toHaveLength(1_000);
    expect(lines[999]).toBe('rooms[999].capacity: is below 1');
  });

  test('N3 a file that cannot be read says why', async () => {
    const huge = file('huge.json', '[');
    truncateSync(huge, 100 * 1024 * 1024);
    expect(await run('import', huge)).toMatchObject({
      status: 2,
      stderr: `${huge} has 100 MB; a network file has at most 50\n`,
    });

    const latin = join(folder, 'latin.json');
    writeFileSync(latin, Buffer.from([0x22, 0xe4, 0x22]));
    await expect(readNetworkFile(latin)).rejects.toThrow(new UnreadableFile('is not UTF-8'));
    await expect(readNetworkFile(join(folder, 'none.json'))).rejects.toThrow(new UnreadableFile('is not there'));
    await expect(readNetworkFile(folder)).rejects.toThrow(UnreadableFile);
    await expect(readNetworkFile(file('cut.json', '{"network":'))).rejects.toThrow('is not JSON: unreadable at line 1');
  });

  test('N14 N15 import, import again, export, issue codes', async () => {
    const first = await run('import', DEMO, '--demo');
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/: imported\n {2}network {6}1 added\n {2}branches {5}6 added\n/);
    expect(await run('import', DEMO, '--demo')).toMatchObject({
      status: 0,
      stdout: `${DEMO}: nothing changed\n`,
      stderr: '',
    });

    const exported = await run('export');
    expect(exported.status).toBe(0);
    expect(JSON.parse(exported.stdout)).toMatchObject({
      groups: demoNetwork().groups,
      counsellors: demoNetwork().counsellors,
    });
    expect(exported.stdout).not.toContain('29000001');

    const codes = await run('codes', 'issue', 'relief-code-40', '--count', '3');
    expect(codes).toMatchObject({ status: 0, stderr: '' });
    expect(codes.stdout).toMatch(/^([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\n){3}$/);
    expect(await run('codes', 'issue', 'winter-50-ua', '--count', '3')).toMatchObject({ status: 1, stdout: '' });
    expect(readFileSync(join(folder, 'data/quietroom.db')).includes(codes.stdout.slice(0, 14))).toBe(false);
  });
});
