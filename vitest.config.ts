import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `tests/` mirrors the source's paths under one folder for each kind of test. */
export default defineConfig({
  test: {
    watch: false,
    allowOnly: false,
    pool: 'threads',
    maxWorkers: Math.max(3, Math.min(4, availableParallelism())),
    // Generous: what never comes fails all the same, and what a busy machine delays does not.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 25 } },
    projects: [
      // Pure code keeps no state between files, so a worker need not start afresh for each.
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], isolate: false } },
      {
        extends: true,
        test: { name: 'property', include: ['tests/property/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'api',
          // Each file opens a database of its own; a worker afresh for each would import the whole API each time.
          isolate: false,
          include: ['tests/api/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/one-postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // So is the browser: one for each worker.
          isolate: false,
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/one-library.ts'],
        },
      },
    ],
  },
});
