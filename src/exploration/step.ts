/**
 * One step at a time, for whoever wants to choose for themselves: a world and the choices so far give what can be seen of it now, and
 * what can be chosen next. It is a function of its arguments alone, so going back is leaving out the last choice.
 */
import type { Picture } from '#grading';
import { type Execution, executionOf } from './execution.ts';
import { type History, storyOf } from './memory.ts';
import { pictureOf } from './picture.ts';
import { arrive, begin, crash, hasFailed, heal, isOver, lengthOf, restart, type State } from './state.ts';
import { type Wording, wordingOf } from './wording.ts';
import { type Item, type Program, separates, type World } from './world.ts';

export type Choice =
  /** What is on its way arrives: a message, an alarm rings, a client asks. */
  | { do: 'deliver'; id: string }
  | { do: 'lose'; id: string }
  /** It stays on its way once more than it was. */
  | { do: 'repeat'; id: string }
  /** What is between groups is lost, and what is sent between them, until it heals. */
  | { do: 'cut'; groups: readonly (readonly string[])[] }
  | { do: 'heal' }
  | { do: 'crash' | 'restart'; actor: string };

/** What is stepped through, and what may be chosen besides the order. */
export interface Stage<Ask, Answer> {
  world: World<Ask, Answer>;
  program: Program<Ask>;
  may?: {
    lose?: boolean;
    repeat?: boolean;
    cuts?: readonly (readonly (readonly string[])[])[];
    crashes?: readonly string[];
  };
  /** What is wrong with a run so far, in a sentence for the learner; nothing when nothing is. */
  judge?(execution: Execution<Ask, Answer>): string | undefined;
  words?: Partial<Wording<Ask, Answer>>;
}

/** What can be seen of a run now. Every list is in an order that does not change as it grows. */
export interface Frontier {
  /** How many things have happened. */
  steps: number;
  inFlight: InFlight[];
  actors: SeenActor[];
  choices: Choice[];
  /** What has happened: times are steps. What is still on its way is not in it. */
  picture: Picture;
  /** Every client has had all its replies. */
  isOver: boolean;
  /** What an actor threw; nothing happens after that. */
  thrown?: unknown;
  /** What the judge says. */
  problem?: string;
}

export interface InFlight {
  /** The same whenever its sender has had the same history. */
  id: string;
  kind: Item<unknown>['kind'];
  from: string;
  to: string;
  /** What it says, as text. */
  text: string;
  /** The step in which it was sent; 0 when it was there at the beginning. */
  sentAt: number;
  /** For alarms and what waits for its time, when it is due on a clock that stands still while anything else is on its way; in ms. */
  due?: number;
}

export interface SeenActor {
  id: string;
  isUp: boolean;
  /** What it has been told, and what it did about each, as text. */
  story: { told: string; did: string[] }[];
  holds?: string;
}

/** @throws RangeError for a choice that could not be made where it was made */
export function step<Ask, Answer>(stage: Stage<Ask, Answer>, plan: readonly Choice[]): Frontier {
  const state = plan.reduce((before, choice) => chosen(stage, before, choice), begin(stage.world, stage.program));
  const execution = executionOf(state);
  const words = wordingOf(stage.words);
  const problem = stage.judge?.(execution);
  return {
    steps: lengthOf(state),
    inFlight: [...state.soon, ...state.waiting].map((item) => seen(item, words)),
    actors: stage.world.actors.map((id, place) => {
      const history = state.histories[place]!;
      const holds = words.holds(history);
      return {
        id,
        isUp: !state.down.includes(id),
        story: told(history, words),
        ...(holds !== undefined && { holds }),
      };
    }),
    choices: choicesIn(stage, state),
    picture: pictureOf(execution, words),
    isOver: isOver(state),
    ...(execution.fault && { thrown: execution.fault.thrown }),
    ...(problem !== undefined && { problem }),
  };
}

function choicesIn<Ask, Answer>({ may = {} }: Stage<Ask, Answer>, state: State<Ask, Answer>): Choice[] {
  if (hasFailed(state)) return [];
  const isUp = ({ to }: Item<Ask>): boolean => !state.down.includes(to);
  const messages = state.soon.filter(({ kind }) => kind === 'message');
  const isCut = state.cuts.some(({ ends }) => ends === undefined);
  return [
    ...[...state.soon, ...dueNow(state)].filter(isUp).map(({ id }): Choice => ({ do: 'deliver', id })),
    ...(may.lose ? messages.map(({ id }): Choice => ({ do: 'lose', id })) : []),
    ...(may.repeat ? messages.filter(({ isCopy }) => !isCopy).map(({ id }): Choice => ({ do: 'repeat', id })) : []),
    ...(isCut ? [{ do: 'heal' } as const] : (may.cuts ?? []).map((groups): Choice => ({ do: 'cut', groups }))),
    ...(may.crashes ?? []).map((actor): Choice => ({ do: state.down.includes(actor) ? 'restart' : 'crash', actor })),
  ];
}

/** Of what waits: what a client may ask as soon as it likes, and when nothing else is on its way what is due first. */
function dueNow<Ask, Answer>({ waiting, soon }: State<Ask, Answer>): Item<Ask>[] {
  const isFree = ({ kind, when }: Item<Ask>): boolean => kind === 'request' && typeof when !== 'number';
  if (soon.some(({ kind }) => kind !== 'request')) return waiting.filter(isFree);
  const first = Math.min(...waiting.filter((item) => !isFree(item)).map(({ due }) => due));
  return waiting.filter((item) => isFree(item) || item.due === first);
}

function chosen<Ask, Answer>(stage: Stage<Ask, Answer>, state: State<Ask, Answer>, choice: Choice): State<Ask, Answer> {
  const name = JSON.stringify(choice);
  if (!choicesIn(stage, state).some((possible) => JSON.stringify(possible) === name))
    throw new RangeError(`${name} cannot be chosen now.`);
  switch (choice.do) {
    case 'deliver': {
      const item = find(state, choice.id);
      return arrive({ ...state, clock: item.kind === 'message' ? state.clock : Math.max(state.clock, item.due) }, item);
    }
    case 'lose':
      return swallow(state, (item) => item.id === choice.id);
    case 'repeat': {
      const item = find(state, choice.id);
      return { ...state, soon: [...state.soon, { ...item, id: `${item.id}′`, isCopy: true }] };
    }
    case 'cut': {
      const { groups } = choice;
      const cut = { groups, heals: 'quiet' as const, begins: lengthOf(state) };
      const isBetween = ({ kind, from, to }: Item<Ask>): boolean => kind === 'message' && separates(cut, from, to);
      return swallow({ ...state, cuts: [...state.cuts, cut] }, isBetween);
    }
    case 'heal':
      return heal(state);
    case 'crash':
      return crash(state, choice.actor);
    case 'restart':
      return restart(state);
  }
}

/** Takes off their way what is lost. */
function swallow<Ask, Answer>(state: State<Ask, Answer>, isLost: (item: Item<Ask>) => boolean): State<Ask, Answer> {
  const departures = state.soon
    .filter(isLost)
    .reduce<State<Ask, Answer>['departures']>(
      (before, { id }) => ({ departure: { kind: 'lost', item: id }, before }),
      state.departures,
    );
  return { ...state, soon: state.soon.filter((item) => !isLost(item)), departures };
}

function find<Ask, Answer>({ soon, waiting }: State<Ask, Answer>, id: string): Item<Ask> {
  return [...soon, ...waiting].find((item) => item.id === id)!;
}

function seen<Ask, Answer>(item: Item<Ask>, words: Wording<Ask, Answer>): InFlight {
  const { id, kind, from, to, body, sentBy, due, when } = item;
  const text = 'asked' in body ? words.ask(withoutId(body.asked), to) : words.message(body.message);
  const isTimed = kind === 'alarm' || typeof when === 'number';
  return { id, kind, from, to, text, sentAt: sentBy + 1, ...(isTimed && { due }) };
}

function withoutId<Ask>({ id: _id, ...ask }: Ask & { id: string }): Ask {
  return ask as unknown as Ask;
}

function told<Ask, Answer>(history: History<Ask, Answer>, words: Wording<Ask, Answer>): SeenActor['story'] {
  const actor = history.actor;
  return storyOf(history).map(({ event: input, does }) => {
    const heard =
      'asked' in input
        ? words.ask(withoutId(input.asked), actor)
        : `${words.message(input.message)} ${input.from === actor ? '(alarm)' : `from ${input.from}`}`;
    const did = does.map((effect) => {
      if (effect.do === 'send') return `${words.message(effect.message)} to ${effect.to}`;
      if (effect.do === 'wait') return `alarm in ${effect.after} ms: ${words.message(effect.message)}`;
      return `reply to ${effect.id}`;
    });
    return { told: heard, did };
  });
}
