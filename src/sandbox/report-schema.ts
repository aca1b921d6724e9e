/**
 * What a report must look like before anybody believes it. Everything that comes back from the sandbox is parsed here,
 * capped in size, and rejected whole when any part is out of shape.
 */
import * as v from 'valibot';
import { MOST_OUTPUT_SHOWN, type Report } from '#grading';
import { replaySchema } from '../scene/replay-schema.ts';
import { choices, finite, picture, status, testName, text, whole } from './schema-words.ts';

/** Characters of JSON that a report may have at most. */
const MAX_REPORT = 4_000_000;

const mark = v.pipe(finite, v.minValue(0), v.maxValue(1000));
const position = v.strictObject({ line: v.pipe(whole, v.minValue(1)), column: v.pipe(whole, v.minValue(1)) });

const table = v.pipe(
  v.strictObject({
    title: text(200),
    columns: v.pipe(v.array(text(80)), v.minLength(1), v.maxLength(12)),
    rows: v.pipe(
      v.array(v.strictObject({ cells: v.pipe(v.array(text(200)), v.maxLength(12)), wrong: v.boolean() })),
      v.maxLength(100),
    ),
  }),
  v.check(({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length), 'a row of another length'),
);

const failure = v.strictObject({
  calls: v.pipe(v.array(v.strictObject({ call: text(2000), outcome: text(5000) })), v.maxLength(50)),
  expected: v.optional(text(5000)),
  actual: v.optional(text(5000)),
  why: v.optional(text(1000)),
  position: v.optional(position),
  stopped: v.optional(v.picklist(['steps', 'time', 'memory', 'stack', 'size', 'machine'])),
  found: v.optional(v.strictObject({ tried: whole, seed: whole })),
  picture: v.optional(picture),
  table: v.optional(table),
  replay: v.optional(replaySchema),
  schedule: v.optional(v.strictObject({ told: text(20_000), choices })),
});

const test = v.strictObject({
  name: testName,
  status,
  message: v.optional(text(10_000)),
  output: v.optional(text(MOST_OUTPUT_SHOWN)),
  marks: mark,
  earned: mark,
  steps: v.pipe(whole, v.minValue(0)),
  failure: v.optional(failure),
});

const report = v.strictObject({
  version: v.literal(3),
  status,
  message: v.optional(text(5000)),
  position: v.optional(position),
  lab: text(100),
  seed: whole,
  marks: mark,
  earned: mark,
  tests: v.pipe(v.array(test), v.maxLength(200)),
});

/** The answer of a sandbox was not a report, or not a recording. */
export class InvalidReport extends Error {
  constructor(reason: string) {
    super(`This run was not valid: the sandbox answered with something that cannot be believed (${reason}).`);
    this.name = 'InvalidReport';
  }
}

/**
 * Parses and checks a report. Throws InvalidReport for anything out of shape, too large, inconsistent with itself, or
 * about another run than the one that was asked for.
 */
export function parseReport(answer: unknown, asked?: Pick<Report, 'lab' | 'seed' | 'marks'>): Report {
  if (typeof answer !== 'string') throw new InvalidReport('not text');
  if (answer.length > MAX_REPORT) throw new InvalidReport('too large');
  let data: unknown;
  try {
    data = JSON.parse(answer);
  } catch {
    throw new InvalidReport('not JSON');
  }
  // One issue is enough; a hostile answer can have a million.
  const parsed = v.safeParse(report, data, { abortEarly: true });
  if (!parsed.success) throw new InvalidReport(v.getDotPath(parsed.issues[0])?.slice(0, 100) ?? 'out of shape');
  const { output } = parsed;
  if (asked && (output.lab !== asked.lab || output.seed !== asked.seed || output.marks !== asked.marks)) {
    throw new InvalidReport('about another run');
  }
  const earned = output.tests.reduce((sum, { earned }) => sum + earned, 0);
  const passed = output.tests.length > 0 && output.tests.every((test) => test.status === 'pass');
  if (earned !== output.earned || output.earned > output.marks) throw new InvalidReport('marks do not add up');
  if (output.tests.some((test) => test.earned > test.marks || (test.status !== 'pass' && test.earned > 0))) {
    throw new InvalidReport('marks without passing');
  }
  if (passed !== (output.status === 'pass')) throw new InvalidReport('status does not follow from the tests');
  return output as Report;
}
