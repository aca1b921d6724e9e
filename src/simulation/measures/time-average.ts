/**
 * A quantity that changes in steps (requests in a system, busy servers), averaged over time: each value counts for as long
 * as it lasted.
 */
export class TimeAverage {
  value: number;
  #area = 0;
  #from = 0;
  #changedAt = 0;

  constructor(value = 0, now = 0) {
    this.value = value;
    this.#from = now;
    this.#changedAt = now;
  }

  add(change: number, now: number): void {
    this.#area += this.value * (now - this.#changedAt);
    this.#changedAt = now;
    this.value += change;
  }

  /** The integral over time since the start: for machines, machine-milliseconds. */
  area(now: number): number {
    return this.#area + this.value * (now - this.#changedAt);
  }

  /** The mean over the time since the start; the value itself when no time has passed. */
  mean(now: number): number {
    return now > this.#from ? this.area(now) / (now - this.#from) : this.value;
  }

  /** Begins the average anew; the quantity keeps its value. */
  reset(now: number): void {
    this.#area = 0;
    this.#from = now;
    this.#changedAt = now;
  }
}
