import { staticChecks } from './support/static-checks.ts';
import { runStages, vitest } from './support/step-runner.ts';

/** `npm run check`: what a change has to pass before anybody else sees it. */
await runStages([staticChecks, [vitest('Unit, property, architecture', 'unit', 'property')]]);
