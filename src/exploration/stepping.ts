/** What a lab says of its runs so that a page can step through them, and one step as the page gets it: plain text and numbers. */
import { clipped, clippedPicture, format } from '#grading';
import type { Execution } from './execution.ts';
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

/**
 * What somebody chooses who wants to see an execution happen. What a cut swallows is lost message by message, and so is what never
 * arrives though time goes on.
 */
export function choicesOf<Ask, Answer>({ events }: Execution<Ask, Answer>): Choice[] {
  const arrivals = new Map(events.map(({ item }, index) => [item.id, index]));
  const waits = events.findLastIndex(({ item }) => item.kind === 'alarm' || typeof item.when === 'number');
  return events.flatMap(({ item, sent, index }): Choice[] => {
    const messages = sent.filter(({ kind }) => kind === 'message');
    return [
      { do: 'deliver', id: item.id },
      ...messages.flatMap(({ id }): Choice[] => {
        if (arrivals.has(`${id}′`)) return [{ do: 'repeat', id }];
        return arrivals.has(id) || waits < index ? [] : [{ do: 'lose', id }];
      }),
    ];
  });
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

/** Characters of a message that are shown, and how many of each thing: a learner's messages have no end. */
const MOST = { text: 300, inFlight: 150, story: 300, did: 30 };

function fitted(seen: SteppedTo): SteppedTo {
  const { inFlight, actors, picture, thrown, problem } = seen;
  const short = (text: string): string => clipped(text, MOST.text);
  return {
    ...seen,
    inFlight: inFlight.slice(0, MOST.inFlight).map((item) => ({ ...item, text: short(item.text) })),
    actors: actors.map(({ story, holds, ...actor }) => ({
      ...actor,
      story: story.slice(-MOST.story).map(({ told, did }) => ({
        told: short(told),
        did: did.slice(0, MOST.did).map(short),
      })),
      ...(holds !== undefined && { holds: short(holds) }),
    })),
    picture: clippedPicture({ ...picture, title: `What has happened up to moment ${seen.made}` }),
    ...(thrown !== undefined && { thrown: clipped(thrown) }),
    ...(problem !== undefined && { problem: clipped(problem) }),
  };
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
