import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import {
  chromium,
  type BrowserContext,
  type BrowserContextOptions,
  type Browser,
  type LaunchOptions,
} from 'playwright-core';
import { root } from './source-tree.ts';

/** Where people's own Chromium may stand, on the platforms for which none comes with the project. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/** A browser of one's own. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await howToLaunch());
}

let shared: Promise<Browser> | undefined;

/**
 * The browser of this worker, started once: every visit has a context of its own in it. One that all workers connect to costs
 * twice as much for each step, since each passes through the process that started it. It ends with the worker, its only caller.
 */
export async function sharedChromium(): Promise<Browser> {
  if (!(await shared)?.isConnected()) shared = launchChromium();
  return shared!;
}

/** Unpacks what has to be unpacked, so that those who come later need not wait for one another. */
export async function prepareChromium(): Promise<void> {
  await findChromium();
}

/**
 * A real Chromium: `CHROMIUM_PATH`, else the one inside @sparticuz/chromium, else an installed one.
 * The package's own helper is not used: it keeps a stale copy outside the project and turns web security off.
 */
async function howToLaunch(): Promise<LaunchOptions> {
  const { path, env } = await findChromium();
  return {
    executablePath: path,
    // Nobody looks at it: what is drawn need not pass through a graphics processor that is made up.
    args: ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'],
    env: { ...(process.env as Record<string, string>), ...env },
  };
}

/** A browser with its profile in a folder, as a person's is: it can be killed and opened again. */
export async function launchProfile(
  folder: string,
  options: BrowserContextOptions = {},
  switches: readonly string[] = [],
): Promise<BrowserContext> {
  const how = await howToLaunch();
  return chromium.launchPersistentContext(folder, { ...options, ...how, args: [...(how.args ?? []), ...switches] });
}

interface Found {
  path: string;
  env?: Record<string, string>;
}

async function findChromium(): Promise<Found> {
  if (process.env.CHROMIUM_PATH) return { path: process.env.CHROMIUM_PATH };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium();

  const installed = INSTALLED.find((path) => existsSync(path));
  if (!installed) throw new Error('No Chromium was found: set CHROMIUM_PATH to one.');
  return { path: installed };
}

/** A bare machine lacks some of its libraries, and every font: both come along in the package. */
async function unpackedChromium(): Promise<Found> {
  const archive = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  const home = join(root, 'node_modules/.cache/chromium');
  if (!existsSync(home)) await unpack(archive, home);

  const path = join(home, 'chromium');
  const lacking = execFileSync('ldd', [path], { encoding: 'utf8' }).includes('not found');
  return {
    path,
    env: {
      ...(lacking ? { LD_LIBRARY_PATH: join(home, 'lib') } : {}),
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(home, 'own-fonts.conf') }),
    },
  };
}

/** Into a folder of its own first, then in one step in place: two that unpack at once do not meet half a browser. */
async function unpack(archive: string, home: string): Promise<void> {
  const fresh = `${home}-${process.pid}-${crypto.randomUUID()}`;
  mkdirSync(fresh, { recursive: true });
  await inflate(join(archive, 'chromium.br'), join(fresh, 'chromium'));
  await chmod(join(fresh, 'chromium'), 0o755);
  for (const name of ['al2023', 'fonts']) {
    await inflate(join(archive, `${name}.tar.br`), join(fresh, `${name}.tar`));
    execFileSync('tar', ['-xf', join(fresh, `${name}.tar`), '-C', fresh]);
    rmSync(join(fresh, `${name}.tar`));
  }
  const fonts = `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`;
  writeFileSync(join(fresh, 'own-fonts.conf'), fonts);
  try {
    renameSync(fresh, home);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}
