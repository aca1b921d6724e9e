/** The clients of the replicated key: what each was told last, and which of their reads were stale. */
import { type Caller, type Outcome, type Request, type Simulation, Station } from '#simulation';
import { type Version, versionName } from './replicas.ts';

/** All that clients of one world were told, by which a stale read is known. */
export class History {
  /** When each confirmed write returned, by its version. */
  readonly #returned = new Map<Version, number>([[0, Number.NEGATIVE_INFINITY]]);
  /** Confirmed writes in the order of their return, each with the latest call of any write that had returned by then. */
  readonly #confirmed: { returned: number; latestCall: number }[] = [];

  confirm(version: Version, called: number, returned: number): void {
    this.#returned.set(version, returned);
    const latestCall = Math.max(called, this.#confirmed.at(-1)?.latestCall ?? Number.NEGATIVE_INFINITY);
    this.#confirmed.push({ returned, latestCall });
  }

  /**
   * Whether a read that was called then, and gave that version, missed a write: one that began after this version was
   * confirmed, and was itself confirmed before the read was called. No single copy would have answered so.
   */
  isStale(version: Version, called: number): boolean {
    const before = this.#confirmed.findLast(({ returned }) => returned < called);
    // A version that nobody confirmed may take effect at any time after its call.
    const confirmed = this.#returned.get(version) ?? Number.POSITIVE_INFINITY;
    return before !== undefined && before.latestCall > confirmed;
  }
}

interface Ending {
  at: number;
  how: 'answered' | 'stale' | 'refused';
  /** From asking to the answer, in ms. */
  took: number;
}

export interface ClientSideOptions {
  name: string;
  to: Station;
  history: History;
}

/** Stands between the source of a client's requests and the network, and notes how they end. */
export class ClientSide extends Station implements Caller {
  /** What it was told last. */
  told = '';
  readonly endings: Ending[] = [];
  readonly #to: Station;
  readonly #history: History;

  constructor(simulation: Simulation, { name, to, history }: ClientSideOptions) {
    super(simulation, name);
    this.#to = to;
    this.#history = history;
  }

  accept(request: Request): void {
    this.simulation.call(request, this.#to, this);
  }

  answered(request: Request, outcome: Outcome): void {
    const { now } = this.simulation;
    const { key: version, kind, arrivedAt: called } = request;
    let how: Ending['how'] = 'answered';
    if (outcome !== 'ok') {
      how = 'refused';
      this.told = 'refused';
    } else if (kind === 'write') {
      this.#history.confirm(version, called, now);
      this.told = `wrote ${versionName(version)}`;
    } else {
      if (this.#history.isStale(version, called)) how = 'stale';
      this.told = `${how === 'stale' ? 'stale' : 'read'} ${versionName(version)}`;
    }
    this.endings.push({ at: now, how, took: now - called });
    this.simulation.answer(request, outcome);
  }

  count(how: Ending['how']): number {
    return this.endings.reduce((sum, ending) => sum + (ending.how === how ? 1 : 0), 0);
  }

  /** How many requests ended so in the second before. */
  lastSecond(how: Ending['how'], now: number): number {
    return this.#since(now - 1000).reduce((sum, ending) => sum + (ending.how === how ? 1 : 0), 0);
  }

  /** The mean response time of what was answered in the second before; NaN when nothing was. */
  meanTime(now: number): number {
    const times = this.#since(now - 1000).flatMap(({ how, took }) => (how === 'refused' ? [] : [took]));
    return times.length === 0 ? Number.NaN : times.reduce((sum, took) => sum + took, 0) / times.length;
  }

  #since(time: number): Ending[] {
    return this.endings.slice(this.endings.findLastIndex(({ at }) => at <= time) + 1);
  }
}
