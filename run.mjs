// The one launcher. Runs on any Node from 20 on: installs what is missing, then hands over to the Node that the lock file pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = `usage: node run.mjs COMMAND

  start                  install, build, migrate, load the demonstration network into an empty database, serve on 127.0.0.1
  serve                  for real use: no demonstration data; refuses unsafe settings and says what to set
  import FILE [--demo]   apply a network file, whole or not at all
  export                 print the network file
  invite --role admin [--branch ID] [--name "…"]
                         the first administrator, or anybody who works here: prints a link that opens once
  verify                 read everything, while the service runs or not, and say whether it is as it was written
  audit accept           go on with a database that is behind its audit record or damaged, and put that on record
  backup [--to FOLDER]   a copy while the service runs: looked at, encrypted for BACKUP_RECIPIENT, old ones deleted
  restore FILE --identity FILE
                         a backup into an empty place; never over anything
  retention [--dry-run]  what has been kept long enough, kind by kind, goes now; with --dry-run it is only counted
  keys rotate            a new wrapping key for everybody's data, while the service runs
  codes issue DISCOUNT --count N
                         print new partner's codes once, one a line

  build                  install and build, and nothing else: for a service whose account may not write here

  dev                    serve with reload on change
  check                  format, lint, types, unit, property, architecture: the quick look before a commit
  test                   everything: check, API on both engines, build and sizes, browser journeys
  faults                 in full what the tests try in small: devices that lose network and power
  bench [--quick]        figures beside their floors and goals
  format                 rewrite files in the house's format
  i18n                   collect the texts of the screens into web/locales

Settings come from the environment: HOST, PORT, DATA_DIR, DATABASE_URL and the others in README.md.`;

const root = dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';
const own = (path) => join(root, path);
const bin = (path) => own(join('node_modules', path));

/** Each command: the programs it runs, one after the other; what the caller adds goes to the last. */
const COMMANDS = {
  start: [[own('api/cli/build-web.ts')], [own('api/main.ts'), 'start']],
  serve: [[own('api/cli/build-web.ts')], [own('api/main.ts'), 'serve']],
  build: [[own('api/cli/build-web.ts')]],
  import: [[own('api/cli/import.ts')]],
  export: [[own('api/cli/export.ts')]],
  invite: [[own('api/cli/invite.ts')]],
  verify: [[own('api/cli/safekeeping/verify.ts')]],
  audit: [[own('api/cli/audit-command.ts')]],
  keys: [[own('api/cli/safekeeping/keys-command.ts')]],
  backup: [[own('api/cli/safekeeping/backup.ts')]],
  restore: [[own('api/cli/safekeeping/restore.ts')]],
  retention: [[own('api/cli/safekeeping/retention.ts')]],
  codes: [[own('api/cli/codes.ts')]],
  dev: [[own('api/cli/dev.ts')]],
  check: [[own('tests/run-checks.ts')]],
  test: [[own('tests/run-tests.ts')]],
  faults: [[own('tests/run-faults.ts')]],
  bench: [[own('tests/load/bench.ts')]],
  format: [[bin('oxfmt/bin/oxfmt'), root]],
  i18n: [[bin('@lingui/cli/dist/lingui.js'), 'extract', '--clean']],
};

const [command, ...args] = process.argv.slice(2);
const programs = Object.hasOwn(COMMANDS, command ?? '') ? COMMANDS[command] : undefined;
if (!programs) {
  const asked = command === undefined || command === '--help' || command === '-h';
  console[asked ? 'log' : 'error'](asked ? USAGE : `run.mjs: there is no command "${command}"\n\n${USAGE}`);
  process.exit(asked && command !== undefined ? 0 : 2);
}

await install();
const node = pinnedNode();
const env = {
  // What Node made of our TypeScript the last time: a start takes half as long.
  NODE_COMPILE_CACHE: own('.cache/compiled'),
  ...process.env,
  PATH: [dirname(node), bin('.bin'), process.env.PATH].join(delimiter),
};

let child;
let stopping = false;
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
// Ctrl+C in a terminal reaches the child by itself: handed on, it would come twice, which means "at once".
process.on('SIGINT', () => (process.stdin.isTTY ? (stopping = true) : stop('SIGINT')));

// npm's shell keeps a SIGTERM to itself: when the parent has gone, stop as if it had been handed on.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && !stopping && stop('SIGTERM'), 250).unref();

for (const [index, program] of programs.entries()) {
  const code = await run([...program, ...(index === programs.length - 1 ? args : [])]);
  if (code !== 0 || stopping) process.exit(code);
}
process.exit(0);

function stop(signal) {
  stopping = true;
  child?.kill(signal);
}

function run(program) {
  return new Promise((done) => {
    child = spawn(node, ['--disable-warning=ExperimentalWarning', ...program], { stdio: 'inherit', env });
    child.once('error', (error) => {
      console.error(`run.mjs: ${error.message}`);
      done(1);
    });
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)));
  });
}

function pinnedNode() {
  const platform = windows ? 'win' : process.platform;
  const file = windows ? 'node.exe' : 'node';
  const here = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
    .map((name) => bin(join(name, 'bin', file)))
    .find((path) => existsSync(path));
  if (here) return here;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;

  console.error(`run.mjs: no Node comes with the project for ${platform}-${process.arch}: install Node 26 or newer.`);
  process.exit(1);
}

/** `npm ci`, once for each state of the lock file. Two that start at once: the second waits for the first. */
async function install() {
  const stamp = bin('.lock-hash');
  const wanted = createHash('sha256')
    .update(readFileSync(own('package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (installed()) return;

  const lock = own('.cache/install.lock');
  await take(lock);
  try {
    if (installed()) return;
    console.error('Installing (about half a minute) …');
    const options = [
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const done = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', ...options], {
      stdio: ['ignore', 2, 2],
      cwd: root,
      shell: windows,
    });
    if (done.status !== 0) {
      console.error(
        `run.mjs: npm ci did not succeed${done.error ? `: ${done.error.message}` : ''}. Is the package registry in reach?`,
      );
      process.exitCode = done.status || 1;
      rmSync(lock, { recursive: true, force: true });
      process.exit();
    }
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A directory is a lock: making it is atomic everywhere. One whose owner is dead is taken over. */
async function take(lock) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!told) console.error('Waiting for another run to finish installing …');
    told = true;
    await new Promise((later) => setTimeout(later, 300));
    if (!ownerAlive(lock)) rmSync(lock, { recursive: true, force: true });
  }
}

function ownerAlive(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
