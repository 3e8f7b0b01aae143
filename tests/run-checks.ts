import { staticChecks } from './support/static-checks.ts';
import { runLanes, vitest } from './support/step-runner.ts';

/** `npm run check`: what a change has to pass before anybody else sees it. */
await runLanes([staticChecks, [vitest('Unit, property, architecture', 'unit', 'property')]]);
