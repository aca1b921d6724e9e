/** Traffic over time, in windows of fixed width: what a chart of a run is drawn from. */
import type { Outcome } from '../outcome.ts';
import { Histogram } from './histogram.ts';

export interface TrafficWindow {
  /** When the window begins, in ms. */
  from: number;
  asked: number;
  answered: number;
  /** Requests that ended in any other way. */
  failed: number;
  /** Of the requests that were answered within the window, in ms. */
  mean: number;
  p50: number;
  p95: number;
  p99: number;
}

export class TimeSeries {
  readonly width: number;
  #windows: TrafficWindow[] = [];
  #from = 0;
  /** When the window ends that is open now. */
  #end: number;
  #asked = 0;
  #failed = 0;
  #times = new Histogram();

  /** The width of a window in ms. */
  constructor(width: number) {
    if (!(width > 0)) throw new RangeError(`A window cannot be ${width} ms wide.`);
    this.width = width;
    this.#end = width;
  }

  asked(now: number): void {
    this.#closeUntil(now);
    this.#asked++;
  }

  ended(now: number, time: number, outcome: Outcome): void {
    this.#closeUntil(now);
    if (outcome === 'ok') this.#times.record(time);
    else this.#failed++;
  }

  /** Every window that is complete at that time. */
  windows(now: number): readonly TrafficWindow[] {
    this.#closeUntil(now);
    return this.#windows;
  }

  #closeUntil(now: number): void {
    while (now >= this.#end) {
      const times = this.#times;
      this.#windows.push({
        from: this.#from,
        asked: this.#asked,
        answered: times.count,
        failed: this.#failed,
        mean: times.mean,
        p50: times.percentile(50),
        p95: times.percentile(95),
        p99: times.percentile(99),
      });
      // By multiplication, so that whoever asks at a multiple of the width finds the window closed, and a long run does not drift.
      this.#from = this.#windows.length * this.width;
      this.#end = (this.#windows.length + 1) * this.width;
      this.#asked = 0;
      this.#failed = 0;
      if (times.count > 0) times.reset();
    }
  }
}
