/**
 * Who leads among several copies. When the leader crashes, another takes its place after a while: somebody has to notice, and then
 * to choose.
 */
import type { Simulation } from '#simulation';
import type { Copy } from './copy.ts';
import { NOTICED_AFTER } from './link.ts';
import type { Tier } from './tier.ts';

/** From the crash of a leader until another takes its place, in ms. */
export const FAILOVER_AFTER = 3_000;

export interface LeadershipOptions {
  /** The tiers that the candidates belong to. */
  tiers: readonly Tier[];
  /** The first leads first, and the first that may takes the place of a leader that is gone. */
  candidates: readonly Copy[];
  /** Whether a candidate may lead now; whichever serves when left out. */
  mayLead?: (candidate: Copy) => boolean;
  /** Told that another leads now. */
  onChosen?: (before: Copy) => void;
}

export class Leadership {
  readonly #simulation: Simulation;
  readonly #candidates: readonly Copy[];
  readonly #mayLead: (candidate: Copy) => boolean;
  readonly #onChosen: (before: Copy) => void;
  #leader: Copy;
  #choosing = false;

  constructor(simulation: Simulation, options: LeadershipOptions) {
    const { tiers, candidates, mayLead = ({ serves }) => serves, onChosen = () => {} } = options;
    this.#simulation = simulation;
    this.#candidates = candidates;
    this.#mayLead = mayLead;
    this.#onChosen = onChosen;
    this.#leader = candidates[0]!;
    for (const tier of tiers) tier.whenCrashed(() => this.#crashed());
  }

  /** Who leads, or led last. */
  get leader(): Copy {
    return this.#leader;
  }

  #crashed(): void {
    if (this.#choosing || this.#mayLead(this.#leader)) return;
    this.#choosing = true;
    this.#simulation.after(FAILOVER_AFTER, this.#choose, undefined);
  }

  readonly #choose = (): void => {
    const before = this.#leader;
    const next = [before, ...this.#candidates].find(this.#mayLead);
    this.#choosing = next === undefined;
    // While nobody may lead there is nobody to choose: it is tried again.
    if (next === undefined) this.#simulation.after(NOTICED_AFTER, this.#choose, undefined);
    else this.#leader = next;
    if (this.#leader !== before) this.#onChosen(before);
  };
}
