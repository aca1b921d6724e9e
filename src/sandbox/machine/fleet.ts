/**
 * The machines of a lab about several of them, as one guest: each call of a function that the manifest's `machines` names starts one, in a
 * world of its own. The learner's file is loaded once in each world; a machine begins from the moment when that was done, so that
 * starting one costs little, and it knows nothing of any other, nor of what ran in its place before.
 */
import { type Guest, GuestStopped, type RepeatedCall } from '#grading';
import { MOST_OUTPUT } from '../crossing.ts';
import { type Among, openGuest, QuickJSGuest, type RunOf } from './guest.ts';
import type { World } from './world.ts';

/** A world for machines, one after the other, in one run. */
export interface Berth {
  world: World;
  /** The moment at which the file was loaded in it, once it was. */
  loaded?: () => void;
  /** Ends the machine that is in it. */
  end?: (() => void) | undefined;
  /** When it was last asked something: a number that grows. */
  askedAt: number;
}

export class Fleet implements Guest {
  private readonly run: RunOf;
  private readonly berths: readonly Berth[];
  /** The guest for whatever else the file exports. */
  private readonly main: QuickJSGuest;
  /** All that are at work. */
  private readonly guests = new Set<QuickJSGuest>();
  /** Steps of machines that have ended. */
  private past = 0;
  /** What was printed, in the order of the calls that did. */
  private output = '';
  private shared: QuickJSGuest | undefined;

  /** `world` is for what needs no machine, `berths` are for the machines. Throws what `openGuest` does. */
  constructor(world: World, berths: readonly Berth[], run: RunOf) {
    this.run = run;
    this.berths = berths;
    this.main = openGuest(world, run, this.among());
    this.guests.add(this.main);
  }

  call(name: string, args: readonly unknown[]): unknown {
    if (!Object.hasOwn(this.run.lab.machines, name)) return this.main.call(name, args);
    return (this.shared ?? this.start()).call(name, args);
  }

  onOneMachine<Result>(body: () => Result): Result {
    const before = this.shared;
    this.shared = this.start();
    try {
      return body();
    } finally {
      this.shared = before;
    }
  }

  /** Those on different machines cannot tell in which order they were called: each machine makes its own calls, in one crossing. */
  repeat(calls: readonly RepeatedCall[], times: number): void {
    const owner = ([callee]: RepeatedCall) =>
      typeof callee === 'string' ? this.main : [...this.guests].find((guest) => guest.handedOut(callee));
    for (const [guest = this.main, own] of Map.groupBy(calls, owner)) guest.repeat(own, times);
  }

  /** For what needs no machine: a machine is handed copies. */
  keep(value: object): void {
    this.main.keep(value);
  }

  /** What a machine is handed has come over the network: it is the machine's own. */
  watch(characters: number): number {
    return this.main.watch(characters);
  }

  steps(): number {
    return Math.min(sum(this.guests, (guest) => guest.steps()) + this.past, this.run.lab.limits.stepsPerTest);
  }

  takeOutput(): string {
    for (const guest of this.guests) this.drain(guest);
    const taken = this.output;
    this.output = '';
    return taken;
  }

  close(): void {
    for (const guest of this.guests) guest.close();
    this.guests.clear();
  }

  /** Starts a machine, in the place of the one that has been quiet longest where all are taken. */
  private start(): QuickJSGuest {
    const [berth] = this.berths
      .filter(({ world }) => !world.engine.broken)
      .sort((one, other) => Number(!one.world.isFree) - Number(!other.world.isFree) || one.askedAt - other.askedAt);
    if (!berth) throw new GuestStopped('machine', 'The machine that runs your code broke down. Run it again.');
    const { world } = berth;
    if (!world.isFree) berth.end?.();
    berth.loaded ??= this.load(world);
    const asked = (): void => {
      berth.askedAt = ++time;
    };
    asked();
    const guest = new QuickJSGuest(world, this.run, { from: berth.loaded, ...this.among(asked) });
    this.guests.add(guest);
    berth.end = () => {
      this.past += guest.steps();
      this.guests.delete(guest);
      guest.close();
    };
    return guest;
  }

  /** Loads the file in a world, at nobody's expense: it has been paid for where it was loaded first. */
  private load(world: World): () => void {
    const guest = openGuest(world, this.run);
    const moment = world.moment();
    guest.close();
    return moment;
  }

  /** All share the limit of steps, and what they print is one text. */
  private among(asked = (): void => {}): Among {
    return {
      elsewhere: (one) => sum(this.guests, (guest) => (guest === one ? 0 : guest.steps())) + this.past,
      onAnswer: (guest, hasPrinted) => {
        asked();
        if (hasPrinted) this.drain(guest);
      },
    };
  }

  private drain(guest: QuickJSGuest): void {
    if (this.output.length < MOST_OUTPUT) this.output = (this.output + guest.takeOutput()).slice(0, MOST_OUTPUT);
  }
}

let time = 0;

function sum(guests: Iterable<QuickJSGuest>, of: (guest: QuickJSGuest) => number): number {
  let total = 0;
  for (const guest of guests) total += of(guest);
  return total;
}
