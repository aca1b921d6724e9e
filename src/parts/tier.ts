/**
 * All copies of one part of a system: how many there are, and which of them serve. Who calls a tier learns of a crash only after a
 * while, as health checks do; whoever scales it has copies started and stopped.
 */
import { type Simulation, TimeAverage } from '#simulation';
import { Copy, type CopyOptions } from './copy.ts';
import { NOTICED_AFTER } from './link.ts';

/** So many copies, called `<name>/1` and so on; what each is made of is asked by its name and its place. */
export function makeCopies(
  simulation: Simulation,
  name: string,
  count: number,
  of: (name: string, place: number) => Omit<CopyOptions, 'name' | 'place'>,
): Copy[] {
  return Array.from({ length: count }, (_, place) => {
    const each = `${name}/${place + 1}`;
    return new Copy(simulation, { name: each, place, ...of(each, place) });
  });
}

/** So many of a queue tell how old those in it are. */
const ASKED = 16;

/** How old some of a queue are, in ms: the oldest and the newest are among them. */
export function agesIn(queue: { bornAt(place: number): number | undefined }, waiting: number, now: number): number[] {
  const asked = Math.min(ASKED, waiting);
  const ages: number[] = [];
  for (let index = 0; index < asked; index++) {
    const born = queue.bornAt(asked === 1 ? 0 : Math.round((index * (waiting - 1)) / (asked - 1)));
    if (born !== undefined) ages.push(now - born);
  }
  return ages;
}

export class Tier {
  readonly name: string;
  readonly copies: readonly Copy[];
  readonly #simulation: Simulation;
  /** Copies that are paid for: all that are not off. */
  readonly #paid: TimeAverage;
  /** Copies that serve, and those together with the ones that finish what they have. */
  readonly #up: TimeAverage;
  readonly #working: TimeAverage;
  readonly #onChange: (() => void)[] = [];
  readonly #onCrash: (() => void)[] = [];

  constructor(simulation: Simulation, name: string, copies: readonly Copy[]) {
    this.name = name;
    this.copies = copies;
    this.#simulation = simulation;
    const up = this.count('up');
    this.#paid = new TimeAverage(copies.length - this.count('off'), simulation.now);
    this.#up = new TimeAverage(up, simulation.now);
    this.#working = new TimeAverage(up, simulation.now);
    simulation.addMeasured(this);
    for (const copy of copies) copy.onDrained = () => this.#set(copy, 'off');
  }

  /** How many requests one copy works on at once. */
  get slots(): number {
    return this.copies[0]?.slots ?? 1;
  }

  /** Requests that wait in its copies for their turn. */
  get waiting(): number {
    return this.copies.reduce((sum, { work }) => sum + (work && 'waiting' in work ? work.waiting : 0), 0);
  }

  /** How old some of those that wait are, in ms since they were first sent, spread evenly over its queues. */
  waitingAges(): number[] {
    return this.copies.flatMap(({ work }) =>
      work && 'bornAt' in work ? agesIn(work, work.waiting, this.#simulation.now) : [],
    );
  }

  count(state: Copy['state']): number {
    return this.copies.reduce((sum, copy) => sum + (copy.state === state ? 1 : 0), 0);
  }

  /** Called whenever a copy is listed, or not any more. */
  whenChanged(listener: () => void): void {
    this.#onChange.push(listener);
  }

  /** Called at every crash. */
  whenCrashed(listener: () => void): void {
    this.#onCrash.push(listener);
  }

  /** Tells those who call it that the ways to its copies have changed. */
  announce(): void {
    for (const listener of this.#onChange) listener();
  }

  // ——— what is measured ———

  /** The time that its copies were paid for, in ms, since the last reset; of a function, that of its instances. */
  paidMilliseconds(now: number): number {
    const functions = this.copies.flatMap(({ work }) => (work && 'paidMilliseconds' in work ? [work] : []));
    return functions.length > 0
      ? functions.reduce((sum, work) => sum + work.paidMilliseconds(now), 0)
      : this.#paid.area(now);
  }

  /** The time that its copies served, in ms, since the last reset. */
  servingMilliseconds(now: number): number {
    return this.#up.area(now);
  }

  /** The time in which its copies could work, those that were draining included: what its busy time is to be divided by, in slots × ms. */
  workingMilliseconds(now: number): number {
    return this.#working.area(now) * this.slots;
  }

  /** The time that its copies were busy, in slots × ms. A tier without a capacity is never busy. */
  busyMilliseconds(now: number): number {
    return this.copies.reduce(
      (sum, { work }) => sum + (work && 'busyMilliseconds' in work ? work.busyMilliseconds(now) : 0),
      0,
    );
  }

  resetMeasures(now: number): void {
    this.#paid.reset(now);
    this.#up.reset(now);
    this.#working.reset(now);
    for (const { contents } of this.copies) contents?.resetMeasures();
  }

  // ——— how it fails: one copy, or every copy when none is named ———

  crash(place?: number): void {
    for (const copy of this.#named(place)) {
      if (copy.state === 'off' || copy.state === 'down') continue;
      this.#set(copy, 'down');
      copy.crash();
      this.#noticeLater(copy);
    }
    for (const listener of this.#onCrash) listener();
  }

  /** Those who call it do not notice: its health page is fine. */
  fail(place?: number): void {
    for (const copy of this.#named(place)) copy.fail();
  }

  slow(factor: number, place?: number): void {
    for (const copy of this.#named(place)) copy.slow(factor);
  }

  /** Ends a crash, a failure or a slowness. */
  recover(place?: number): void {
    for (const copy of this.#named(place)) {
      if (copy.state === 'down') this.#set(copy, 'up');
      copy.recover();
      this.#noticeLater(copy);
    }
  }

  #named(place: number | undefined): readonly Copy[] {
    if (place === undefined) return this.copies;
    const copy = this.copies[place];
    if (!copy)
      throw new RangeError(`"${this.name}" has no copy ${place}: it has ${this.copies.length}, counted from 0.`);
    return [copy];
  }

  #noticeLater(copy: Copy): void {
    this.#simulation.after(NOTICED_AFTER, this.#notice, copy);
  }

  readonly #notice = (copy: Copy): void => {
    const listed = copy.state === 'up';
    if (copy.listed === listed) return;
    copy.listed = listed;
    this.announce();
  };

  #set(copy: Copy, state: Copy['state']): void {
    const { now } = this.#simulation;
    const change = (...states: Copy['state'][]) =>
      (states.includes(state) ? 1 : 0) - (states.includes(copy.state) ? 1 : 0);
    this.#paid.add(-change('off'), now);
    this.#up.add(change('up'), now);
    this.#working.add(change('up', 'draining'), now);
    copy.state = state;
  }

  // ——— how it grows and shrinks ———

  /** Starts another copy, which serves after `warmUp` ms. Where none is left to switch on, a new machine takes the place of one that is down. */
  start(warmUp: number): void {
    const copy = this.copies.find(({ state }) => state === 'off') ?? this.copies.find(({ state }) => state === 'down');
    if (!copy) return;
    this.#set(copy, 'starting');
    copy.contents?.clear();
    this.#simulation.after(warmUp, this.#started, copy);
  }

  readonly #started = (copy: Copy): void => {
    if (copy.state !== 'starting') return;
    this.#set(copy, 'up');
    copy.recover();
    this.#notice(copy);
  };

  /** Stops a copy: one that is still starting, if there is one; otherwise the last of those that serve, which finishes what it has. */
  stop(): void {
    const copy =
      this.copies.findLast(({ state }) => state === 'starting') ?? this.copies.findLast(({ state }) => state === 'up');
    if (!copy) return;
    this.#set(copy, copy.state === 'starting' || copy.inside === 0 ? 'off' : 'draining');
    this.#notice(copy);
  }
}
