/**
 * The report of a run: Exercism's test-runner results format, version 3, plus marks and what a learner needs to
 * understand a failure. It is plain data, holds no clock and no randomness of its own, and is the same byte for byte
 * for the same source, seed and limits.
 */
import { visibleLines } from '#words';
import type { Position, StopReason } from './guest.ts';
import type { Picture } from './picture.ts';
import type { Replay } from './replay.ts';
import type { FailingSchedule } from './schedule.ts';
import type { Table } from './table.ts';

/** Characters of output that Exercism's format lets a test have. */
export const MOST_OUTPUT_SHOWN = 500;

export type Status = 'pass' | 'fail' | 'error';

/** One call of the learner's code, as text. */
export interface CallRecord {
  /** For example `partition("user-42", 6)`. */
  call: string;
  /** For example `returned 3` or `threw RangeError: …`. */
  outcome: string;
}

/** Why a test failed, in terms of the learner's own code. */
export interface Failure {
  /** The calls that show it, the deciding one last: the smallest counterexample that was found. */
  calls: CallRecord[];
  expected?: string;
  actual?: string;
  /** Why the requirement matters. */
  why?: string;
  /** Where in the learner's file, if something was thrown or stopped there. */
  position?: Position;
  /** Which limit was met, if one was. */
  stopped?: StopReason;
  /** What a property was called with in the end, after how many tried inputs. */
  found?: { tried: number; seed: number };
  picture?: Picture;
  table?: Table;
  /** How the lab's scene shows it. */
  replay?: Replay;
  /** How it happens step by step. */
  schedule?: FailingSchedule;
}

export interface TestReport {
  name: string;
  status: Status;
  /** One or two sentences; absent when passed. */
  message?: string;
  /** What the learner's code printed during the test: `MOST_OUTPUT_SHOWN` characters at most, with a note when it was cut. */
  output?: string;
  marks: number;
  earned: number;
  /** Steps of the guest machine that the test took: the same on every computer. */
  steps: number;
  failure?: Failure;
}

export interface Report {
  version: 3;
  status: Status;
  /** Present when the tests could not run at all, as when the file does not parse. */
  message?: string;
  /** Where in the learner's file, when `message` is about a place. */
  position?: Position;
  lab: string;
  /** What every input that the suite made comes from. */
  seed: number;
  marks: number;
  earned: number;
  tests: TestReport[];
}

/**
 * The report as the text of a file, on several lines. What a learner's code printed or threw is in it: characters that a
 * terminal obeys, or that nobody sees, are written as escapes, so that it can be looked at with anything. It parses to
 * the same report.
 */
export function reportAsJson(report: Report): string {
  return `${visibleLines(JSON.stringify(report, null, 2))}\n`;
}
