/** What a look at a learner's text must look like before anybody believes it, and the design in it: an architecture that can be drawn. */
import * as v from 'valibot';
import { type Architecture, validate } from '#architecture';
import type { Position } from '#grading';
import { InvalidReport } from './report-schema.ts';
import { text, whole } from './schema-words.ts';

export interface Looked {
  /** Why a lab does not run the text, and where. */
  refused?: { message: string; position?: Position };
  /** What it designs. */
  designed?: Architecture;
  /** What is wrong with what it designs, or why it designs nothing; none when all is well. */
  problems?: string[];
}

/** Characters of JSON that an answer may have at most, and problems that are told. */
const MAX_LOOK = 300_000;
const MOST_PROBLEMS = 5;

const at = v.pipe(whole, v.minValue(1));
const answer = v.strictObject({
  refused: v.optional(
    v.strictObject({ message: text(5000), position: v.optional(v.strictObject({ line: at, column: at })) }),
  ),
  message: v.optional(text(5000)),
  designed: v.optional(v.unknown()),
});

/** Checks what came back for a look. Throws InvalidReport when any part is out of shape; a design that is no architecture is told as one. */
export function parseLookAnswer(told: unknown): Looked {
  if (typeof told !== 'string' || told.length > MAX_LOOK) throw new InvalidReport('the look is out of shape');
  let data: unknown;
  try {
    data = JSON.parse(told);
  } catch {
    throw new InvalidReport('the look is not JSON');
  }
  const parsed = v.safeParse(answer, data, { abortEarly: true });
  if (!parsed.success) throw new InvalidReport('the look is out of shape');
  const { refused, message, designed } = parsed.output;
  if (refused) return { refused: refused as NonNullable<Looked['refused']> };
  if (message !== undefined) return { problems: [message] };
  if (designed === undefined) return {};
  const problems = validate(designed);
  const words = problems.slice(0, MOST_PROBLEMS).map((problem) => problem.message);
  return problems.some(({ severity }) => severity === 'error')
    ? { problems: words }
    : { designed: designed as Architecture, problems: words };
}
