import { join } from 'node:path';
import { root } from './support/source-tree.ts';
import { staticChecks } from './support/static-checks.ts';
import { runStages, vitest } from './support/step-runner.ts';

/**
 * `npm test`: everything. All tests are one run of vitest: its workers take the next file, of whatever kind, until none is
 * left, so that no core idles while another has minutes to go. What can be said of the code without running it is said meanwhile.
 */
await runStages([
  staticChecks,
  [
    { title: 'Web build', program: [join(root, 'api/cli/build-web.ts')] },
    vitest('Unit, property, architecture, API on both engines, browser', 'unit', 'property', 'api', 'browser'),
  ],
]);
