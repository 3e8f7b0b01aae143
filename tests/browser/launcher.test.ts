import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyLibrary, type LibraryFolder } from '../support/ready-library.ts';
import { root } from '../support/source-tree.ts';

const RUN = join(root, 'run.mjs');

let library: LibraryFolder;
beforeAll(async () => void (library = await copyLibrary()));
afterAll(() => library.remove());

/** As a person's shell starts it, on a library of its own. */
function launch(program: string, ...args: string[]) {
  const { environment } = library;
  return spawn(program, args, { env: { ...process.env, ...environment } });
}

describe('run.mjs', () => {
  test('an unknown command is answered with the usage and 2', async () => {
    const { code, output } = await outcome(launch(process.execPath, RUN, 'no-such-command'));
    expect(code).toBe(2);
    expect(output).toContain('there is no command "no-such-command"');
    expect(output).toContain('usage: node run.mjs COMMAND');
  });

  test('hands on what a command answers', async () => {
    const { code } = await outcome(launch(process.execPath, RUN, 'import', join(library.folder, 'no-such-file.json')));
    expect(code).toBeGreaterThan(0);
  });

  test('stops its server when its parent is gone: npm’s shell keeps a SIGTERM to itself', async () => {
    const shell = launch('sh', '-c', `"${process.execPath}" "${RUN}" start; true`);
    const url = await new Promise<string>((said, failed) => {
      let output = '';
      const read = (part: Buffer) => {
        output += part.toString();
        const address = /http:\/\/[\w.]+:\d+/.exec(output)?.[0];
        if (address) said(address);
      };
      shell.stdout.on('data', read);
      shell.stderr.on('data', read);
      shell.once('exit', () => failed(new Error(output)));
    });
    expect((await fetch(`${url}/api/health`)).status).toBe(200);

    shell.kill('SIGTERM');
    await expect.poll(() => reachable(url), { timeout: 30_000, interval: 100 }).toBe(false);
  });
});

function outcome(child: ReturnType<typeof spawn>): Promise<{ code: number | null; output: string }> {
  let output = '';
  child.stdout?.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (output += part.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
}

async function reachable(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );
}
