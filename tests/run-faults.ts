import { runStages, tool } from './support/step-runner.ts';

/** `npm run faults`: in full what `npm test` tries in small. Takes minutes. */
process.env.FAULTS = 'full';
await runStages([
  [
    {
      title: 'Attackers with scripts, in full',
      program: tool('vitest/vitest.mjs', 'run', '--project', 'api', '--testTimeout', '1800000', 'tests/faults'),
    },
  ],
  [
    {
      title: 'Devices without a network, in full',
      program: tool('vitest/vitest.mjs', 'run', '--project', 'browser', 'tests/browser/offline'),
    },
  ],
]);
