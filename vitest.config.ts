import { defineConfig } from 'vitest/config';
import { DearestFirst } from './test/harness/order.ts';

// Started as node_modules/.bin/vitest it runs on the machine's Node, which may be too old.
if (!('Temporal' in globalThis))
  throw new Error('Run the tests with "npx vitest" or "npm test": they put the project\'s own Node first.');

export default defineConfig({
  // The same JSX as tsc emits.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/contracts/**/*.test.{ts,tsx}',
      'test/stories/**/*.test.{ts,tsx}',
      'test/harness/**/*.test.ts',
    ],
    globalSetup: ['test/harness/cluster.ts'],
    // As many as cores: with three, stories that start whole programs side by side ran out of patience.
    maxWorkers: 2,
    sequence: { sequencer: DearestFirst },
    // A file has a database and an application of its own; loading all modules anew for each cost a quarter of the time.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
