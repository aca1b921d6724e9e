/**
 * One line of messages and those who share the work on it. A consumer is given a message when it has room; the message is done when
 * that consumer has answered well, and is delivered again when not, or when it takes too long.
 */
import {
  type Caller,
  type EventHandle,
  Fifo,
  type Histogram,
  type Outcome,
  type Request,
  type Simulation,
} from '#simulation';
import type { Copy } from './copy.ts';
import type { Way } from './routes.ts';

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

export interface LineOptions extends DeliveryOptions {
  /** One message at a time, and none before the one in front of it is done. */
  inOrder?: boolean;
  /** The machine that it is read from now, if not from any that its holder has; undefined while there is none. */
  readFrom?: () => Copy | undefined;
}

/** Whose line it is: what is measured there, and whether the machines that hold the messages are there. */
export interface Holder {
  readonly name: string;
  readonly ages: Histogram;
  readonly serves: boolean;
  done: number;
  redelivered: number;
  dead: number;
}

/** What of a request is kept, and delivered. */
export type Message = Readonly<Pick<Request, 'key' | 'kind' | 'body' | 'origin' | 'born'>>;

interface Kept extends Message {
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

/** One line of messages, and those who share the work on it. */
export class Line implements Caller {
  readonly #simulation: Simulation;
  readonly #holder: Holder;
  readonly #visibility: number | undefined;
  readonly #mostDeliveries: number;
  readonly #inOrder: boolean;
  readonly #readFrom: (() => Copy | undefined) | undefined;
  readonly #ready = new Fifo<Kept>();
  /** Messages that were delivered and are not done, those in the pause before their next delivery included. */
  readonly #underWay = new Set<Kept>();
  #pausing = 0;
  #consumers: readonly Consumer[] = [];
  readonly #deliveries: ({ message: Kept; consumer: Consumer } | undefined)[] = [];
  readonly #spare: number[] = [];

  constructor(simulation: Simulation, holder: Holder, options: LineOptions) {
    const { visibility, deliveries = Number.POSITIVE_INFINITY, inOrder = false, readFrom } = options;
    if (visibility !== undefined && !(visibility > 0))
      throw new RangeError(`${holder.name} cannot wait ${visibility} ms for an acknowledgement.`);
    if (!(deliveries >= 1)) throw new RangeError(`${holder.name} cannot deliver a message ${deliveries} times.`);
    this.#simulation = simulation;
    this.#holder = holder;
    this.#visibility = visibility;
    this.#mostDeliveries = deliveries;
    this.#inOrder = inOrder;
    this.#readFrom = readFrom;
  }

  /** Where its deliveries are seen to come from. */
  get name(): string {
    return this.#readFrom?.()?.name ?? this.#holder.name;
  }

  /** The ways to those who share the work on it. */
  get consumers(): readonly Way[] {
    return this.#consumers.map(({ way }) => way);
  }

  get waiting(): number {
    return this.#ready.length + this.#pausing;
  }

  /** When the message at a place of those that are ready was first sent, in ms; 0 is the oldest place. */
  bornAt(place: number): number | undefined {
    return this.#ready.at(place)?.born;
  }

  get delivered(): number {
    return this.#underWay.size - this.#pausing;
  }

  /** Who works on it from now on. What others were given is delivered again, though they may still finish it. */
  assign(ways: readonly Way[]): void {
    if (ways.length === this.#consumers.length && this.#consumers.every(({ way }, place) => way === ways[place]))
      return;
    this.#consumers = ways.map((way) => ({ way, inHand: 0 }));
    this.#holder.redelivered += this.delivered;
    this.#pausing = 0;
    for (const message of this.#underWay) {
      this.#simulation.cancel(message.timer);
      this.#makeReady(message);
    }
  }

  push({ key, kind, body, origin, born }: Message): void {
    this.#ready.push({ key, kind, body, origin, born, deliveries: 0, current: 0, timer: -1 });
  }

  /** Gives the consumers what they have room for. */
  deliver(): void {
    if (!(this.#readFrom ? this.#readFrom()?.serves : this.#holder.serves)) return;
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

  #deliverTo(consumer: Consumer, message: Kept): void {
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

  #isDone(message: Kept): void {
    if (this.#visibility !== undefined) this.#simulation.cancel(message.timer);
    this.#underWay.delete(message);
    this.#holder.done++;
    this.#holder.ages.record(this.#simulation.now - message.born);
  }

  #failed(message: Kept): void {
    if (!this.#comesBack(message)) return;
    this.#pausing++;
    message.timer = this.#simulation.after(REDELIVERED_AFTER, this.#paused, message);
  }

  readonly #paused = (message: Kept): void => {
    this.#pausing--;
    this.#makeReady(message);
    this.deliver();
  };

  readonly #expired = (message: Kept): void => {
    if (this.#comesBack(message)) this.#makeReady(message);
    this.deliver();
  };

  /** Whether the message gets another delivery. If not, it is dead. */
  #comesBack(message: Kept): boolean {
    if (message.deliveries < this.#mostDeliveries) {
      this.#holder.redelivered++;
      return true;
    }
    this.#underWay.delete(message);
    this.#holder.dead++;
    message.current = 0;
    return false;
  }

  #makeReady(message: Kept): void {
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
