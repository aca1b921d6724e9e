/**
 * What blanks alone cannot do is written out: text that the learner did not write is put into the program. What was put in is
 * noted, and places are told without it.
 */
import type { SourceFile } from 'typescript';

/** Text that is put in at an offset of what the learner wrote. */
export interface Insertion {
  at: number;
  text: string;
}

/** A change of a text: what becomes blanks, and what is put in. Offsets are those of the text before. */
export interface Rewriting {
  blanks: { from: number; to: number }[];
  insertions: Insertion[];
}

export interface WrittenOut {
  text: string;
  /** In the order of the text. */
  insertions: Insertion[];
}

/** The text of a file after all these changes of it. */
export function writeOut({ text }: SourceFile, rewritings: readonly Rewriting[]): WrittenOut {
  const insertions = rewritings.flatMap((rewriting) => rewriting.insertions).sort((a, b) => a.at - b.at);
  const blanks = rewritings.flatMap((rewriting) => rewriting.blanks).sort((a, b) => a.from - b.from);
  return { text: inserted(blanked(text, blanks), insertions), insertions };
}

/** From offsets in a text with insertions to those in the text without: what was put in stands where it was put. */
export function withoutInsertions(insertions: readonly Insertion[]): (offset: number) => number {
  return (offset) => {
    let before = 0;
    for (const { at, text } of insertions) {
      if (offset <= at + before) break;
      before += Math.min(text.length, offset - at - before);
    }
    return offset - before;
  };
}

/** A text without what was put in. */
export function removed(text: string, insertions: readonly Insertion[]): string {
  let result = '';
  let from = 0;
  let before = 0;
  for (const { at, text: added } of insertions) {
    result += text.slice(from, at + before);
    before += added.length;
    from = at + before;
  }
  return result + text.slice(from);
}

function blanked(text: string, ranges: readonly { from: number; to: number }[]): string {
  let result = '';
  let done = 0;
  for (const { from, to } of ranges) {
    result += text.slice(done, from) + ' '.repeat(to - from);
    done = to;
  }
  return result + text.slice(done);
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  let result = '';
  let done = 0;
  for (const { at, text: added } of insertions) {
    result += text.slice(done, at) + added;
    done = at;
  }
  return result + text.slice(done);
}
