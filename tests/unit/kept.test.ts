/** What commands keep for one another is what was made, or is made anew. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { keyOf, openKept } from '../../src/kept/kept.ts';

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'inside');
});

test('is there under its name and key, as it was, for whoever opens the folder next', () => {
  const value = { text: 'ẞ', bytes: new Uint8Array([0, 255]), list: [undefined, Number.NaN], map: new Map([[1, 2]]) };
  openKept(folder).keep('lab token-bucket', 'one', value);
  expect(openKept(folder).recall('lab token-bucket', 'one')).toEqual(value);
  expect(openKept(folder).recall('lab token-bucket', 'two')).toBe(undefined);
  expect(openKept(folder).recall('lab', 'one')).toBe(undefined);
});

test('gives way to what is made of something else, and leaves one file', () => {
  const kept = openKept(folder);
  kept.keep('lesson 1', 'one', 1);
  kept.keep('lesson 1', 'two', 2);
  expect([kept.recall('lesson 1', 'one'), kept.recall('lesson 1', 'two')]).toEqual([undefined, 2]);
  expect(readdirSync(folder)).toEqual(['lesson-1']);
});

test('is not there where its file is damaged, or none can be written', () => {
  const kept = openKept(folder);
  kept.keep('a', 'one', 1);
  writeFileSync(join(folder, 'a'), '{"key":"one","val');
  expect(kept.recall('a', 'one')).toBe(undefined);
  const under = openKept(join(folder, 'a', 'no-folder'));
  under.keep('b', 'one', 1);
  expect(under.recall('b', 'one')).toBe(undefined);
  kept.keep('c', 'one', () => 'functions cannot be kept');
  expect(kept.recall('c', 'one')).toBe(undefined);
  expect(readdirSync(folder)).toEqual(['a']);
});

test('has a key that tells texts apart wherever one ends and the next begins', () => {
  const keys = [keyOf('ab', 'c'), keyOf('a', 'bc'), keyOf('abc'), keyOf('ab', 'c', ''), keyOf()];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf('é')).toBe(keyOf(new TextEncoder().encode('é')));
});
