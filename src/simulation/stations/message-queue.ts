/**
 * A queue of messages with acknowledgement: who sends is answered as soon as the message is stored; a message that is not
 * acknowledged in time is delivered again, so it may be worked on twice; one that fails too often is set aside as dead.
 */
import type { EventHandle } from '../event-queue.ts';
import { Fifo } from '../fifo.ts';
import { Histogram } from '../measures/histogram.ts';
import { TimeAverage } from '../measures/time-average.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import { Station } from '../station.ts';

export interface MessageQueueOptions {
  name: string;
  /** Works on the messages; its answer 'ok' is the acknowledgement. */
  consumer: Station;
  /** How many messages may be delivered and not yet acknowledged. */
  concurrency: number;
  /** How long after a delivery an unacknowledged message may be delivered again, in ms; a failure does not shorten it. */
  visibilityTimeout: number;
  /** How many deliveries a message gets; no bound when left out. */
  maxDeliveries?: number;
}

interface Message {
  index: number;
  key: number;
  kind: string;
  origin: number;
  storedAt: number;
  deliveries: number;
  /** The id of the delivery that may still acknowledge it; 0 when none may. */
  current: number;
  timer: EventHandle;
}

export class MessageQueue extends Station implements Caller {
  acknowledged = 0;
  /** Deliveries beyond the first of a message. */
  redelivered = 0;
  /** Messages that were set aside. */
  dead = 0;
  /** Times from storing to acknowledgement, in ms. */
  readonly ages = new Histogram();
  /** Messages that wait for a delivery. */
  readonly depth: TimeAverage;
  readonly #options: MessageQueueOptions;
  readonly #maxDeliveries: number;
  readonly #ready = new Fifo<Message>();
  #delivered = 0;
  #messages: Message[] = [];
  #spare: Message[] = [];

  constructor(simulation: Simulation, options: MessageQueueOptions) {
    super(simulation, options.name);
    if (!(options.concurrency >= 1))
      throw new RangeError(`${this.name} cannot deliver ${options.concurrency} at once.`);
    if (!(options.visibilityTimeout > 0)) throw new RangeError(`${this.name} needs a positive visibility timeout.`);
    this.#options = options;
    this.#maxDeliveries = options.maxDeliveries ?? Number.POSITIVE_INFINITY;
    this.depth = new TimeAverage(0, simulation.now);
  }

  /** Messages that are delivered and not yet acknowledged. */
  get delivered(): number {
    return this.#delivered;
  }

  accept(request: Request): void {
    const message = this.#spare.pop() ?? this.#newMessage();
    message.key = request.key;
    message.kind = request.kind;
    message.origin = request.origin;
    message.storedAt = this.simulation.now;
    message.deliveries = 0;
    this.#store(message);
    this.simulation.answer(request, 'ok');
    this.#deliver();
  }

  /** An answer to a delivery that has expired comes too late to count. */
  answered(delivery: Request, outcome: Outcome, note: number): void {
    const message = this.#messages[note]!;
    const inTime = message.current === delivery.id;
    this.simulation.release(delivery);
    if (!inTime) return;
    message.current = 0;
    if (outcome !== 'ok') return;
    this.simulation.cancel(message.timer);
    this.acknowledged++;
    this.ages.record(this.simulation.now - message.storedAt);
    this.#delivered--;
    this.#spare.push(message);
    this.#deliver();
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.acknowledged = 0;
    this.redelivered = 0;
    this.dead = 0;
    this.ages.reset();
    this.depth.reset(now);
  }

  #store(message: Message): void {
    this.#ready.push(message);
    this.depth.add(1, this.simulation.now);
  }

  #deliver(): void {
    const { consumer, concurrency, visibilityTimeout } = this.#options;
    while (this.#delivered < concurrency) {
      const message = this.#ready.shift();
      if (message === undefined) return;
      this.depth.add(-1, this.simulation.now);
      this.#delivered++;
      if (++message.deliveries > 1) this.redelivered++;
      const delivery = this.simulation.copy(message);
      message.current = delivery.id;
      message.timer = this.simulation.after(visibilityTimeout, this.#expires, message);
      this.simulation.call(delivery, consumer, this, message.index);
    }
  }

  readonly #expires = (message: Message): void => {
    message.current = 0;
    this.#delivered--;
    if (message.deliveries < this.#maxDeliveries) {
      this.#store(message);
    } else {
      this.dead++;
      this.#spare.push(message);
    }
    this.#deliver();
  };

  #newMessage(): Message {
    const index = this.#messages.length;
    const message = { index, key: 0, kind: '', origin: 0, storedAt: 0, deliveries: 0, current: 0, timer: -1 };
    this.#messages.push(message);
    return message;
  }
}
