import { join } from 'node:path';
import { root } from './support/source-tree.ts';
import { staticChecks } from './support/static-checks.ts';
import { runLanes, vitest } from './support/step-runner.ts';

/** `npm test`: everything. Two lanes, as a small machine has two cores. */
await runLanes([
  [
    ...staticChecks,
    vitest('Unit, property, architecture', 'unit', 'property'),
    vitest('API on SQLite and PostgreSQL', 'api'),
  ],
  [
    { title: 'Web build', program: [join(root, 'api/cli/build-web.ts')] },
    vitest('Browser: sizes and journeys', 'browser'),
  ],
]);
