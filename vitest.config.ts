/** Pure code and the Node twin; everything a learner touches is tested in a real Chromium (playwright.config.ts). */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute and more: begun last, one of them would keep one core busy and leave the other idle. */
const LONG = ['node-twin', 'cli', 'scenes/labs', 'generated'];

/** The long ones first; vitest would take the largest files first, which says little of how long they take. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      LONG.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/security/**/*.test.ts'],
    testTimeout: 60_000,
    // What is started before a test is a process, or the whole runtime.
    hookTimeout: 60_000,
    // One for each of the two cores that there are at least.
    maxWorkers: 2,
    // A process takes one file after the other: what they share is loaded once. None may leave anything behind.
    isolate: false,
    sequence: { sequencer: LongFirst },
    // A style sheet that is read as text is there, as in the build.
    css: { include: /\?raw$/ },
  },
});
