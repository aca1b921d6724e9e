/** What a page remembers beside the store: runs that are refused or thrown away, and a save that is held up. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PATIENCE_MS, StoreBusy } from '../../src/progress/patience.ts';
import type { KeptRun, Outcome } from '../../src/progress/runs.ts';
import { Saver } from '../../src/progress/saver.ts';
import { Visit } from '../../src/progress/visit.ts';

const outcome = (code: string): Outcome => ({
  lab: 'a-lab',
  code,
  earned: 1,
  marks: 2,
  met: 1,
  requirements: 2,
  report: '{}',
});

/** A store of one lab that can be full, emptied, and closed to readers; the runs in it, from the oldest to the latest. */
function store() {
  const state = { runs: [] as KeptRun[], isFull: false, isClosed: false };
  const told: number[] = [];
  const visit = new Visit('a-lab', () => told.push(state.runs.length), {
    async keepRun(run, at = 0) {
      if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
      state.runs.push({ ...run, at, id: state.runs.length });
    },
    async readRuns() {
      if (state.isClosed) throw new DOMException('denied', 'SecurityError');
      return state.runs.toReversed();
    },
  });
  const codes = () => state.runs.map(({ code }) => code);
  return { visit, state, told, codes };
}

const codesOf = (runs: readonly KeptRun[]): string[] => runs.map(({ code }) => code);

/** Kinds of event that the page listens for now. */
const heard = new Set<string>();
beforeEach(() => {
  heard.clear();
  vi.stubGlobal('addEventListener', (kind: string) => heard.add(kind));
  vi.stubGlobal('removeEventListener', (kind: string) => heard.delete(kind));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a run that is refused stays on the page, which asks before it is left, and is kept with the next one, in order', async () => {
  const { visit, state, told, codes } = store();
  await visit.keep(outcome('first'));
  state.isFull = true;
  await expect(visit.keep(outcome('second'))).rejects.toThrow('full');
  expect([...heard]).toEqual(['beforeunload']);
  expect(codesOf(await visit.read())).toEqual(['second', 'first']);
  state.isFull = false;
  await visit.keep(outcome('third'));
  expect(codes()).toEqual(['first', 'second', 'third']);
  expect(codesOf(await visit.read())).toEqual(['third', 'second', 'first']);
  expect([...heard]).toEqual([]);
  expect(told).toEqual([1, 2, 3]);
  await visit.retry();
  expect(codes()).toHaveLength(3);
});

test('a store that was emptied gets everything again that the page has seen of it', async () => {
  const { visit, state, codes } = store();
  state.runs.push({ ...outcome('of another day'), at: 1, id: 7 });
  await visit.read();
  await visit.keep(outcome('of today'));
  state.runs.length = 0;
  await visit.keepAgain();
  expect(codes()).toEqual(['of another day', 'of today']);
  expect(state.runs[0]?.at).toBe(1);
});

test('where nothing can be read, the runs of this visit are there', async () => {
  const { visit, state } = store();
  state.isClosed = state.isFull = true;
  await expect(visit.read()).rejects.toThrow('denied');
  await visit.keep(outcome('mine')).catch(() => {});
  expect(codesOf(await visit.read())).toEqual(['mine']);
});

test('a save that somebody holds up counts as failed until it is done', async () => {
  vi.useFakeTimers();
  const told: unknown[] = [];
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const saver = new Saver<string>(
    () => held,
    (state, error) => told.push(error instanceof StoreBusy ? `${state}: busy` : state),
  );
  saver.push('text');
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  expect(told).toEqual(['saving', 'failed: busy']);
  letGo();
  await saver.settled();
  expect(told).toEqual(['saving', 'failed: busy', 'saved']);
});
