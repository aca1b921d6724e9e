/** Every order in which the queries of small programs, and the answers to them, can arrive; and what is wrong with one. */
import {
  type Execution,
  Memory,
  type Program,
  shownOrder,
  tryEveryOrder,
  type World,
  type WrongOrder,
} from '#exploration';
import { fail, newCase } from '#grading';
import {
  checkLinearizability,
  explainViolation,
  type KeyValueCall,
  keyValueModel,
  type Operation,
  type RegisterResult,
} from '#linearizability';
import {
  type Answer,
  type Ask,
  CACHE,
  CacheActor,
  type CreateCacheAside,
  DATABASE,
  DatabaseActor,
  describeAnswer,
  describeAsk,
  describeMessage,
  type Fault,
  NotACache,
} from './actor.ts';

/** Long enough for whatever is explored: no time passes there. */
const TIME_TO_LIVE = 1000;

const WORDS = {
  ask: (ask: Ask) => describeAsk(ask),
  answer: describeAnswer,
  message: describeMessage,
};

export type CacheExecution = Execution<Ask, Answer>;

/** A run that can be stepped through. */
export interface SteppedRun {
  program: Program<Ask>;
  fault?: Fault;
}

export function worldOf(create: CreateCacheAside, fault?: Fault): World<Ask, Answer> {
  const memory = new Memory<Ask, Answer>((id) =>
    id === CACHE ? new CacheActor(create, TIME_TO_LIVE) : new DatabaseActor(fault),
  );
  return { actors: [CACHE, DATABASE], memory };
}

export const WORDING = WORDS;

const CLIENTS = ['Ada', 'Ben', 'Cal'];

/** When whatever was kept is over, in ms. */
const LATER = 2 * TIME_TO_LIVE;

/** What each client asks for, one thing after another: `read x`, `write x tea`, and `later read x` for when all that was kept is over. */
export function program(...clients: readonly (readonly string[])[]): Program<Ask> {
  return {
    clients: clients.map((asks, index) => ({
      name: CLIENTS[index]!,
      asks: asks.map((text) => {
        const isLater = text.startsWith('later ');
        const [does, key, write] = text.replace('later ', '').split(' ');
        return {
          actor: CACHE,
          ask: { key: key!, ...(does === 'write' && { write: write! }) },
          ...(isLater && { when: LATER }),
        };
      }),
    })),
  };
}

/** Tries every order of a program, with no query that fails and with each of the first so many, and fails at the first that is wrong. */
export function holdsInEveryOrder(
  create: CreateCacheAside,
  programs: readonly Program<Ask>[],
  faults: readonly (Fault | undefined)[],
): void {
  tryEveryOrder(
    faults.flatMap((fault) => {
      const world = worldOf(create, fault);
      return programs.map((tried) => ({ world, program: tried, fault }));
    }),
    (tried) => tried,
    (execution) => (execution.fault ? undefined : wrongWith(execution)),
    (wrong) => tell(create, wrong),
  );
}

const MODEL = keyValueModel(null);

/** What no single copy could have answered, or who was never answered, in a sentence; nothing where all is well. */
export function wrongWith({ calls, isOver, underWay }: CacheExecution): string | undefined {
  const waiting = calls.find(({ answer }) => answer === undefined);
  if (waiting && underWay.length === 0)
    return `${waiting.client} asked ${describeAsk(waiting.ask)} and was never answered, although the database has answered every query.`;
  if (waiting && isOver) return undefined;
  const verdict = checkLinearizability(MODEL, historyOf(calls));
  return verdict.linearizable ? undefined : explainViolation(MODEL, verdict);
}

/** Steps stand for times. A write that was refused may have happened; a read that was refused tells nothing. */
function historyOf(calls: CacheExecution['calls']): Operation<KeyValueCall, RegisterResult>[] {
  return calls
    .filter(({ ask, answer }) => ask.write !== undefined || answer?.ok)
    .map(({ client, ask: { key, write }, asked, replied, answer }) => ({
      process: client,
      call: write === undefined ? { kind: 'read', key } : { kind: 'write', key, value: write },
      result: write === undefined ? answer!.value : undefined,
      invokedAt: asked,
      returnedAt: answer?.ok ? replied! : Number.POSITIVE_INFINITY,
    }));
}

/** Plays the order again, for its calls, and fails with it. */
function tell(
  create: CreateCacheAside,
  {
    run,
    execution,
    problem,
    nth,
  }: WrongOrder<{ program: Program<Ask>; fault: Fault | undefined }, Ask, Answer, string>,
): never {
  const { fault } = run;
  newCase();
  const cache = new CacheActor(create, TIME_TO_LIVE);
  const details = shownOrder(execution, {
    words: WORDS,
    title: `An order in which queries and answers arrive${faultNote(fault)}`,
    told: toldOf({ program: run.program, ...(fault && { fault }) }),
  });
  try {
    cache.start();
    for (const { actor, history } of execution.events)
      if (actor === CACHE) for (const _effect of cache.exec(history.input!)) void _effect;
  } catch (thrown) {
    if (thrown instanceof NotACache) fail(thrown.message, details);
    throw thrown;
  }
  fail(`${problem ?? 'Told the same again, it does something else.'} ${nth.slice(0, -1)}${faultNote(fault)}.`, {
    ...details,
    expected: 'answers that one copy could have given, each at one instant between asking and reply',
    actual: execution.calls
      .map(
        ({ client, ask, answer }) =>
          `${client}: ${describeAsk(ask)}${answer ? describeAnswer(ask, answer) : ', no reply'}`,
      )
      .join('; '),
  });
}

function faultNote(fault: Fault | undefined): string {
  if (!fault) return '';
  return `; query ${fault.nth} that the database does fails${fault.isDone ? ', done all the same if it is a store' : ''}`;
}

/** As a report carries it; ./stepping.ts reads it. */
export function toldOf(run: SteppedRun): string {
  return JSON.stringify(run);
}
