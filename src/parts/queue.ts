/**
 * Messages that wait for whoever works on them. Who sends is answered as soon as the message is stored. Consumers are given a
 * message when they have room for it; it counts as done when its consumer has answered well, and is delivered again when not, or
 * when that takes too long. Nothing that was stored is lost; what fails too often is set aside as dead.
 */
import {
  type Caller,
  type EventHandle,
  Fifo,
  Histogram,
  type Outcome,
  type Request,
  type Simulation,
} from '#simulation';
import type { Step } from './copy.ts';
import type { Way } from './routes.ts';
import type { Tier } from './tier.ts';

/** From a failed delivery until the next one of the same message, in ms, where no visibility is set. */
const REDELIVERED_AFTER = 1_000;

/**
 * How many messages a consumer has in hand for each of its slots. One is worked on; the others wait there, or for what the
 * consumer calls, so that it need not stand idle meanwhile.
 */
const IN_HAND = 4;

export interface DeliveryOptions {
  /** How long after a delivery a message that was not acknowledged is delivered again, in ms; a failure does not shorten it. */
  visibility?: number;
  /** How many deliveries a message gets before it is set aside; no bound when left out. */
  deliveries?: number;
}

export interface BacklogOptions {
  name: string;
  /** The machines that hold the messages: while none of them serves, nothing is delivered. */
  tier: Tier;
  /** The groups of consumers, by the ways to their copies. */
  groups: readonly (readonly Way[])[];
}

interface Message {
  key: number;
  kind: string;
  body: unknown;
  origin: number;
  born: number;
  deliveries: number;
  /** The id of the delivery that may still acknowledge it; 0 when none may. */
  current: number;
  /** Ends its visibility, or the pause before it is delivered again. */
  timer: EventHandle;
}

interface Consumer {
  way: Way;
  /** Deliveries that it has not answered. */
  inHand: number;
}

/** Everything that a queue or a topic holds, and what is measured of it. */
export abstract class Backlog {
  readonly name: string;
  /** From sending to the end of the work on it, in ms, one for each message and group. */
  readonly ages = new Histogram();
  done = 0;
  /** How often a message came back, and how many were set aside instead. */
  redelivered = 0;
  dead = 0;
  protected readonly simulation: Simulation;
  readonly #tier: Tier;

  constructor(simulation: Simulation, { name, tier, groups }: BacklogOptions) {
    this.simulation = simulation;
    this.name = name;
    this.#tier = tier;
    tier.whenChanged(() => this.deliver());
    for (const each of new Set(groups.flat().map((way) => way.tier))) each.whenChanged(() => this.consumersChanged());
    simulation.addMeasured(this);
  }

  /** Takes a message in. */
  abstract store(request: Request): void;

  protected abstract get lines(): readonly Line[];

  /** Messages that wait for a consumer, those to be delivered again included. */
  get waiting(): number {
    return this.lines.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Messages that were delivered, and that nobody has acknowledged or given up yet. */
  get delivered(): number {
    return this.lines.reduce((sum, { delivered }) => sum + delivered, 0);
  }

  /** Whether one of the machines that hold the messages is there. */
  get serves(): boolean {
    return this.#tier.copies.some(({ serves }) => serves);
  }

  protected consumersChanged(): void {
    this.deliver();
  }

  protected deliver(): void {
    for (const line of this.lines) line.deliver();
  }

  resetMeasures(): void {
    this.ages.reset();
    this.done = 0;
    this.redelivered = 0;
    this.dead = 0;
  }
}

/** One line of messages, and those who share the work on it. */
export class Line implements Caller {
  /** That of its queue or topic: its deliveries are seen to come from there. */
  readonly name: string;
  readonly #simulation: Simulation;
  readonly #backlog: Backlog;
  readonly #visibility: number | undefined;
  readonly #mostDeliveries: number;
  readonly #inOrder: boolean;
  readonly #ready = new Fifo<Message>();
  /** Messages that were delivered and are not done, those in the pause before their next delivery included. */
  readonly #underWay = new Set<Message>();
  #pausing = 0;
  #consumers: readonly Consumer[] = [];
  readonly #deliveries: ({ message: Message; consumer: Consumer } | undefined)[] = [];
  readonly #spare: number[] = [];

  /** `inOrder`: one message at a time, and none before the one in front of it is done. */
  constructor(simulation: Simulation, backlog: Backlog, options: DeliveryOptions & { inOrder?: boolean }) {
    const { visibility, deliveries = Number.POSITIVE_INFINITY, inOrder = false } = options;
    if (visibility !== undefined && !(visibility > 0))
      throw new RangeError(`${backlog.name} cannot wait ${visibility} ms for an acknowledgement.`);
    if (!(deliveries >= 1)) throw new RangeError(`${backlog.name} cannot deliver a message ${deliveries} times.`);
    this.name = backlog.name;
    this.#simulation = simulation;
    this.#backlog = backlog;
    this.#visibility = visibility;
    this.#mostDeliveries = deliveries;
    this.#inOrder = inOrder;
  }

  get waiting(): number {
    return this.#ready.length + this.#pausing;
  }

  get delivered(): number {
    return this.#underWay.size - this.#pausing;
  }

  /** Who works on it from now on. What others were given is delivered again, though they may still finish it. */
  assign(ways: readonly Way[]): void {
    if (ways.length === this.#consumers.length && this.#consumers.every(({ way }, place) => way === ways[place]))
      return;
    this.#consumers = ways.map((way) => ({ way, inHand: 0 }));
    this.#backlog.redelivered += this.delivered;
    this.#pausing = 0;
    for (const message of this.#underWay) {
      this.#simulation.cancel(message.timer);
      this.#makeReady(message);
    }
  }

  push({ key, kind, body, origin, born }: Request): void {
    this.#ready.push({ key, kind, body, origin, born, deliveries: 0, current: 0, timer: -1 });
  }

  /** Gives the consumers what they have room for. */
  deliver(): void {
    if (!this.#backlog.serves) return;
    while (this.#ready.length > 0 && !(this.#inOrder && this.#underWay.size > 0)) {
      const consumer = freest(this.#consumers);
      if (consumer === undefined) return;
      this.#deliverTo(consumer, this.#ready.shift()!);
    }
  }

  /** An answer to a delivery that counts no more comes too late for the message, and makes room at its consumer all the same. */
  answered(delivery: Request, outcome: Outcome, note: number): void {
    const { message, consumer } = this.#deliveries[note]!;
    const counts = message.current === delivery.id;
    this.#deliveries[note] = undefined;
    this.#spare.push(note);
    this.#simulation.release(delivery);
    consumer.inHand--;
    if (counts) {
      message.current = 0;
      if (outcome === 'ok') this.#isDone(message);
      else if (this.#visibility === undefined) this.#failed(message);
    }
    this.deliver();
  }

  #deliverTo(consumer: Consumer, message: Message): void {
    const note = this.#spare.pop() ?? this.#deliveries.length;
    this.#deliveries[note] = { message, consumer };
    consumer.inHand++;
    message.deliveries++;
    this.#underWay.add(message);
    const delivery = this.#simulation.copy(message);
    message.current = delivery.id;
    if (this.#visibility !== undefined)
      message.timer = this.#simulation.after(this.#visibility, this.#expired, message);
    this.#simulation.call(delivery, consumer.way.link, this, note);
  }

  #isDone(message: Message): void {
    if (this.#visibility !== undefined) this.#simulation.cancel(message.timer);
    this.#underWay.delete(message);
    this.#backlog.done++;
    this.#backlog.ages.record(this.#simulation.now - message.born);
  }

  #failed(message: Message): void {
    if (!this.#comesBack(message)) return;
    this.#pausing++;
    message.timer = this.#simulation.after(REDELIVERED_AFTER, this.#paused, message);
  }

  readonly #paused = (message: Message): void => {
    this.#pausing--;
    this.#makeReady(message);
    this.deliver();
  };

  readonly #expired = (message: Message): void => {
    if (this.#comesBack(message)) this.#makeReady(message);
    this.deliver();
  };

  /** Whether the message gets another delivery. If not, it is dead. */
  #comesBack(message: Message): boolean {
    if (message.deliveries < this.#mostDeliveries) {
      this.#backlog.redelivered++;
      return true;
    }
    this.#underWay.delete(message);
    this.#backlog.dead++;
    message.current = 0;
    return false;
  }

  #makeReady(message: Message): void {
    message.current = 0;
    this.#underWay.delete(message);
    if (this.#inOrder) this.#ready.unshift(message);
    else this.#ready.push(message);
  }
}

/** The consumer with the most room; undefined when none that is known to serve has any. */
function freest(consumers: readonly Consumer[]): Consumer | undefined {
  let best: Consumer | undefined;
  let most = 0;
  for (const consumer of consumers) {
    const { copy, listed } = consumer.way;
    if (!listed) continue;
    const free = IN_HAND * copy.slots - consumer.inHand;
    if (free > most) [best, most] = [consumer, free];
  }
  return best;
}

export interface QueueOptions extends BacklogOptions, DeliveryOptions {
  /** `one`: the groups share the messages. `all`: each group gets every message, as from a topic without partitions. */
  deliverTo: 'one' | 'all';
}

export class Queue extends Backlog {
  protected readonly lines: readonly Line[];

  constructor(simulation: Simulation, options: QueueOptions) {
    super(simulation, options);
    const { groups, deliverTo } = options;
    const shares = deliverTo === 'all' || groups.length === 0 ? groups : [groups.flat()];
    this.lines = shares.map((ways) => {
      const line = new Line(simulation, this, options);
      line.assign(ways);
      return line;
    });
  }

  store(request: Request): void {
    for (const line of this.lines) {
      line.push(request);
      line.deliver();
    }
  }
}

/** What a queue or a topic does with a request: keeps the message, and answers that it has it. */
export function store(backlog: Backlog): Step {
  return {
    begin(request) {
      backlog.store(request);
      return 'ok';
    },
    end: () => undefined,
  };
}
