import { runStages, tool } from './support/step-runner.ts';

/** `npm run faults`: in full what `npm test` tries in small. Takes minutes. */
process.env.FAULTS = 'full';
const faults = ['run', '--project', 'api', '--testTimeout', '3600000'];
const browser = ['run', '--project', 'browser'];
const OFFLINE = 'tests/browser/offline';
const TIMES = 'tests/faults/attackers/timing.test.ts';
await runStages(
  // Alone: whoever works beside it is measured too.
  [[{ title: 'Times of failed sign-ins, in full', program: tool('vitest/vitest.mjs', ...faults, TIMES) }]],
  [
    [
      {
        title: 'Faults, races, attackers and simulations, in full',
        program: tool('vitest/vitest.mjs', ...faults, '--exclude', TIMES, 'tests/faults'),
      },
    ],
  ],
  [
    [
      {
        title: 'Devices without a network, in full',
        program: tool('vitest/vitest.mjs', ...browser, OFFLINE),
      },
    ],
  ],
  [
    [
      {
        title: 'Every screen in every language, in full',
        program: tool('vitest/vitest.mjs', ...browser, '--exclude', `${OFFLINE}/**`),
      },
    ],
  ],
);
