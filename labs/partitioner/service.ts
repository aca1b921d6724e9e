/**
 * A service that produces payments: it sends each to the leader of its partition, and sends again what was not acknowledged, in the
 * order in which it produced them.
 */
import type { Way } from '#parts';
import {
  type Caller,
  type Histogram,
  type Outcome,
  type Random,
  type Request,
  type Simulation,
  Station,
} from '#simulation';
import type { Entry, ReplicatedLog } from './log.ts';

const CARDS = 300;
/** How long a service waits after a failure until it tries again, in ms. */
const RETRY_AFTER = 500;
/** Stands for a partition that does not exist. */
export const NOWHERE = -1;

/** What a service has sent for a card, and what of it has been checked: the number of the latest payment. */
interface Card {
  sent: number;
  checked: number;
}

/** What the record of a payment says. */
export interface Payment {
  readonly card: Card;
  readonly number: number;
}

interface ServiceOptions {
  hot: number;
  /** The partition of a card's next payment, or NOWHERE. */
  pick(card: number): number;
  logs: readonly ReplicatedLog[];
  ways: readonly Way[];
  /** Takes the times from producing to the acknowledgement, in ms. */
  acknowledgedAfter: Histogram;
}

/** A payment that was sent, and who asked for that. */
interface Sent extends Entry {
  readonly asked: Request;
}

/** What a service keeps for one partition. */
interface Lane {
  log: ReplicatedLog;
  last: Sent | undefined;
  /** In the order in which they were produced. */
  unacknowledged: Set<Sent>;
  /** Whether it holds payments back after a failure. */
  paused: boolean;
}

/** Sends payments to the leaders of their partitions, and sends again what was not acknowledged. */
export class Service extends Station implements Caller {
  readonly #options: ServiceOptions;
  readonly #random: Random;
  readonly #lanes: readonly Lane[];
  readonly #cards = new Map<number, Card>();

  constructor(simulation: Simulation, name: string, options: ServiceOptions) {
    super(simulation, name);
    this.#options = options;
    this.#random = simulation.random(`${name}/cards`);
    this.#lanes = options.logs.map((log) => ({ log, last: undefined, unacknowledged: new Set(), paused: false }));
  }

  accept(request: Request): void {
    // Both numbers are drawn each time, so that the share of the hot card changes nothing else.
    const [isHot, other] = [this.#random.uniform() < this.#options.hot, 1 + this.#random.below(CARDS)];
    const number = isHot ? 0 : other;
    const card = this.#cards.get(number) ?? { sent: 0, checked: 0 };
    this.#cards.set(number, card);
    const payment: Payment = { card, number: ++card.sent };
    const key = this.#options.pick(number);
    const lane = this.#lanes[key];
    const { origin, born } = request;
    const message = { key, kind: 'payment', origin, born, body: payment };
    const sent: Sent = { message, before: lane?.last, acknowledged: false, asked: request };
    if (lane) lane.last = sent;
    lane?.unacknowledged.add(sent);
    if (!lane?.paused) this.#send(sent);
  }

  /** To the leader; of a partition that does not exist, to a broker that will say so. */
  #send(sent: Sent): void {
    const { key, origin } = sent.message;
    const attempt = this.simulation.copy({ key, kind: 'produce', origin, body: sent });
    this.simulation.call(attempt, this.#options.ways[this.#lanes[key]?.log.leader.place ?? 0]!.link, this);
  }

  answered(attempt: Request, outcome: Outcome): void {
    const sent = attempt.body as Sent;
    const lane = this.#lanes[attempt.key];
    this.simulation.release(attempt);
    if (!lane) this.simulation.answer(sent.asked, outcome);
    else if (outcome === 'ok') this.#acknowledge(sent, lane);
    else if (!lane.paused) {
      lane.paused = true;
      this.simulation.after(RETRY_AFTER, this.#retry, lane);
    }
  }

  #acknowledge(sent: Sent, lane: Lane): void {
    if (lane.unacknowledged.delete(sent)) {
      sent.acknowledged = true;
      this.#options.acknowledgedAfter.record(this.simulation.now - sent.asked.born);
      this.simulation.answer(sent.asked, 'ok');
    }
    if (!lane.paused) return;
    lane.paused = false;
    // In the order in which they were produced, so that each card's payments stay in order.
    for (const each of lane.unacknowledged) this.#send(each);
  }

  /** One payment tries the way, until it is acknowledged. */
  readonly #retry = (lane: Lane): void => {
    if (!lane.paused) return;
    const [first] = lane.unacknowledged;
    if (first) this.#send(first);
    this.simulation.after(RETRY_AFTER, this.#retry, lane);
  };
}
