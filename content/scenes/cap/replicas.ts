/**
 * The two kinds of replica that lesson 3 compares, for one key. Both hold the newest version that they know of; they differ in
 * whom they ask before they answer.
 */

import type { Link } from '#parts';
import { type Caller, type Outcome, type Random, type Request, type Simulation, Station } from '#simulation';

/**
 * A timestamp (counter, replica) as one whole number, counter × 8 + place: then comparing numbers compares counters first
 * and replicas where the counters are equal. 0 is what a key holds before anybody has written.
 */
export type Version = number;

const PLACES = 8;

/** As the lesson writes it: '(14, a)'. */
export function versionName(version: Version): string {
  return version === 0 ? 'nothing yet' : `(${Math.floor(version / PLACES)}, ${'abcde'[(version % PLACES) - 1]})`;
}

export interface ReplicaOptions {
  /** Its id in the architecture: 'a'. */
  name: string;
  /** Counted from 1. */
  place: number;
  /** Called whenever it has come to hold another version. */
  onLearned: () => void;
  /** Called when it makes a version for a client's write, with the one that it knew until then. */
  onWritten: (version: Version, over: Version) => void;
}

/**
 * What both kinds share. A client's request is called `read` or `write`; every other kind is a message from a peer, whose `key`
 * carries a version there, and another one back with the answer.
 */
export abstract class Replica extends Station implements Caller {
  /** The newest version that it knows of. It is kept on disk: a crash does not lose it. */
  held: Version = 0;
  up = true;
  protected readonly links: Link[] = [];
  readonly #place: number;
  readonly #onLearned: () => void;
  readonly #onWritten: ReplicaOptions['onWritten'];
  /** The greatest counter that it has met or given out, so that two writes under way at once get different ones. */
  #counter = 0;

  constructor(simulation: Simulation, { name, place, onLearned, onWritten }: ReplicaOptions) {
    super(simulation, name);
    this.#place = place;
    this.#onLearned = onLearned;
    this.#onWritten = onWritten;
  }

  /** Clients' requests that it has not answered. */
  abstract get unanswered(): number;

  connect(link: Link): void {
    this.links.push(link);
  }

  accept(request: Request): void {
    if (!this.up) this.simulation.answer(request, 'failed');
    else if (request.kind === 'read' || request.kind === 'write') this.serve(request);
    else this.hear(request);
  }

  crash(): void {
    this.up = false;
  }

  recover(): void {
    this.up = true;
  }

  abstract answered(message: Request, outcome: Outcome, note: number): void;

  /** Takes a client's request. */
  protected abstract serve(request: Request): void;

  /** Takes a peer's message. */
  protected abstract hear(message: Request): void;

  /** A timestamp for a new write over a version: later than it, and than any that this replica knows of. */
  protected write(over: Version): Version {
    this.#meet(over);
    const version = ++this.#counter * PLACES + this.#place;
    this.#onWritten(version, over);
    return version;
  }

  /** Keeps the greater of what it holds and what it is told: order and repeats do not matter. */
  protected learn(version: Version): void {
    this.#meet(version);
    if (version <= this.held) return;
    this.held = version;
    this.#onLearned();
  }

  /** Sends a message on behalf of a user's request, or of none. */
  protected tell(link: Link, kind: string, version: Version, origin: Request | undefined, note = 0): void {
    const message = origin
      ? this.simulation.copy({ key: version, kind, origin: origin.origin })
      : this.simulation.request(version, kind);
    this.simulation.call(message, link, this, note);
  }

  #meet(version: Version): void {
    this.#counter = Math.max(this.#counter, Math.floor(version / PLACES));
  }
}

/** After so many ms the rest of the five is taken to be out of reach. Two rounds over the longest link take 480 ms. */
export const GIVE_UP_AFTER = 500;

const MAJORITY = 3;

const ASKING = 0;
const STORING = 1;

/** A client's request on its way through the two rounds. */
interface Operation {
  request: Request;
  round: typeof ASKING | typeof STORING;
  /** The newest version told so far; in the second round the one that is being stored. */
  version: Version;
  /** How many have taken part in this round, itself among them. A link delivers no message twice. */
  heard: number;
}

/**
 * CP: a register that a majority keeps (Attiya, Bar-Noy and Dolev; with many writers, Lynch and Shvartsman). It asks a majority for
 * the newest version, stores that or a later one at a majority, and only then answers; without a majority it refuses.
 */
export class Register extends Replica {
  readonly #operations = new Map<number, Operation>();
  #begun = 0;

  get unanswered(): number {
    return this.#operations.size;
  }

  override crash(): void {
    super.crash();
    const inside = [...this.#operations.values()];
    this.#operations.clear();
    for (const { request } of inside) this.simulation.answer(request, 'failed');
  }

  protected serve(request: Request): void {
    const number = ++this.#begun;
    this.#operations.set(number, { request, round: ASKING, version: this.held, heard: 1 });
    for (const link of this.links) this.tell(link, 'ask', 0, request, 2 * number + ASKING);
    this.simulation.after(GIVE_UP_AFTER, this.#giveUp, number);
  }

  protected hear(message: Request): void {
    if (message.kind === 'store') this.learn(message.key);
    message.key = this.held;
    this.simulation.answer(message, 'ok');
  }

  /** That a message was lost tells a replica nothing: in life nobody would report it. */
  answered(message: Request, outcome: Outcome, note: number): void {
    const { key } = message;
    this.simulation.release(message);
    const number = Math.floor(note / 2);
    const operation = this.#operations.get(number);
    if (outcome !== 'ok' || operation === undefined || operation.round !== note % 2) return;
    operation.heard++;
    if (operation.round === ASKING) operation.version = Math.max(operation.version, key);
    if (operation.heard < MAJORITY) return;
    if (operation.round === ASKING) {
      this.#store(number, operation);
    } else {
      this.#operations.delete(number);
      operation.request.key = operation.version;
      this.simulation.answer(operation.request, 'ok');
    }
  }

  #store(number: number, operation: Operation): void {
    const { request } = operation;
    if (request.kind === 'write') operation.version = this.write(operation.version);
    this.learn(operation.version);
    operation.round = STORING;
    operation.heard = 1;
    for (const link of this.links) this.tell(link, 'store', operation.version, request, 2 * number + STORING);
  }

  readonly #giveUp = (number: number): void => {
    const operation = this.#operations.get(number);
    if (operation === undefined) return;
    this.#operations.delete(number);
    this.simulation.answer(operation.request, 'rejected');
  };
}

/** How often a gossiper compares what it holds with one peer, in ms. */
export const GOSSIP_EVERY = 1_000;

/**
 * AP: answers at once from what it holds, and tells the others afterwards: all of them about a new write, and every so often
 * one, drawn at random, about whatever it holds. The last writer wins.
 */
export class Gossiper extends Replica {
  readonly #random: Random;

  constructor(simulation: Simulation, options: ReplicaOptions) {
    super(simulation, options);
    this.#random = simulation.random(`${this.name}/gossip`);
    // Not all at the same instant.
    simulation.after((options.place * GOSSIP_EVERY) / PLACES, this.#gossip, undefined);
  }

  get unanswered(): number {
    return 0;
  }

  protected serve(request: Request): void {
    const writes = request.kind === 'write';
    if (writes) this.learn(this.write(this.held));
    request.key = this.held;
    // Before the answer: with it the request is no longer ours.
    if (writes) for (const link of this.links) this.tell(link, 'update', this.held, request);
    this.simulation.answer(request, 'ok');
  }

  protected hear(message: Request): void {
    this.learn(message.key);
    message.key = this.held;
    this.simulation.answer(message, 'ok');
  }

  answered(message: Request, outcome: Outcome): void {
    const { key } = message;
    this.simulation.release(message);
    if (outcome === 'ok' && this.up) this.learn(key);
  }

  readonly #gossip = (): void => {
    this.simulation.after(GOSSIP_EVERY, this.#gossip, undefined);
    const link = this.links[this.#random.below(this.links.length)]!;
    if (this.up) this.tell(link, 'gossip', this.held, undefined);
  };
}
