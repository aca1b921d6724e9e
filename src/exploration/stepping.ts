/** What a lab says of its runs so that a page can step through them, and one step as the page gets it: plain text and numbers. */
import { format } from '#grading';
import { type Choice, type Frontier, type Stage, step } from './step.ts';

/** A lab's runs, for those who want to choose what happens next. `Learner` is what the learner exports. */
export interface Stepping<Learner = unknown, Ask = unknown, Answer = unknown> {
  /** The run to begin with for somebody who comes without one, as JSON. */
  first: string;
  /** Sets a run up, as JSON tells it. Throws an Error for the learner when it cannot be. */
  stage(told: string, learner: Learner): Stage<Ask, Answer>;
}

/** A run and the choices made in it so far, in order. */
export interface StepsAsked {
  /** The run, as its lab reads it; the lab's first one when absent. */
  told?: string;
  choices: readonly Choice[];
}

/** Where the choices led. */
export interface SteppedTo extends Omit<Frontier, 'thrown'> {
  /** How many of the choices could be made: with other code there may be nothing of that name on its way. */
  made: number;
  /** What the learner's code threw, in a sentence. */
  thrown?: string;
}

/** Makes the choices as far as they can be made. */
export function stepThrough<Learner>(
  { first, stage }: Stepping<Learner>,
  { told = first, choices }: StepsAsked,
  learner: Learner,
): SteppedTo {
  const staged = stage(told, learner);
  let made = choices.length;
  let frontier = tried(staged, choices);
  while (!frontier) frontier = tried(staged, choices.slice(0, --made));
  const { thrown, ...seen } = frontier;
  return fitted({ ...seen, made, ...(thrown !== undefined && { thrown: sentenceOf(thrown) }) });
}

/** Characters of a message, of a label in a picture, and of a sentence that are shown: a learner's messages have no end. */
const SHOWN = { message: 300, label: 100, name: 40, sentence: 2_000 };
/** How much of what happened is shown: the latest. */
const MOST = { inFlight: 150, story: 300, did: 30, spans: 150, arrows: 300, bands: 40 };

function fitted(seen: SteppedTo): SteppedTo {
  const { inFlight, actors, picture, thrown, problem } = seen;
  return {
    ...seen,
    inFlight: inFlight.slice(0, MOST.inFlight).map((item) => ({ ...item, text: cut(item.text, SHOWN.message) })),
    actors: actors.map(({ story, holds, ...actor }) => ({
      ...actor,
      story: story.slice(-MOST.story).map(({ told, did }) => ({
        told: cut(told, SHOWN.message),
        did: did.slice(0, MOST.did).map((each) => cut(each, SHOWN.message)),
      })),
      ...(holds !== undefined && { holds: cut(holds, SHOWN.message) }),
    })),
    picture: {
      ...picture,
      lanes: picture.lanes.slice(0, 16).map((lane) => cut(lane, SHOWN.name)),
      spans: picture.spans.slice(-MOST.spans).map((span) => ({ ...span, label: cut(span.label, SHOWN.label) })),
      arrows: picture.arrows.slice(-MOST.arrows).map((arrow) => ({ ...arrow, label: cut(arrow.label, SHOWN.name) })),
      bands: picture.bands.slice(-MOST.bands),
    },
    ...(thrown !== undefined && { thrown: cut(thrown, SHOWN.sentence) }),
    ...(problem !== undefined && { problem: cut(problem, SHOWN.sentence) }),
  };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Nothing where a choice could not be made. */
function tried<Ask, Answer>(stage: Stage<Ask, Answer>, choices: readonly Choice[]): Frontier | undefined {
  try {
    return step(stage, choices);
  } catch (error) {
    if (error instanceof RangeError && choices.length > 0) return undefined;
    throw error;
  }
}

function sentenceOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `Your code threw ${format(thrown)}.`;
  const { sentence } = thrown as { sentence?: unknown };
  return typeof sentence === 'string' ? sentence : thrown.message;
}

export function defineStepping<Learner, Ask, Answer>(
  stepping: Stepping<Learner, Ask, Answer>,
): Stepping<Learner, Ask, Answer> {
  return stepping;
}
