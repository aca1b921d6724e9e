/** Asks every one of several stations and answers when the last has answered: a search over shards, a page of many parts. */
import { type Caller, type Outcome, type Request, type Simulation, Station } from '#simulation';

export interface FanOutOptions {
  name: string;
  to: readonly Station[];
}

/** One request whose parts are on their way. */
interface Gathering {
  index: number;
  request: Request | undefined;
  left: number;
  outcome: Outcome;
}

export class FanOut extends Station implements Caller {
  readonly #to: readonly Station[];
  #gatherings: Gathering[] = [];
  #spare: Gathering[] = [];

  constructor(simulation: Simulation, { name, to }: FanOutOptions) {
    super(simulation, name);
    if (to.length === 0) throw new RangeError(`${name} needs at least one station to ask.`);
    this.#to = to;
  }

  accept(request: Request): void {
    const gathering = this.#spare.pop() ?? this.#newGathering();
    gathering.request = request;
    gathering.left = this.#to.length;
    gathering.outcome = 'ok';
    for (const station of this.#to) {
      this.simulation.call(this.simulation.copy(request), station, this, gathering.index);
    }
  }

  /** One part that does not end well spoils the whole; the first such outcome is the answer. */
  answered(part: Request, outcome: Outcome, note: number): void {
    const gathering = this.#gatherings[note]!;
    this.simulation.release(part);
    if (gathering.outcome === 'ok') gathering.outcome = outcome;
    if (--gathering.left > 0) return;
    const request = gathering.request!;
    const result = gathering.outcome;
    gathering.request = undefined;
    this.#spare.push(gathering);
    this.simulation.answer(request, result);
  }

  #newGathering(): Gathering {
    const gathering: Gathering = { index: this.#gatherings.length, request: undefined, left: 0, outcome: 'ok' };
    this.#gatherings.push(gathering);
    return gathering;
  }
}
