/**
 * A run so far, and what can happen next. States are never changed: whoever explores goes on from the same one in several ways. Nothing
 * here chooses; departures.ts, reduction.ts and step.ts do.
 */
import type { History } from './memory.ts';
import {
  type Cut,
  type CutShape,
  type Departure,
  type Event,
  type Item,
  type Program,
  separates,
  type World,
} from './world.ts';

export interface State<Ask, Answer> {
  readonly world: World<Ask, Answer>;
  readonly program: Program<Ask>;
  /** In the order of `world.actors`. */
  readonly histories: readonly History<Ask, Answer>[];
  /** How many inputs each has had, those before a crash included. */
  readonly told: readonly number[];
  /** On its way, in the order of sending. */
  readonly soon: readonly Item<Ask>[];
  /** Held back until all is quiet. */
  readonly late: readonly Item<Ask>[];
  /** Alarms, and requests that wait for quiet or for a time. */
  readonly waiting: readonly Item<Ask>[];
  /** In ms. It moves only when nothing is on its way. */
  readonly clock: number;
  /** When alarms rang last, and at how many different times they have. */
  readonly rang: { readonly at: number; readonly times: number };
  readonly last: Event<Ask, Answer> | undefined;
  /** Requests whose clients wait, each with the time at which they give up. */
  readonly open: readonly { id: string; until: number; event: number }[];
  /** How many requests of the program are over. */
  readonly over: number;
  readonly cuts: readonly Cut[];
  readonly down: readonly string[];
  /** How it departs from what would have happened by itself, the latest first. */
  readonly departures: { readonly departure: Departure; readonly before: State<Ask, Answer>['departures'] } | undefined;
}

/** The run before anything has happened. */
export function begin<Ask, Answer>(world: World<Ask, Answer>, program: Program<Ask>): State<Ask, Answer> {
  const empty: State<Ask, Answer> = {
    world,
    program,
    histories: world.actors.map((actor) => world.memory.beginning(actor)),
    told: world.actors.map(() => 0),
    soon: [],
    late: [],
    waiting: [],
    clock: 0,
    rang: { at: Number.NEGATIVE_INFINITY, times: 0 },
    last: undefined,
    open: [],
    over: 0,
    cuts: [],
    down: [],
    departures: undefined,
  };
  return program.clients.reduce((state, _client, client) => asksNext(state, client, 0, -1), empty);
}

/** How many events there have been. */
export const lengthOf = <Ask, Answer>({ last }: State<Ask, Answer>): number => (last ? last.index + 1 : 0);

/** How many requests a program has. */
export function requestsOf<Ask>({ clients }: Program<Ask>): number {
  return clients.reduce((sum, { asks }) => sum + asks.length, 0);
}

/** Whether every client has had all its replies, or stopped waiting for them. */
export const isOver = <Ask, Answer>({ over, program }: State<Ask, Answer>): boolean => over === requestsOf(program);

/** Whether an actor has thrown something: nothing happens after that. */
export const hasFailed = <Ask, Answer>({ last }: State<Ask, Answer>): boolean => last?.history.fault !== undefined;

/** The request that a client makes at some place of its list. They are named in the order of the program. */
export function requestId<Ask>({ clients }: Program<Ask>, client: number, place: number): string {
  const before = clients.slice(0, client).reduce((sum, { asks }) => sum + asks.length, 0);
  return `r${before + place + 1}`;
}

/** The state in which a client's next request is on its way, or waits for its time. */
function asksNext<Ask, Answer>(
  state: State<Ask, Answer>,
  client: number,
  place: number,
  cause: number,
): State<Ask, Answer> {
  const { name, asks } = state.program.clients[client]!;
  const planned = asks[place];
  if (!planned) return state;
  const { actor, ask, when } = planned;
  const id = requestId(state.program, client, place);
  const asked = { ...ask, id };
  const due = typeof when === 'number' ? Math.max(when, state.clock) : state.clock;
  const item: Item<Ask> = {
    id,
    kind: 'request',
    from: name,
    to: actor,
    body: { asked },
    text: JSON.stringify(asked),
    sentBy: cause,
    cause,
    due,
    ...(when !== undefined && { when }),
  };
  if (when === undefined) return { ...state, soon: [...state.soon, item] };
  return { ...state, waiting: [...state.waiting, item] };
}

/** The state after something has arrived, which must be in one of the lists. Who is down hears nothing. */
export function arrive<Ask, Answer>(state: State<Ask, Answer>, item: Item<Ask>): State<Ask, Answer> {
  const left = without(state, item);
  if (state.down.includes(item.to))
    return item.kind === 'message' ? left : { ...left, waiting: [...left.waiting, item] };
  return spread(tell(left, item));
}

function without<Ask, Answer>(state: State<Ask, Answer>, item: Item<Ask>): State<Ask, Answer> {
  for (const list of ['soon', 'late', 'waiting'] as const) {
    const at = state[list].indexOf(item);
    if (at >= 0) return { ...state, [list]: state[list].toSpliced(at, 1) };
  }
  throw new Error(`${item.id} is not on its way.`);
}

/** Tells an actor something. What it sends is noted in the event, and not on its way yet. */
function tell<Ask, Answer>(state: State<Ask, Answer>, item: Item<Ask>): State<Ask, Answer> {
  const { world, clock } = state;
  const place = world.actors.indexOf(item.to);
  const told = state.told[place]!;
  const now = clock + (world.clocks?.[item.to] ?? 0) + told;
  const input = 'asked' in item.body ? { now, ...item.body } : { now, from: item.from, ...item.body };
  const history = world.memory.after(state.histories[place]!, input, `${now} ${item.from} ${item.text}`);
  const index = lengthOf(state);
  const base = { sentBy: index, cause: index, from: item.to };
  const sent: Item<Ask>[] = [];
  for (const [nth, effect] of history.effects.entries()) {
    const id = `${item.to}${told + 1}.${nth + 1}`;
    if (effect.do === 'send') {
      const { to, message, text } = effect;
      sent.push({ ...base, id, kind: 'message', to, body: { message }, text, due: clock });
    } else if (effect.do === 'wait') {
      const { after, message, text } = effect;
      sent.push({ ...base, id, kind: 'alarm', to: item.to, body: { message }, text, due: clock + after, after });
    }
  }
  const event = { index, actor: item.to, item, history, clock, sent, lost: [], before: state.last };
  return {
    ...state,
    histories: state.histories.with(place, history),
    told: state.told.with(place, told + 1),
    last: event,
  };
}

/** Puts on its way what the last event sent, but for what a cut swallows, and lets go on the clients who were answered. */
function spread<Ask, Answer>(state: State<Ask, Answer>): State<Ask, Answer> {
  const event = state.last!;
  const { item, index, history } = event;
  const cut = state.cuts.find(({ ends }) => ends === undefined);
  const isLost = ({ kind, from, to }: Item<Ask>): boolean => kind === 'message' && !!cut && separates(cut, from, to);
  const lost = cut ? event.sent.filter(isLost) : [];
  const passing = cut ? event.sent.filter((each) => !isLost(each)) : event.sent;
  const copy: Item<Ask>[] = item.again
    ? [{ ...item, id: `${item.id}′`, cause: index, again: undefined, isCopy: true } as Item<Ask>]
    : [];
  let next: State<Ask, Answer> = {
    ...state,
    last: lost.length > 0 ? { ...event, lost } : event,
    soon: [
      // What an actor tells itself without a pause comes before anything else.
      ...passing.filter(isAtOnce),
      ...(item.again === 'soon' ? copy : []),
      ...state.soon,
      ...passing.filter(({ kind }) => kind === 'message'),
    ],
    late: item.again === 'late' ? [...state.late, ...copy] : state.late,
    waiting: [...state.waiting, ...passing.filter((each) => each.kind === 'alarm' && !isAtOnce(each))],
  };
  if ('asked' in item.body) {
    const until = state.clock + (state.world.patience ?? Number.POSITIVE_INFINITY);
    next = { ...next, open: [...next.open, { id: item.body.asked.id, until, event: index }] };
  }
  for (const effect of history.effects) if (effect.do === 'reply') next = goesOn(next, effect.id, index);
  return next;
}

const isAtOnce = <Ask>({ after }: Item<Ask>): boolean => after === 0;

/** A client's request is over, and its next one comes. */
function goesOn<Ask, Answer>(state: State<Ask, Answer>, id: string, cause: number): State<Ask, Answer> {
  const open = state.open.filter((each) => each.id !== id);
  // Its client had given up, or it was answered twice: both are for a judge to see.
  if (open.length === state.open.length) return state;
  for (const [client, { asks }] of state.program.clients.entries())
    for (const place of asks.keys())
      if (requestId(state.program, client, place) === id)
        return asksNext({ ...state, open, over: state.over + 1 }, client, place + 1, cause);
  return state;
}

/**
 * What happens when nothing is on its way. In this order: cuts heal and machines restart that waited for quiet; requests are asked that
 * did; the first late message comes; and then whatever is due first, at which the clock moves. `undefined` when nothing is left.
 */
export function quieten<Ask, Answer>(state: State<Ask, Answer>): State<Ask, Answer> | undefined {
  const cut = state.cuts.find(({ ends }) => ends === undefined);
  if (cut && typeof cut.heals !== 'number') return heal(state);
  if (state.down.length > 0) return restart(state);
  const [late] = state.late;
  const asked = state.waiting.find(({ when }) => when === 'quiet');
  if (asked ?? late) return arrive(state, (asked ?? late)!);
  return later(state, cut);
}

/**
 * Moves the clock to whatever is due first. Alarms that are due at one time ring in the order of the actors, then the other way
 * round, then from the next one on, so that nobody is always the first; those of one actor in the order in which they were set. All of it
 * depends on what happened, and not on the order of what does not depend on each other.
 */
function later<Ask, Answer>(state: State<Ask, Answer>, cut: Cut | undefined): State<Ask, Answer> | undefined {
  const item = state.waiting.reduce<Item<Ask> | undefined>(
    (first, each) => (first && compare(state, first, each) <= 0 ? first : each),
    undefined,
  );
  const tired = state.open.reduce<State<Ask, Answer>['open'][number] | undefined>(
    (first, each) => (first && first.until <= each.until ? first : each),
    undefined,
  );
  const heals = cut ? (cut.heals as number) : Number.POSITIVE_INFINITY;
  const gives = tired?.until ?? Number.POSITIVE_INFINITY;
  const due = Math.min(heals, gives, item?.due ?? Number.POSITIVE_INFINITY);
  if (due === Number.POSITIVE_INFINITY) return undefined;
  const moved = { ...state, clock: Math.max(due, state.clock) };
  if (due === heals) return heal(moved);
  if (item && due === item.due) return arrive(item.kind === 'alarm' ? rings(moved) : moved, item);
  return goesOn(moved, tired!.id, tired!.event);
}

/** The state in which alarms ring now. */
function rings<Ask, Answer>(state: State<Ask, Answer>): State<Ask, Answer> {
  const { rang, clock } = state;
  return rang.at === clock ? state : { ...state, rang: { at: clock, times: rang.times + 1 } };
}

/** The place of an actor among those whose alarms ring at one time. */
function turn<Ask, Answer>({ world, rang }: State<Ask, Answer>, due: number, actor: string): number {
  const count = world.actors.length;
  const times = rang.at === due ? rang.times - 1 : rang.times;
  const shift = Math.floor(times / 2);
  const place = (world.actors.indexOf(actor) + (count - 1) * shift) % count;
  return times % 2 === 0 ? place : count - 1 - place;
}

function compare<Ask, Answer>(state: State<Ask, Answer>, one: Item<Ask>, other: Item<Ask>): number {
  if (one.due !== other.due) return one.due - other.due;
  // Alarms come before what is asked at the same time.
  if (one.kind !== other.kind) return one.kind === 'alarm' ? -1 : 1;
  if (one.kind === 'alarm') return turn(state, one.due, one.to) - turn(state, other.due, other.to);
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** A cut that begins with what the last event sent: that is lost, and so is what was late. */
export function cutOff<Ask, Answer>(state: State<Ask, Answer>, shape: CutShape): State<Ask, Answer> {
  const event = state.last!;
  const crosses = (item: Item<Ask>): boolean => item.kind === 'message' && separates(shape, item.from, item.to);
  const lost = event.sent.filter(crosses);
  const cut: Cut = { ...shape, begins: event.index, ...(shape.heals === 'at once' && { ends: event.index + 1 }) };
  return {
    ...state,
    cuts: [...state.cuts, cut],
    last: { ...event, lost },
    soon: state.soon.filter((item) => !lost.includes(item)),
    late: state.late.filter((item) => !crosses(item)),
    departures: { departure: { kind: 'cut', event: event.index, ...shape }, before: state.departures },
  };
}

export function heal<Ask, Answer>(state: State<Ask, Answer>): State<Ask, Answer> {
  const ends = lengthOf(state);
  return { ...state, cuts: state.cuts.map((cut) => (cut.ends === undefined ? { ...cut, ends } : cut)) };
}

/** An actor hears nothing any more. Its alarms ring when it is back, if it remembers them. */
export function crash<Ask, Answer>(state: State<Ask, Answer>, actor: string): State<Ask, Answer> {
  const forgets = state.world.afterCrash === 'forgets';
  const place = state.world.actors.indexOf(actor);
  return {
    ...state,
    down: [...state.down, actor],
    waiting: forgets ? state.waiting.filter(({ kind, to }) => kind !== 'alarm' || to !== actor) : state.waiting,
    histories: forgets ? state.histories.with(place, state.world.memory.beginning(actor)) : state.histories,
    departures: {
      departure: { kind: 'crash', event: lengthOf(state) - 1, actor },
      before: state.departures,
    },
  };
}

/** Whoever is down is up again. What was asked of it meanwhile, and what rang, comes now. */
export function restart<Ask, Answer>(state: State<Ask, Answer>): State<Ask, Answer> {
  return { ...state, down: [] };
}

/** Messages that are on their way are held back until all is quiet. */
export function delay<Ask, Answer>(state: State<Ask, Answer>, items: readonly Item<Ask>[]): State<Ask, Answer> {
  return {
    ...state,
    soon: state.soon.filter((item) => !items.includes(item)),
    late: [...state.late, ...items],
    departures: { departure: { kind: 'late', items: items.map(({ id }) => id) }, before: state.departures },
  };
}

/** A message that is on its way never comes. */
export function lose<Ask, Answer>(state: State<Ask, Answer>, item: Item<Ask>): State<Ask, Answer> {
  const event = state.last!;
  const last = item.sentBy === event.index ? { ...event, lost: [...event.lost, item] } : event;
  const departures = { departure: { kind: 'lost', item: item.id } as const, before: state.departures };
  return { ...state, soon: state.soon.filter((other) => other !== item), last, departures };
}

/** A message that is on its way comes twice: again at once, or late. */
export function repeat<Ask, Answer>(
  state: State<Ask, Answer>,
  item: Item<Ask>,
  again: 'soon' | 'late',
): State<Ask, Answer> {
  const departures = { departure: { kind: 'twice', item: item.id, again } as const, before: state.departures };
  return { ...state, soon: state.soon.with(state.soon.indexOf(item), { ...item, again }), departures };
}
