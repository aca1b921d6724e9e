/**
 * Changes the number of copies of a tier by what it observes. New copies take a while before they serve; copies that go finish
 * what they have. The rule is a plain function, so that anybody can write one.
 */
import type { Simulation } from '#simulation';
import type { Tier } from './tier.ts';

export interface Observation {
  /** In ms. */
  now: number;
  /** Copies that serve. */
  servers: number;
  /** Copies that were ordered and do not serve yet. */
  starting: number;
  /** The share of the serving copies' time that was spent on requests since the last look. */
  utilisation: number;
  /** Requests that wait in the copies for their turn. */
  waiting: number;
}

/** How many copies there should be, those that are starting included. */
export type ScalingRule = (observation: Observation) => number;

export interface ScalingOptions {
  tier: Tier;
  rule: ScalingRule;
  /** The time between two looks, in ms. */
  every: number;
  minimum: number;
  maximum: number;
  /** From order to service, in ms. */
  warmUp: number;
  /** How long after a change it takes no copy away, in ms; 0 when left out. */
  cooldown?: number;
}

export class Scaling {
  readonly #simulation: Simulation;
  readonly #options: ScalingOptions;
  /** The tier's busy and serving times at the last look. */
  #busyBefore = 0;
  #servingBefore = 0;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(simulation: Simulation, options: ScalingOptions) {
    const { tier, minimum, every } = options;
    if (!(minimum >= 1)) throw new RangeError(`${tier.name} cannot be kept at ${minimum} copies.`);
    if (!(every > 0)) throw new RangeError(`${tier.name} cannot be looked at every ${every} ms.`);
    this.#simulation = simulation;
    this.#options = options;
    simulation.addMeasured(this);
    simulation.after(every, this.#look, undefined);
  }

  /** The tier begins anew as well. */
  resetMeasures(): void {
    this.#busyBefore = 0;
    this.#servingBefore = 0;
  }

  readonly #look = (): void => {
    const { tier, rule, every, minimum, maximum, cooldown = 0 } = this.#options;
    const { now } = this.#simulation;
    this.#simulation.after(every, this.#look, undefined);
    const up = tier.count('up');
    const ordered = up + tier.count('starting');
    const { waiting } = tier;
    const asked = rule({ now, servers: up, starting: ordered - up, utilisation: this.#utilisation(now), waiting });
    if (!Number.isFinite(asked)) throw new RangeError(`The scaling rule of ${tier.name} asked for ${asked} copies.`);
    const wanted = Math.min(maximum, Math.max(minimum, Math.round(asked)));
    if (wanted < ordered && now - this.#changedAt < cooldown) return;
    if (wanted !== ordered) this.#changedAt = now;
    for (let count = ordered; count < wanted; count++) tier.start(this.#options.warmUp);
    for (let count = ordered; count > wanted; count--) tier.stop();
  };

  #utilisation(now: number): number {
    const { tier } = this.#options;
    const busy = tier.busyMilliseconds(now);
    const serving = tier.servingMilliseconds(now);
    const possible = (serving - this.#servingBefore) * tier.slots;
    const utilisation = possible > 0 ? (busy - this.#busyBefore) / possible : 0;
    this.#busyBefore = busy;
    this.#servingBefore = serving;
    return utilisation;
  }
}

/**
 * The rule of the Kubernetes horizontal pod autoscaler: serving × utilisation ÷ target, rounded up. No change while the ratio is
 * within 10 % of 1, and copies that are starting are not recalled while those that serve are above the target.
 */
export function targetUtilisation(target: number): ScalingRule {
  if (!(target > 0)) throw new RangeError(`A target utilisation cannot be ${target}.`);
  return ({ servers, starting, utilisation }) => {
    const ratio = utilisation / target;
    // The tolerance bears the rounding of the ratio itself.
    if (Math.abs(ratio - 1) <= 0.1 + 1e-9) return servers + starting;
    const wanted = Math.max(0, Math.ceil(servers * ratio - 1e-9));
    return ratio > 1 ? Math.max(servers + starting, wanted) : wanted;
  };
}
