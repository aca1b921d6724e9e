/**
 * A function as a service: an instance for each request in progress. A request that finds no idle instance waits for a cold
 * start; one above the limit is turned away; an instance that stays idle too long is taken down, unless it is provisioned.
 */
import {
  type Distribution,
  type EventHandle,
  type Random,
  type Request,
  type Simulation,
  Station,
  TimeAverage,
} from '#simulation';

export interface CloudFunctionOptions {
  name: string;
  /** The time of the work itself, in ms. */
  service: Distribution;
  /** What a new instance takes before its first request, in ms. */
  coldStart: Distribution;
  /** How many instances there may be, the provisioned ones included. */
  concurrency: number;
  /** How many instances are there from the beginning and stay, idle or not; 0 when left out. They are used before all others. */
  provisioned?: number;
  /** How long an instance may be idle, in ms. */
  keepAlive: number;
}

interface Instance {
  provisioned: boolean;
  request: Request | undefined;
  expires: EventHandle;
}

export class CloudFunction extends Station {
  coldStarts = 0;
  readonly #options: CloudFunctionOptions;
  readonly #random: Random;
  readonly #instances: TimeAverage;
  readonly #paid: TimeAverage;
  /** The instance that was used last comes last and is used first; so the first is the one that expires next. */
  #idle: Instance[] = [];
  #idleProvisioned: Instance[];

  constructor(simulation: Simulation, options: CloudFunctionOptions) {
    super(simulation, options.name);
    const { concurrency, provisioned = 0 } = options;
    if (!(concurrency >= 1)) throw new RangeError(`${this.name} cannot have ${concurrency} instances.`);
    if (!(provisioned >= 0 && provisioned <= concurrency))
      throw new RangeError(`${this.name} cannot keep ${provisioned} of ${concurrency} instances warm.`);
    this.#options = options;
    this.#random = simulation.random(`${this.name}/service`);
    this.#instances = new TimeAverage(provisioned, simulation.now);
    this.#paid = new TimeAverage(provisioned, simulation.now);
    this.#idleProvisioned = Array.from({ length: provisioned }, () => ({
      provisioned: true,
      request: undefined,
      expires: -1,
    }));
  }

  /** How many instances there are, idle ones included. */
  get instances(): number {
    return this.#instances.value;
  }

  /** The time that instances were paid for: those that are provisioned always, the others while they run, cold starts included. */
  paidMilliseconds(now: number): number {
    return this.#paid.area(now);
  }

  accept(request: Request): void {
    const warm = this.#idleProvisioned.pop() ?? this.#idle.pop();
    if (warm !== undefined) {
      if (!warm.provisioned) this.simulation.cancel(warm.expires);
      this.#run(warm, request, 0);
    } else if (this.#instances.value < this.#options.concurrency) {
      this.coldStarts++;
      this.#instances.add(1, this.simulation.now);
      const instance = { provisioned: false, request: undefined, expires: -1 };
      this.#run(instance, request, this.#options.coldStart.sample(this.#random));
    } else {
      this.simulation.answer(request, 'rejected');
    }
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.coldStarts = 0;
    this.#instances.reset(now);
    this.#paid.reset(now);
  }

  #run(instance: Instance, request: Request, start: number): void {
    instance.request = request;
    if (!instance.provisioned) this.#paid.add(1, this.simulation.now);
    this.simulation.after(start + this.#options.service.sample(this.#random), this.#done, instance);
  }

  readonly #done = (instance: Instance): void => {
    const request = instance.request!;
    instance.request = undefined;
    if (!instance.provisioned) this.#paid.add(-1, this.simulation.now);
    if (instance.provisioned) {
      this.#idleProvisioned.push(instance);
    } else {
      this.#idle.push(instance);
      instance.expires = this.simulation.after(this.#options.keepAlive, this.#expire, undefined);
    }
    this.simulation.answer(request, 'ok');
  };

  readonly #expire = (): void => {
    this.#idle.shift();
    this.#instances.add(-1, this.simulation.now);
  };
}
