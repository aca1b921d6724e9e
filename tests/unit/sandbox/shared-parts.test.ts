/** What is kept of the sandbox between processes is what would be made now, or is made anew. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { bundleChild, bundleRuntime, readWasm } from '../../../src/sandbox/bundle.ts';
import { kept, sharedParts } from '../../../src/sandbox/shared-parts.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  file = join(folder, 'inside', 'parts');
});

const making = (value: unknown) => vi.fn(() => Promise.resolve(value));

test('is what the bundler makes of the files as they are', async () => {
  const { runtime, child, wasm } = await sharedParts();
  expect(runtime).toBe(await bundleRuntime());
  expect(child).toEqual(await bundleChild());
  expect(Buffer.from(wasm).equals(await readWasm())).toBe(true);
});

test('is made once under one key, and anew under another', async () => {
  const bytes = { text: 'ẞ', bytes: new Uint8Array([0, 255]) };
  expect(await kept(file, 'one', making(bytes))).toBe(bytes);
  const again = making('other');
  expect(await kept(file, 'one', again)).toEqual(bytes);
  expect(again).not.toHaveBeenCalled();
  expect(await kept(file, 'two', making('other'))).toBe('other');
  expect(await kept(file, 'two', making('third'))).toBe('other');
  expect(readdirSync(join(folder, 'inside'))).toEqual(['parts']);
});

test('is made anew where nobody knows of what it was made, where the file is damaged, and where none can be written', async () => {
  expect(await kept(file, 'one', making(1))).toBe(1);
  expect(await kept(file, undefined, making(2))).toBe(2);
  writeFileSync(file, 'half of it');
  expect(await kept(file, 'one', making(3))).toBe(3);
  const under = join(file, 'not-a-folder');
  expect(await kept(under, 'one', making(4))).toBe(4);
  expect(await kept(under, 'one', making(5))).toBe(5);
});

test('that cannot be made is not kept', async () => {
  await expect(kept(file, 'one', () => Promise.reject(new Error('no bundler')))).rejects.toThrow('no bundler');
  expect(await kept(file, 'one', making(6))).toBe(6);
});
