/** Small worlds for the tests of exploration, and a search that tries every order without any cleverness. */
import {
  type Effect,
  type Explorable,
  type Input,
  Memory,
  type Program,
  type World,
} from '../../../src/exploration/index.ts';
import { arrive, begin, isOver, quieten, type State } from '../../../src/exploration/state.ts';

export type Ask = Record<string, unknown>;
export type Answer = Record<string, unknown>;
export type Handler = (input: Input<Ask>, id: string) => Effect<Answer>[];

/** An actor that keeps a state of its own: `make` is called whenever it begins anew. */
export function actor(make: () => Handler, id: string): Explorable<Ask, Answer> {
  let handle = make();
  return {
    start() {
      handle = make();
    },
    exec: (input) => handle(input, id),
  };
}

export function worldOf(
  actors: string[],
  make: (id: string) => Handler,
  more: Partial<World<Ask, Answer>> = {},
): World<Ask, Answer> {
  return { actors, memory: new Memory((id) => actor(() => make(id), id)), ...more };
}

/** Clients who ask these actors, one thing after another each. */
export function clients(...asks: (string | [string, Ask])[][]): Program<Ask> {
  return {
    clients: asks.map((list, index) => ({
      name: `client ${index + 1}`,
      asks: list.map((each) =>
        typeof each === 'string' ? { actor: each, ask: {} } : { actor: each[0], ask: each[1] },
      ),
    })),
  };
}

/** Every order of everything, one by one: the names of the traces, and how many orders there are. */
export function everyOrderByForce(world: World<Ask, Answer>, program: Program<Ask>) {
  const traces = new Set<string>();
  let orders = 0;
  const goOn = (state: State<Ask, Answer>): void => {
    if (state.soon.length > 0) {
      for (const item of state.soon) goOn(arrive(state, item));
      return;
    }
    const next = isOver(state) ? undefined : quieten(state);
    if (next) goOn(next);
    else {
      orders++;
      traces.add(orderName(state));
    }
  };
  goOn(begin(world, program));
  return { traces, orders };
}

/** What each actor was told, by the names of the items: equal for two runs of which nobody could tell the order. */
export function orderName({ world, last }: State<Ask, Answer>): string {
  const told = new Map<string, string[]>(world.actors.map((id) => [id, []]));
  for (let event = last; event; event = event.before) told.get(event.actor)!.unshift(event.item.id);
  return JSON.stringify([...told]);
}

/** Replies to whatever is asked, and does nothing else. */
export const replies: Handler = (input) => ('asked' in input ? [{ do: 'reply', id: input.asked.id }] : []);
