import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `tests/` mirrors the source's paths under one folder for each kind of test. */
export default defineConfig({
  test: {
    watch: false,
    allowOnly: false,
    pool: 'threads',
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    testTimeout: 10_000,
    projects: [
      // Pure code keeps no state between files, so a worker need not start afresh for each.
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], isolate: false } },
      { test: { name: 'property', include: ['tests/property/**/*.test.ts'], isolate: false, testTimeout: 30_000 } },
      {
        test: {
          name: 'api',
          // Each file opens a database of its own; a worker afresh for each would import the whole API 26 times.
          isolate: false,
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/support/one-postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          isolate: false,
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/one-library.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
