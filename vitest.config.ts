/** Pure code and the Node twin; everything a learner touches is tested in a real Chromium (playwright.config.ts). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/security/**/*.test.ts'],
    testTimeout: 60_000,
    // What is started before a test is a process, or the whole runtime.
    hookTimeout: 60_000,
    // One for each of the two cores that there are at least.
    maxWorkers: 2,
    // A style sheet that is read as text is there, as in the build.
    css: { include: /\?raw$/ },
  },
});
