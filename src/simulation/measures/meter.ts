/**
 * What is measured at every station alike: how many requests came and how they ended, how many are inside (averaged over
 * time), and how long they stayed. So Little's law can be checked anywhere.
 */
import type { Outcome } from '../outcome.ts';
import { Histogram } from './histogram.ts';
import { TimeAverage } from './time-average.ts';

export class Meter {
  /** Requests that came. */
  asked = 0;
  /** Requests that ended, by how. */
  ended: Record<Outcome, number> = none();
  readonly inside: TimeAverage;
  /** Times from coming to ending, in ms, whatever the outcome. */
  readonly stays = new Histogram();
  #from: number;

  constructor(now: number) {
    this.inside = new TimeAverage(0, now);
    this.#from = now;
  }

  arrive(now: number): void {
    this.asked++;
    this.inside.add(1, now);
  }

  leave(arrivedAt: number, now: number, outcome: Outcome): void {
    // Nearly all; a property whose name is known is found faster.
    if (outcome === 'ok') this.ended.ok++;
    else this.ended[outcome]++;
    this.inside.add(-1, now);
    this.stays.record(now - arrivedAt);
  }

  /** Requests that ended well, per second. */
  throughput(now: number): number {
    return now > this.#from ? (this.ended.ok * 1000) / (now - this.#from) : 0;
  }

  /** Answered ÷ asked, over the requests whose fate is known; 1 when none is. */
  get availability(): number {
    const { ok, rejected, failed, lost, timeout } = this.ended;
    const all = ok + rejected + failed + lost + timeout;
    return all > 0 ? ok / all : 1;
  }

  /** Forgets what was measured so far, as after a warm-up. Requests that are inside stay inside. */
  reset(now: number): void {
    this.asked = 0;
    this.ended = none();
    this.inside.reset(now);
    this.stays.reset();
    this.#from = now;
  }
}

function none(): Record<Outcome, number> {
  return { ok: 0, rejected: 0, failed: 0, lost: 0, timeout: 0 };
}
