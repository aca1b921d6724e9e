/**
 * Changes of an answer by what stands there and what is to stand there instead: so they can be read by themselves, and one
 * that no longer fits the answer says so.
 */
import { clipped } from './clip.ts';

/** What stands in the answer, exactly once, and what stands there afterwards. */
export type Edit = readonly [from: string, to: string];

/** What keeps edits from being made, in sentences; empty when nothing does. */
export function faultsOf(edits: readonly Edit[], text: string): string[] {
  if (edits.length === 0) return ['it edits nothing'];
  const faults: string[] = [];
  for (const [index, [from, to]] of edits.entries()) {
    const times = occurrences(from, text);
    if (times !== 1)
      faults.push(`what edit ${index + 1} replaces must occur once, and occurs ${times} times: ${excerpt(from)}`);
    if (from === to) faults.push(`edit ${index + 1} changes nothing: ${excerpt(from)}`);
  }
  if (faults.length > 0) return faults;
  const ordered = inOrder(edits, text);
  for (const [index, { at, number }] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before && before.at + before.from.length > at) faults.push(`edits ${before.number} and ${number} overlap`);
  }
  return faults;
}

function occurrences(part: string, text: string): number {
  if (part === '') return 0;
  let times = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) times++;
  return times;
}

/** The edits in the order of their places. */
function inOrder(edits: readonly Edit[], text: string) {
  return edits
    .map(([from, to], index) => ({ at: text.indexOf(from), from, to, number: index + 1 }))
    .sort((a, b) => a.at - b.at);
}

/** A text with edits made, of which `faultsOf` says no fault. */
export function edit(text: string, edits: readonly Edit[]): string {
  let written = '';
  let done = 0;
  for (const { at, from, to } of inOrder(edits, text)) {
    written += text.slice(done, at) + to;
    done = at + from.length;
  }
  return written + text.slice(done);
}

function excerpt(text: string): string {
  return JSON.stringify(clipped(text, 80));
}
