import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  resolve: {
    // Node would be given Solid's server build, in which nothing reacts.
    alias: [
      { find: /^solid-js$/, replacement: 'solid-js/dist/solid.js' },
      { find: /^solid-js\/store$/, replacement: 'solid-js/store/dist/store.js' },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/kit/global-setup.ts'],
    // One database per run, one process for all files: a database of its own for each file costs 2.5 s of CPU.
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    isolate: false,
    allowOnly: false,
    testTimeout: 60_000, // the first that asks for the database waits for its start
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
})
