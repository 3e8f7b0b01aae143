import { tool, type Step } from './step-runner.ts';

/** What can be said of the code without running it. */
export const staticChecks: Step[] = [
  {
    title: 'Types',
    program: tool('typescript/bin/tsc', '-p', '.', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'),
  },
  { title: 'Lint', program: tool('oxlint/bin/oxlint', '--deny-warnings') },
  {
    title: 'Format',
    program: tool('oxfmt/bin/oxfmt', '--check'),
  },
];
