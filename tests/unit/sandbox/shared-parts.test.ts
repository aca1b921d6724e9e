/** What is kept of the sandbox between processes is what would be made now. */
import { expect, test } from 'vitest';
import { bundleChild, bundleRuntime, readWasm } from '../../../src/sandbox/bundle.ts';
import { sharedParts } from '../../../src/sandbox/shared-parts.ts';

test('is what the bundler makes of the files as they are', async () => {
  const { runtime, child, wasm } = await sharedParts();
  expect(runtime).toBe(await bundleRuntime());
  expect(child).toEqual(await bundleChild());
  expect(Buffer.from(wasm).equals(await readWasm())).toBe(true);
});
