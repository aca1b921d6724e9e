/** What every station of a simulated system has: a name, a place in its simulation, and a meter. */
import { Meter } from './measures/meter.ts';
import type { Callee, Request } from './request.ts';
import type { Simulation } from './simulation.ts';

export abstract class Station implements Callee {
  readonly name: string;
  readonly meter: Meter;
  protected readonly simulation: Simulation;

  /** Throws when the simulation already has a station of that name. */
  constructor(simulation: Simulation, name: string) {
    this.simulation = simulation;
    this.name = name;
    this.meter = new Meter(simulation.now);
    simulation.add(this);
  }

  /**
   * Takes a request in; called by `Simulation.call` only. The station ends it exactly once, now or later, by
   * `Simulation.answer`.
   */
  abstract accept(request: Request): void;

  /** Forgets what was measured so far. */
  resetMeasures(now: number): void {
    this.meter.reset(now);
  }
}
