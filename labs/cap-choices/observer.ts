/**
 * What can be seen of replicas whose memory nobody can look into. In AP mode an auditor asks them: they answer at once. In CP mode none
 * answers alone, so what is seen is the newest write that has reached it: one that it has sent, or has been sent.
 */
import type { Simulation } from '#simulation';
import type { Asked } from './actor.ts';
import { wordsIn } from './picture.ts';
import type { Mode, Value } from './types.ts';
import type { ClientRequest, ReplicaMachine, Watcher } from './world.ts';

/** How often the auditor reads at each replica, in ms. */
const AUDIT_EVERY = 100;

export class Observer implements Watcher {
  readonly #simulation: Simulation;
  readonly #mode: Mode;
  readonly #onChange: () => void;
  /** What each replica holds, as far as it can be seen. */
  readonly #held = new Map<string, Value>();
  /** The writes that have reached each replica. */
  readonly #reached = new Map<string, Set<string>>();
  /** All writes in the order in which they came to a replica, each with those that had reached that replica before. */
  readonly #writes = new Map<string, { place: number; knew: ReadonlySet<string> }>();

  /** `onChange` is called whenever a replica has come to hold something else. */
  constructor(simulation: Simulation, mode: Mode, replicas: readonly string[], onChange: () => void) {
    this.#simulation = simulation;
    this.#mode = mode;
    this.#onChange = onChange;
    for (const id of replicas) {
      this.#held.set(id, null);
      this.#reached.set(id, new Set());
    }
  }

  asked(replica: string, { write }: Asked): void {
    if (write === undefined) return;
    this.#writes.set(write, { place: this.#writes.size, knew: new Set(this.#reached.get(replica)) });
    // In AP mode it takes effect at once; in CP mode only when the others are told of it.
    if (this.#mode === 'AP') this.#reached.get(replica)!.add(write);
  }

  sent({ from, message }: { from: string; message: unknown }): void {
    this.#reach(from, message);
  }

  delivered(to: string, _from: string, message: unknown): void {
    this.#reach(to, message);
  }

  /** Sends the auditor round, in AP mode. */
  audit(replicas: readonly ReplicaMachine[]): void {
    if (this.#mode === 'CP') return;
    const simulation = this.#simulation;
    const round = () => {
      for (const replica of replicas) {
        if (!replica.up) continue;
        const request = simulation.request(0, 'read');
        const body: ClientRequest = { id: `r${request.id}`, key: 'x', value: null };
        request.body = body;
        simulation.call(request, replica, {
          answered: (_request, outcome) => {
            if (outcome === 'ok') this.#see(replica.name, body.value);
            simulation.release(request);
          },
        });
      }
      simulation.after(AUDIT_EVERY, round, undefined);
    };
    simulation.after(0, round, undefined);
  }

  held(replica: string): Value {
    return this.#held.get(replica)!;
  }

  /** The different values that are held, in the order in which they were written. */
  get values(): Value[] {
    return [...new Set(this.#held.values())].sort((one, other) => this.#place(one) - this.#place(other));
  }

  /** The writes that do not lead up to this one: it did not know of them, and came to be held in their place. */
  unknownTo(value: Value): string[] {
    const knew = value === null ? undefined : this.#writes.get(value)?.knew;
    return [...this.#writes.keys()].filter((write) => write !== value && !knew?.has(write));
  }

  #reach(replica: string, message: unknown): void {
    const reached = this.#reached.get(replica)!;
    for (const word of wordsIn(message)) {
      if (!this.#writes.has(word) || reached.has(word)) continue;
      reached.add(word);
      if (this.#mode === 'CP' && this.#place(word) > this.#place(this.held(replica))) this.#see(replica, word);
    }
  }

  #see(replica: string, value: Value): void {
    if (this.held(replica) === value) return;
    this.#held.set(replica, value);
    this.#onChange();
  }

  #place(value: Value): number {
    return value === null ? -1 : (this.#writes.get(value)?.place ?? -1);
  }
}
