/** The public surface of grading: what labs, the sandbox, the workbench and the command line build on. */
export { sameAgain } from './again.ts';
export { clipped, clippedPicture, MOST_DRAWN } from './clip.ts';
export { atMostSteps, type Growth, steadyCost, steps } from './cost.ts';
export type { Edit } from './edits.ts';
export { differenceBetween, isEqual } from './equality.ts';
export { expect, fail, type Matchers, replayOnFailure, showOnFailure } from './expect.ts';
export { format, formatCall } from './format.ts';
export { Fraction } from './fractions.ts';
export { inFreshCopy } from './fresh-copy.ts';
export {
  ArgumentsChanged,
  DEFAULT_LIMITS,
  type Guest,
  GuestClosed,
  GuestError,
  GuestStopped,
  type Limits,
  type Machine,
  Numbered,
  type Position,
  type RepeatedCall,
  type StopReason,
} from './guest.ts';
export { defineLab, type Lab, type LabManifest, machinesIn } from './lab.ts';
export { noteOnSharing } from './machines.ts';
export type { EditedAnswer, Mistake, OtherProgram } from './mistakes.ts';
export {
  anyDecimal,
  anyFinite,
  boundaryFractions,
  boundaryIntegers,
  boundaryNumbers,
  NOT_FINITE,
  type NumberRange,
} from './numbers.ts';
export { permutations } from './permutations.ts';
export type { Arrow, Band, Picture, Span } from './picture.ts';
export { fc, forEachOf, onSeeds, type PropertyOptions, property, seedOfRun } from './property.ts';
export { GREATEST_SEED, type Replay, type Strike } from './replay.ts';
export {
  type CallRecord,
  type Failure,
  MOST_OUTPUT_SHOWN,
  type Report,
  reportAsJson,
  type Status,
  type TestReport,
} from './report.ts';
export { inMillions, type RunRequest, run, UnusableSource } from './run.ts';
export type { FailingSchedule } from './schedule.ts';
export { seedOfText } from './seed.ts';
export { kept, newCase, numbered, repeat, solution } from './solution.ts';
export { anyString, BOUNDARY_STRINGS, FEW_STRINGS, LOOKALIKES, longString, MISORDERED, SEPARATORS } from './strings.ts';
export { statedTests, type TestCase, type TestOptions, test } from './suite.ts';
export type { Survivor } from './survivors.ts';
export type { Table } from './table.ts';
