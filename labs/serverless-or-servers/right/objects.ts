// Written another way: each side is an object that says why it cannot, phases one by one, Erlang's C by the inverse of B.
import type { Offer, Phase, Placement, Workload } from 'headroom/serverless-or-servers';

export function waitShare(servers: number, load: number): number {
  if (load === 0) return 0;
  const utilisation = load / servers;
  if (utilisation >= 1) return 1;
  let inverse = 1;
  let count = 0;
  while (count < servers) {
    count += 1;
    inverse = 1 + (count / load) * inverse;
  }
  if (inverse === Number.POSITIVE_INFINITY) return 0;
  return 1 / (inverse - utilisation * (inverse - 1));
}

abstract class Side {
  protected readonly work: Workload;
  constructor(work: Workload) {
    this.work = work;
  }
  protected busy(): Phase[] {
    return [...this.work.phases].filter((phase) => phase.perHour !== 0);
  }
  protected load(phase: Phase): number {
    return (phase.perHour * this.work.serviceMs) / 3_600_000;
  }
  abstract place(): Placement | undefined;
}

class Functions extends Side {
  readonly #offer: Offer['function'];
  constructor(work: Workload, offer: Offer['function']) {
    super(work);
    this.#offer = offer;
  }
  place(): Placement | undefined {
    const work = this.work;
    const offer = this.#offer;
    if (offer.longestMs < work.longestMs) return undefined;
    if (offer.memoryMb < work.memoryMb) return undefined;
    for (const phase of this.busy()) {
      if (this.load(phase) > offer.concurrency) return undefined;
      const cold = Math.exp((-phase.perHour * offer.keepAliveS) / 3600);
      if (offer.coldStartMs > work.patienceMs && cold > work.slowPercent / 100) return undefined;
    }
    let requests = 0;
    for (const { hours, perHour } of work.phases) requests += hours * perHour;
    const gigabyteSeconds = Math.ceil((offer.nanoDollarsPerGbSecond * work.memoryMb * work.serviceMs) / 1_024_000);
    return { nanoDollars: requests * offer.nanoDollarsPerRequest + requests * gigabyteSeconds, on: 'functions' };
  }
}

class Servers extends Side {
  readonly #offer: Offer['server'];
  constructor(work: Workload, offer: Offer['server']) {
    super(work);
    this.#offer = offer;
  }
  place(): Placement | undefined {
    const work = this.work;
    const offer = this.#offer;
    const workers = Math.min(Math.floor(offer.memoryMb / work.memoryMb), offer.slots);
    if (workers < 1) return undefined;
    let left = 1;
    for (const phase of this.busy()) {
      while (this.slow(phase, left * workers) > work.slowPercent / 100) {
        left += 1;
        if (left >= offer.most) return undefined;
      }
    }
    const servers = left + 1;
    if (servers > offer.most) return undefined;
    const hours = work.phases.map((phase) => phase.hours).reduce((a, b) => a + b, 0);
    return { on: 'servers', servers, nanoDollars: servers * offer.nanoDollarsPerHour * hours };
  }
  private slow(phase: Phase, workers: number): number {
    const load = this.load(phase);
    const spare = workers - load;
    return spare <= 0
      ? 1
      : waitShare(workers, load) * Math.E ** (-(spare * this.work.patienceMs) / this.work.serviceMs);
  }
}

export function place(workload: Workload, offer: Offer): Placement | null {
  const one = new Functions(workload, offer.function).place();
  const other = new Servers(workload, offer.server).place();
  if (one === undefined) return other ?? null;
  return other === undefined || one.nanoDollars <= other.nanoDollars ? one : other;
}
