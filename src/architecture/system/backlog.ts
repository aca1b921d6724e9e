/**
 * The messages of a queue or a topic, and who works on them. Consumers are given a message when they have a free slot; a
 * message counts as done when its consumer has answered well, and is delivered again when not. Nothing that was stored is lost.
 */
import { type Caller, Fifo, Histogram, type Outcome, type Request, type Simulation } from '#simulation';
import type { Way } from './routes.ts';
import type { Tier } from './tier.ts';

/** From a failed delivery until the next one of the same message, in ms. */
const REDELIVERED_AFTER = 1_000;

interface Message {
  key: number;
  kind: string;
  origin: number;
  born: number;
}

interface Delivery {
  message: Message;
  subscription: Subscription;
  way: Way;
}

/** Those who share the work on one line of messages. */
interface Subscription {
  waiting: Fifo<Message>;
  ways: readonly Way[];
  /** Deliveries to each way that are not answered, by its place. */
  delivered: number[];
}

export interface BacklogOptions {
  /** The name of the node. */
  name: string;
  /** The machines that hold the messages: while none of them serves, nothing is delivered. */
  tier: Tier;
  /** `all`: each group of consumers gets every message, as from a topic. `one`: the groups share them, as from a queue. */
  deliverTo: 'all' | 'one';
}

export class Backlog implements Caller {
  readonly name: string;
  /** From sending to the end of the work on it, in ms, one for each message and group. */
  readonly ages = new Histogram();
  done = 0;
  redelivered = 0;
  readonly #simulation: Simulation;
  readonly #tier: Tier;
  readonly #deliverTo: 'all' | 'one';
  #subscriptions: Subscription[] = [];
  #deliveries: (Delivery | undefined)[] = [];
  #spare: number[] = [];
  #toRepeat = 0;

  constructor(simulation: Simulation, { name, tier, deliverTo }: BacklogOptions) {
    this.#simulation = simulation;
    this.name = name;
    this.#tier = tier;
    this.#deliverTo = deliverTo;
    tier.whenChanged(() => this.#deliverAll());
    simulation.addMeasured(this);
  }

  /** Messages that wait for a consumer, those to be delivered again included. */
  get waiting(): number {
    return this.#subscriptions.reduce((sum, { waiting }) => sum + waiting.length, this.#toRepeat);
  }

  /** The groups of consumers, by the ways to their copies. To be called once. */
  subscribe(groups: readonly (readonly Way[])[]): void {
    const lines = this.#deliverTo === 'all' ? groups : groups.length === 0 ? [] : [groups.flat()];
    this.#subscriptions = lines.map((ways) => ({ waiting: new Fifo(), ways, delivered: ways.map(() => 0) }));
    for (const tier of new Set(groups.flat().map((way) => way.tier))) tier.whenChanged(() => this.#deliverAll());
  }

  store({ key, kind, origin, born }: Request): void {
    for (const subscription of this.#subscriptions) {
      subscription.waiting.push({ key, kind, origin, born });
      this.#deliver(subscription);
    }
  }

  answered(delivery: Request, outcome: Outcome, note: number): void {
    const { message, subscription, way } = this.#deliveries[note]!;
    this.#deliveries[note] = undefined;
    this.#spare.push(note);
    this.#simulation.release(delivery);
    const place = subscription.ways.indexOf(way);
    subscription.delivered[place] = subscription.delivered[place]! - 1;
    if (outcome === 'ok') {
      this.done++;
      this.ages.record(this.#simulation.now - message.born);
    } else {
      this.redelivered++;
      this.#toRepeat++;
      this.#simulation.after(REDELIVERED_AFTER, this.#again, { message, subscription });
    }
    this.#deliver(subscription);
  }

  resetMeasures(): void {
    this.ages.reset();
    this.done = 0;
    this.redelivered = 0;
  }

  readonly #again = ({ message, subscription }: Pick<Delivery, 'message' | 'subscription'>): void => {
    this.#toRepeat--;
    subscription.waiting.push(message);
    this.#deliver(subscription);
  };

  #deliverAll(): void {
    for (const subscription of this.#subscriptions) this.#deliver(subscription);
  }

  #deliver(subscription: Subscription): void {
    if (!this.#tier.copies.some(({ serves }) => serves)) return;
    while (subscription.waiting.length > 0) {
      const place = freest(subscription);
      if (place < 0) return;
      const message = subscription.waiting.shift()!;
      const way = subscription.ways[place]!;
      const note = this.#spare.pop() ?? this.#deliveries.length;
      this.#deliveries[note] = { message, subscription, way };
      subscription.delivered[place] = subscription.delivered[place]! + 1;
      const delivery = this.#simulation.copy(message);
      this.#simulation.call(delivery, way.link, this, note);
    }
  }
}

/**
 * How many messages a consumer has in hand for each of its slots. One is worked on; the others wait there, or for what the
 * consumer calls, so that it need not stand idle meanwhile.
 */
const IN_HAND = 4;

/** The place of the listed consumer with the most room; −1 when none has any. */
function freest({ ways, delivered }: Subscription): number {
  let best = -1;
  let most = 0;
  for (let place = 0; place < ways.length; place++) {
    const { copy, listed } = ways[place]!;
    if (!listed) continue;
    const free = IN_HAND * copy.slots - delivered[place]!;
    if (free > most) [best, most] = [place, free];
  }
  return best;
}
