/** What is kept of the sandbox between processes is what would be made now. */
import { expect, test } from 'vitest';
import { bundleChild, bundleRuntime, bundleSuite, readWasm } from '../../../src/sandbox/bundle.ts';
import { sharedParts, suiteOf } from '../../../src/sandbox/kept-parts.ts';

test('is what the bundler makes of the files as they are', async () => {
  const { runtime, child, wasm } = await sharedParts();
  expect(runtime).toBe(await bundleRuntime());
  expect(child).toEqual(await bundleChild());
  expect(Buffer.from(wasm).equals(await readWasm())).toBe(true);
});

test('of a lab as well, each time that it is asked for', async () => {
  const made = await bundleSuite('lru-cache');
  expect(await suiteOf('lru-cache')).toBe(made);
  expect(await suiteOf('lru-cache')).toBe(made);
  await expect(suiteOf('no-lab')).rejects.toThrow();
});
