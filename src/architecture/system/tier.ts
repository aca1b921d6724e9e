/**
 * All copies of one node: how many there are, which of them serve, which of them writes, and how the tier scales itself. Who
 * calls a tier learns of a crash only after a while, as health checks do.
 */
import { type Simulation, TimeAverage, targetUtilisation } from '#simulation';
import type { ArchitectureNode, Autoscale } from '../types.ts';
import type { Copy } from './copy.ts';

/** From a crash, or a recovery, until those who call the copy know of it, in ms. */
export const NOTICED_AFTER = 1_000;

/** From the crash of a leader until a follower takes its place, in ms: it is noticed, and then somebody is chosen. */
export const FAILOVER_AFTER = 3_000;

/** How often a tier looks at its utilisation, in ms. */
const LOOK_EVERY = 5_000;

export class Tier {
  readonly node: ArchitectureNode;
  readonly copies: readonly Copy[];
  readonly #simulation: Simulation;
  /** Copies that are paid for: all that are not off. */
  readonly #paid: TimeAverage;
  /** Copies that serve. */
  readonly #up: TimeAverage;
  readonly #onChange: (() => void)[] = [];
  #busyBefore = 0;
  #lookedAt = 0;
  #upSinceLook: TimeAverage;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(simulation: Simulation, node: ArchitectureNode, copies: readonly Copy[]) {
    this.node = node;
    this.copies = copies;
    this.#simulation = simulation;
    this.#paid = new TimeAverage(copies.filter(({ state }) => state !== 'off').length, simulation.now);
    this.#up = new TimeAverage(this.count('up'), simulation.now);
    this.#upSinceLook = new TimeAverage(this.count('up'), simulation.now);
    simulation.addMeasured(this);
    for (const copy of copies) copy.onDrained = () => this.#set(copy, 'off');
    if (node.autoscale) simulation.after(LOOK_EVERY, this.#look, node.autoscale);
  }

  count(state: Copy['state']): number {
    return this.copies.reduce((sum, copy) => sum + (copy.state === state ? 1 : 0), 0);
  }

  /** Called whenever a copy is listed, or not any more. */
  whenChanged(listener: () => void): void {
    this.#onChange.push(listener);
  }

  /** Tells those who call it that the ways to its copies have changed. */
  announce(): void {
    for (const listener of this.#onChange) listener();
  }

  /** The time that its copies were paid for, in ms, since the last reset. */
  paidMilliseconds(now: number): number {
    return this.#paid.area(now);
  }

  /** The time that its copies served, in ms, since the last reset. */
  servingMilliseconds(now: number): number {
    return this.#up.area(now);
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
    // The servers inside begin anew as well.
    this.#busyBefore = 0;
    this.#lookedAt = now;
    this.#upSinceLook.reset(now);
    for (const { contents } of this.copies) contents?.resetMeasures();
  }

  /** Takes down one copy; every copy when none is named. */
  crash(place?: number): void {
    for (const copy of this.#named(place)) {
      if (copy.state === 'off' || copy.state === 'down') continue;
      this.#set(copy, 'down');
      copy.crash();
      this.#noticeLater(copy);
    }
  }

  slow(factor: number, place?: number): void {
    for (const copy of this.#named(place)) copy.slow(factor);
  }

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
      throw new RangeError(`"${this.node.id}" has no copy ${place}: it has ${this.copies.length}, counted from 0.`);
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
    this.#paid.add((state === 'off' ? 0 : 1) - (copy.state === 'off' ? 0 : 1), now);
    const more = (state === 'up' ? 1 : 0) - (copy.state === 'up' ? 1 : 0);
    this.#up.add(more, now);
    this.#upSinceLook.add(more, now);
    copy.state = state;
  }

  // ——— scaling itself, by the simulator's own rule ———

  readonly #look = (autoscale: Autoscale): void => {
    const { minimum, maximum, target, cooldown = 60 } = autoscale;
    const { now } = this.#simulation;
    this.#simulation.after(LOOK_EVERY, this.#look, autoscale);
    const busy = this.busyMilliseconds(now);
    const possible = this.#upSinceLook.area(now) * (this.copies[0]?.slots ?? 1);
    const utilisation = now > this.#lookedAt && possible > 0 ? (busy - this.#busyBefore) / possible : 0;
    this.#busyBefore = busy;
    this.#lookedAt = now;
    this.#upSinceLook.reset(now);
    const up = this.count('up');
    const ordered = up + this.count('starting');
    const rule = targetUtilisation(target);
    const asked = rule({ now, servers: up, starting: ordered - up, utilisation, waiting: 0 });
    const wanted = Math.min(maximum, Math.max(minimum, asked));
    if (wanted < ordered && now - this.#changedAt < cooldown * 1000) return;
    if (wanted !== ordered) this.#changedAt = now;
    for (let count = ordered; count < wanted; count++) this.#start(autoscale);
    for (let count = ordered; count > wanted; count--) this.#stop();
  };

  #start({ warmUp = 30 }: Autoscale): void {
    // Where none is left to switch on, a new machine takes the place of one that is down.
    const copy = this.copies.find(({ state }) => state === 'off') ?? this.copies.find(({ state }) => state === 'down');
    if (!copy) return;
    this.#set(copy, 'starting');
    copy.contents?.clear();
    this.#simulation.after(warmUp * 1000, this.#started, copy);
  }

  readonly #started = (copy: Copy): void => {
    if (copy.state !== 'starting') return;
    this.#set(copy, 'up');
    copy.recover();
    this.#notice(copy);
  };

  /** First one that is still starting; otherwise the last of those that serve, which finishes what it has. */
  #stop(): void {
    const copy =
      this.copies.findLast(({ state }) => state === 'starting') ?? this.copies.findLast(({ state }) => state === 'up');
    if (!copy) return;
    if (copy.state === 'starting' || copy.inside === 0) {
      this.#set(copy, 'off');
    } else {
      this.#set(copy, 'draining');
    }
    this.#notice(copy);
  }
}
