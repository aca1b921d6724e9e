/**
 * Spreads requests over candidates by a policy: a plain function that is called inside the loop, so that anybody can write one.
 * A load balancer is a station that does so, and with health checks of its own leaves out the sick.
 */
import { type Caller, type Outcome, type Request, type Simulation, Station } from '#simulation';

/** What a policy may know of a request. */
export type RequestView = Readonly<Pick<Request, 'id' | 'key' | 'kind' | 'born'>>;

/** What a policy may know of a backend. */
export interface Candidate {
  /** Its place among all backends of the balancer, in the order in which they were given. */
  readonly index: number;
  readonly name: string;
  /** Requests that the balancer has sent there and that have not come back. */
  readonly inFlight: number;
}

/**
 * Gives the place in `candidates` (0 for the first) of the one that takes the request. There is always at least one candidate.
 * `now` is in ms; `random()` gives a number from 0 to just below 1, from the balancer's own stream.
 */
export type Policy = (
  request: RequestView,
  candidates: readonly Candidate[],
  now: number,
  random: () => number,
) => number;

/** Each in turn. When a candidate comes or goes, the turn goes on from the same place. */
export function roundRobin(): Policy {
  let turn = -1;
  return (_request, candidates) => {
    turn = (turn + 1) % candidates.length;
    return turn;
  };
}

/** Any, all alike. */
export function uniformlyAtRandom(): Policy {
  return (_request, candidates, _now, random) => Math.floor(random() * candidates.length);
}

/** The one with the fewest requests in flight; the first of them when several tie. */
export function leastConnections(): Policy {
  return (_request, candidates) => {
    let best = 0;
    for (let place = 1; place < candidates.length; place++) {
      if (candidates[place]!.inFlight < candidates[best]!.inFlight) best = place;
    }
    return best;
  };
}

/** The least loaded of d different candidates that are drawn at random (of all, when there are not more than d). */
export function powerOfChoices(d: number): Policy {
  if (!(Number.isInteger(d) && d >= 1)) throw new RangeError(`One cannot choose among ${d}.`);
  const drawn: number[] = [];
  return (_request, candidates, _now, random) => {
    const choices = Math.min(d, candidates.length);
    drawn.length = 0;
    let best = -1;
    while (drawn.length < choices) {
      const place = Math.floor(random() * candidates.length);
      if (drawn.includes(place)) continue;
      drawn.push(place);
      if (best < 0 || candidates[place]!.inFlight < candidates[best]!.inFlight) best = place;
    }
    return best;
  };
}

/** Always the same candidate for the same key: `placeOf(key, count)` says which of `count`. */
export function byKey(placeOf: (key: number, count: number) => number): Policy {
  return (request, candidates) => placeOf(request.key, candidates.length);
}

/**
 * A choice by a policy, with random numbers of its own. Throws RangeError when the policy chooses a place that does not exist.
 * `name` is that of whoever chooses.
 */
export function chooser(simulation: Simulation, name: string, policy: Policy) {
  const random = simulation.random(`${name}/policy`);
  const draw = () => random.uniform();
  return <Chosen extends Candidate>(request: Request, candidates: readonly Chosen[]): Chosen => {
    const place = policy(request, candidates, simulation.now, draw);
    const chosen = candidates[place];
    if (chosen === undefined) {
      throw new RangeError(`The policy of ${name} chose place ${place}; places 0 to ${candidates.length - 1} exist.`);
    }
    return chosen;
  };
}

export interface HealthChecks {
  /** The time between two probes of a backend in ms. A probe that is not answered by the next one has failed. */
  every: number;
  /** How many failures in a row take a backend out. */
  failures: number;
  /** How many successes in a row bring it back. */
  successes: number;
}

export interface LoadBalancerOptions {
  name: string;
  backends: readonly Station[];
  policy: Policy;
  /** Told how each request ended, as its answer comes by: what a policy goes by that judges servers by their answers. */
  heard?: (backend: Candidate, request: RequestView, outcome: Outcome) => void;
  /** Probes are requests of the kind 'health-check', and wait in the backend's queue like any other. */
  health?: HealthChecks;
}

interface Backend extends Candidate {
  station: Station;
  inFlight: number;
  healthy: boolean;
  /** The id of the probe that is on its way; 0 when none is. */
  probe: number;
  /** Probes in a row that ended alike: above 0 successes, below 0 failures. */
  streak: number;
}

export class LoadBalancer extends Station implements Caller {
  readonly #backends: Backend[];
  readonly #choose: ReturnType<typeof chooser>;
  readonly #heard: LoadBalancerOptions['heard'];
  readonly #health: HealthChecks | undefined;
  #candidates: Backend[];

  constructor(simulation: Simulation, { name, backends, policy, heard, health }: LoadBalancerOptions) {
    super(simulation, name);
    if (backends.length === 0) throw new RangeError(`${name} needs at least one backend.`);
    this.#choose = chooser(simulation, name, policy);
    this.#heard = heard;
    this.#health = health;
    this.#backends = backends.map((station, index) => {
      return { index, name: station.name, station, inFlight: 0, healthy: true, probe: 0, streak: 0 };
    });
    this.#candidates = [...this.#backends];
    if (health !== undefined) {
      for (const backend of this.#backends) simulation.after(health.every, this.#probe, backend);
    }
  }

  /** The backends that requests are sent to now. */
  get candidates(): readonly Candidate[] {
    return this.#candidates;
  }

  /** Rejects the request when every backend is out. Throws when the policy chooses a place that does not exist. */
  accept(request: Request): void {
    const candidates = this.#candidates;
    if (candidates.length === 0) {
      this.simulation.answer(request, 'rejected');
      return;
    }
    const chosen = this.#choose(request, candidates);
    chosen.inFlight++;
    this.simulation.call(request, chosen.station, this, chosen.index);
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    if (note < 0) {
      this.#probed(this.#backends[-1 - note]!, request, outcome);
    } else {
      const backend = this.#backends[note]!;
      backend.inFlight--;
      this.#heard?.(backend, request, outcome);
      this.simulation.answer(request, outcome);
    }
  }

  readonly #probe = (backend: Backend): void => {
    if (backend.probe !== 0) this.#judge(backend, false);
    const probe = this.simulation.request(0, 'health-check');
    backend.probe = probe.id;
    this.simulation.after(this.#health!.every, this.#probe, backend);
    this.simulation.call(probe, backend.station, this, -1 - backend.index);
  };

  #probed(backend: Backend, probe: Request, outcome: Outcome): void {
    const inTime = backend.probe === probe.id;
    this.simulation.release(probe);
    if (!inTime) return;
    backend.probe = 0;
    this.#judge(backend, outcome === 'ok');
  }

  #judge(backend: Backend, passed: boolean): void {
    const { failures, successes } = this.#health!;
    backend.streak = passed ? Math.max(0, backend.streak) + 1 : Math.min(0, backend.streak) - 1;
    const healthy = backend.healthy ? backend.streak > -failures : backend.streak >= successes;
    if (healthy === backend.healthy) return;
    backend.healthy = healthy;
    this.#candidates = this.#backends.filter((each) => each.healthy);
  }
}
