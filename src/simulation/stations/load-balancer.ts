/** Spreads requests over backends by a policy, which is called inside the loop; with health checks it leaves out the sick. */
import type { Random } from '../random/random.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import { Station } from '../station.ts';
import type { Candidate, Policy } from './policies.ts';

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
  readonly #policy: Policy;
  readonly #health: HealthChecks | undefined;
  readonly #random: Random;
  readonly #draw = () => this.#random.uniform();
  #candidates: Backend[];

  constructor(simulation: Simulation, { name, backends, policy, health }: LoadBalancerOptions) {
    super(simulation, name);
    if (backends.length === 0) throw new RangeError(`${name} needs at least one backend.`);
    this.#policy = policy;
    this.#health = health;
    this.#random = simulation.random(`${name}/policy`);
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
    const place = this.#policy(request, candidates, this.simulation.now, this.#draw);
    const chosen = candidates[place];
    if (chosen === undefined) {
      throw new RangeError(
        `The policy of ${this.name} chose place ${place}; places 0 to ${candidates.length - 1} exist.`,
      );
    }
    chosen.inFlight++;
    this.simulation.call(request, chosen.station, this, chosen.index);
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    if (note < 0) {
      this.#probed(this.#backends[-1 - note]!, request, outcome);
    } else {
      this.#backends[note]!.inFlight--;
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
