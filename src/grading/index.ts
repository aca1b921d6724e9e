/** The public surface of grading: what labs, the sandbox, the workbench and the command line build on. */
export { expect, fail, showOnFailure, type Matchers } from './expect.ts';
export { format, formatCall } from './format.ts';
export { DEFAULT_LIMITS, GuestError, GuestStopped, type Guest, type Limits, type Machine, type Position, type StopReason } from './guest.ts';
export { defineLab, type Lab, type LabManifest } from './lab.ts';
export type { Arrow, Band, Picture, Span } from './picture.ts';
export { fc, property, type PropertyOptions } from './property.ts';
export type { CallRecord, Failure, Report, Status, TestReport } from './report.ts';
export { inMillions, run, UnusableSource, type RunRequest } from './run.ts';
export { solution, steps } from './solution.ts';
export { statedTests, test, type TestCase, type TestOptions } from './suite.ts';
