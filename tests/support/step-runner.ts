import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-tree.ts';

/** One section of a test run: a program whose output is shown whole under its heading, once it has ended. */
export interface Step {
  title: string;
  program: string[];
  /** A report that vitest writes as JSON, where the step's tests are counted; otherwise the step counts as one. */
  report?: string;
}

const running = new Set<ChildProcess>();
let failed = false;
let passedCount = 0;
let failedCount = 0;
/** What this machine has not the means to show, by name: neither passed nor hidden. */
const notProved: string[] = [];

/**
 * Runs stages one after the other; a stage is lanes side by side, a lane is steps one after the other. After the first
 * failure nothing new is begun.
 */
export async function runStages(...stages: Step[][][]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abandon);
  const began = performance.now();

  for (const lanes of stages) {
    await Promise.all(
      lanes.map(async (lane) => {
        for (const step of lane) if (!failed) await runStep(step);
      }),
    );
  }

  for (const name of notProved) console.log(`\nNOT PROVED  ${name}`);
  const unproved = notProved.length > 0 ? `, ${notProved.length} NOT PROVED` : '';
  console.log(`\nin ${seconds(began)}\n${passedCount} passed, ${failedCount} failed${unproved}`);
  process.exitCode = failed ? 1 : 0;
}

/** A tool of node_modules, run by this same Node. */
export function tool(path: string, ...args: string[]): string[] {
  return [join(root, 'node_modules', path), ...args];
}

/** Vitest on some of its projects. */
export function vitest(title: string, ...projects: string[]): Step {
  const report = join(root, '.cache', `report-${projects.join('-')}.json`);
  return {
    title,
    program: tool(
      'vitest/vitest.mjs',
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...projects.flatMap((project) => ['--project', project]),
    ),
    report,
  };
}

async function runStep(step: Step): Promise<void> {
  const began = performance.now();
  if (step.report) rmSync(step.report, { force: true });
  const { code, output } = await run(step.program);
  const { passed, broken } = count(step, code === 0);
  if (failed && code !== 0 && broken === 0) return;

  passedCount += passed;
  failedCount += broken;
  const tally = step.report ? `${passed} passed${broken ? `, ${broken} failed` : ''}` : code === 0 ? 'ok' : 'FAILED';
  console.log(`\n━━ ${step.title} · ${tally} · ${seconds(began)}`);
  if (output.trim() !== '') console.log(output.trimEnd());
  if (code !== 0) stopOthers();
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  testResults?: { assertionResults: { status: string; fullName: string }[] }[];
}

const UNPROVED = new Set(['skipped', 'pending']);

function count(step: Step, ok: boolean): { passed: number; broken: number } {
  if (!step.report) return ok ? { passed: 1, broken: 0 } : { passed: 0, broken: stopped() ? 0 : 1 };
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(step.report, 'utf8')) as Report;
    const tests = testResults?.flatMap(({ assertionResults }) => assertionResults) ?? [];
    notProved.push(...tests.flatMap(({ status, fullName }) => (UNPROVED.has(status) ? [fullName] : [])));
    // A file that cannot even be loaded fails without a failed test.
    return { passed: numPassedTests ?? 0, broken: Math.max(numFailedTests ?? 0, ok ? 0 : 1) };
  } catch {
    return { passed: 0, broken: ok || stopped() ? 0 : 1 };
  }
}

function run(program: string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...program], {
      cwd: root,
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    child.once('close', (code) => {
      running.delete(child);
      done({ code: code ?? 1, output });
    });
  });
}

/** The other lane's result would only bury the reason. */
function stopOthers(): void {
  failed = true;
  for (const child of running) child.kill('SIGTERM');
}

function stopped(): boolean {
  return failed;
}

function abandon(): void {
  stopOthers();
  process.exitCode = 130;
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
