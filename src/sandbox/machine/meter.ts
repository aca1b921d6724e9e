/** What a guest has used of its limits: steps, which are counted by the engine, and behind them the clock. */
import type { Limits } from '#grading';
import { RUN_CLOCK_MS, STEPS_PER_PERIOD } from './limits.ts';

/** Real time that the guests of one run have used, in milliseconds. */
export interface RunClock {
  spentMs: number;
}

export class Meter {
  private readonly limits: Limits;
  private readonly clock: RunClock;
  private readonly now: () => number;
  private periods = 0;
  /** Steps that measuring itself used up. */
  private burnt = 0;
  private depth = 0;
  private enteredAt = 0;

  constructor(limits: Limits, clock: RunClock, now: () => number) {
    this.limits = limits;
    this.clock = clock;
    this.now = now;
  }

  /** The guest's code begins to run; a call from within, through a function of the suite's, is part of the outer one. */
  enter(): void {
    if (this.depth++ === 0) this.enteredAt = this.now();
  }

  leave(): void {
    if (--this.depth === 0) this.clock.spentMs += this.now() - this.enteredAt;
  }

  /** One more period has gone by. Returns the limit that is met, if one is. */
  countPeriod(): 'steps' | 'time' | undefined {
    this.periods++;
    if (this.periods * STEPS_PER_PERIOD - this.burnt > this.limits.stepsPerTest) return 'steps';
    return this.now() - this.enteredAt > this.clockMs() ? 'time' : undefined;
  }

  /** Steps in whole periods, where the rest can no longer be measured. */
  roughSteps(): number {
    return this.periods * STEPS_PER_PERIOD;
  }

  /** Exact steps, when what was left of the present period has just been burnt up to count it. */
  exactSteps(left: number): number {
    this.burnt += left;
    return ++this.periods * STEPS_PER_PERIOD - this.burnt;
  }

  /** Milliseconds that the present call may take: its own limit, or what is left of the run's. */
  private clockMs(): number {
    return Math.min(this.limits.clockMs, RUN_CLOCK_MS - this.clock.spentMs);
  }

  /** Whether the run's time ends before the present call's own would. */
  isRunShort(): boolean {
    return this.clockMs() < this.limits.clockMs;
  }
}
