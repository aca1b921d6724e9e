/** A run that has come to its end, as a judge sees it: what happened, in what order it had to happen, and what the clients were told. */
import { isOver, requestId, type State } from './state.ts';
import type { Cut, Departure, Event, Item, Program, World } from './world.ts';

/** A request as its client saw it. */
export interface Call<Ask, Answer> {
  id: string;
  client: string;
  actor: string;
  ask: Ask;
  /** The number of the event in which it was asked. */
  asked: number;
  /** The number of the event that answered it; absent when none did before its client went on. */
  replied?: number;
  answer?: Answer;
}

export interface Execution<Ask, Answer> {
  world: World<Ask, Answer>;
  program: Program<Ask>;
  events: readonly Event<Ask, Answer>[];
  /** Those that were asked, in the order of the events. */
  calls: readonly Call<Ask, Answer>[];
  departures: readonly Departure[];
  cuts: readonly Cut[];
  /** What never arrived before the end, alarms included, and was not lost. */
  underWay: readonly Item<Ask>[];
  /** Whether every client has had a reply to everything, or stopped waiting for it. */
  isOver: boolean;
  /** What an actor threw: the end of it. */
  fault?: { actor: string; thrown: unknown };
}

export function executionOf<Ask, Answer>(state: State<Ask, Answer>): Execution<Ask, Answer> {
  const events: Event<Ask, Answer>[] = [];
  for (let event = state.last; event; event = event.before) events.push(event);
  events.reverse();
  const departures: Departure[] = [];
  for (let at = state.departures; at; at = at.before) departures.push(at.departure);
  const last = state.last;
  return {
    world: state.world,
    program: state.program,
    events,
    calls: callsIn(events, state.program),
    departures: departures.reverse(),
    cuts: state.cuts,
    underWay: [...state.soon, ...state.late, ...state.waiting.filter(({ kind }) => kind === 'alarm')],
    isOver: isOver(state),
    ...(last?.history.fault && { fault: { actor: last.actor, thrown: last.history.fault.thrown } }),
  };
}

function callsIn<Ask, Answer>(events: readonly Event<Ask, Answer>[], program: Program<Ask>): Call<Ask, Answer>[] {
  const planned = new Map<string, { client: string; place: number; ask: Ask }>();
  for (const [index, { name, asks }] of program.clients.entries())
    for (const [place, { ask }] of asks.entries())
      planned.set(requestId(program, index, place), { client: name, place, ask });
  const calls = new Map<string, Call<Ask, Answer>>();
  for (const { index, actor, item, history } of events) {
    const request = item.kind === 'request' && planned.get(item.id);
    if (request) calls.set(item.id, { id: item.id, client: request.client, actor, ask: request.ask, asked: index });
    for (const effect of history.effects) {
      if (effect.do !== 'reply') continue;
      const { do: _do, id, text: _text, ...answer } = effect;
      const call = calls.get(id);
      if (call && call.replied === undefined && !hasGoneOn(call, events, index))
        Object.assign(call, { replied: index, answer });
    }
  }
  return [...calls.values()];
}

/** Whether a client has asked the next thing before this event, without a reply. */
function hasGoneOn<Ask, Answer>(
  { client, asked }: Call<Ask, Answer>,
  events: readonly Event<Ask, Answer>[],
  until: number,
): boolean {
  for (let index = asked + 1; index < until; index++) {
    const { item } = events[index]!;
    if (item.kind === 'request' && item.from === client) return true;
  }
  return false;
}

/** Names what happened but for the order of what does not depend on each other: two executions with one name are the same to everybody. */
export function traceName<Ask, Answer>(state: State<Ask, Answer>): string {
  return `${state.histories.map(({ number }) => number).join()} ${state.over}`;
}
