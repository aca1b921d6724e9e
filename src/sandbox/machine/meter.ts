/**
 * What a guest has used of its limits: steps, which the engine counts, and behind them the clock. Steps are the interpreter's own (calls and
 * backward jumps) and those of the loops inside built-ins, for which the engine takes fuel.
 */
import type { Limits } from '#grading';
import type { Countdown } from './countdown.ts';
import { type Fuel, UNLIMITED } from './engine.ts';
import { RUN_CLOCK_MS, STEPS_PER_PERIOD, UNITS_PER_STEP } from './limits.ts';

/** Time that the guests of one run have used by the host's clock, in milliseconds. */
export interface RunClock {
  spentMs: number;
  /** Whole seconds of it that were told so far, and who hears of one more. */
  toldSeconds?: number;
  onSecond?: ((seconds: number) => void) | undefined;
}

/** Steps in loops of its own for which the engine still has fuel when a limit is met: to leave what it was in, and to say where. */
const STEPS_TO_LEAVE = 500_000;

export class Meter {
  private readonly limits: Limits;
  private readonly clock: RunClock;
  private readonly now: () => number;
  private readonly fuel: Fuel;
  private readonly countdown: Countdown;
  private readonly elsewhere: () => number;
  private periods = 0;
  /** Fuel that was used. */
  private units = 0;
  /** Fuel there was when `units` was last right. */
  private filled = 0n;
  private depth = 0;
  private enteredAt = 0;

  /** `elsewhere` gives the steps that others have used of the same limit. */
  constructor(
    limits: Limits,
    clock: RunClock,
    now: () => number,
    { fuel, countdown }: { fuel: Fuel; countdown: Countdown },
    elsewhere: () => number = () => 0,
  ) {
    this.limits = limits;
    this.clock = clock;
    this.now = now;
    this.fuel = fuel;
    this.countdown = countdown;
    this.elsewhere = elsewhere;
    this.refuel(limits.stepsPerTest - elsewhere());
  }

  /** The guest's code begins to run; a call from within, through a function of the suite's, is part of the outer one. */
  enter(): void {
    if (this.depth++ === 0) this.enteredAt = this.now();
  }

  leave(): void {
    if (--this.depth > 0) return;
    this.clock.spentMs += this.now() - this.enteredAt;
    this.tell(this.clock.spentMs);
  }

  /** One more period has gone by. Returns the limit that is met, if one is. */
  countPeriod(): 'steps' | 'time' | undefined {
    this.periods++;
    const left = this.left();
    const takenMs = this.now() - this.enteredAt;
    this.tell(this.clock.spentMs + takenMs);
    const isLate = takenMs > this.clockMs();
    const met = left < 0 ? 'steps' : isLate ? 'time' : undefined;
    this.refuel(met ? STEPS_TO_LEAVE : left);
    return met;
  }

  private tell(spentMs: number): void {
    const { clock } = this;
    const seconds = Math.floor(spentMs / 1000);
    if (seconds <= (clock.toldSeconds ?? 0)) return;
    clock.toldSeconds = seconds;
    clock.onSecond?.(seconds);
  }

  /** Whether the engine ran out of fuel. */
  isDry(): boolean {
    return this.fuel.value < 0n;
  }

  /** After a trap for want of fuel: some more, to find out where that was. */
  refuelToLeave(): void {
    this.total();
    this.refuel(STEPS_TO_LEAVE);
  }

  /** Steps so far. A limit is met a little late, by how much is a matter of periods. */
  steps(): number {
    return Math.min(this.total(), this.limits.stepsPerTest);
  }

  /** Does something of ours in a sound engine, for which the guest need not pay. */
  uncharged<Result>(work: () => Result): Result {
    const fuel = this.fuel.value;
    const steps = this.countdown.left();
    this.fuel.value = UNLIMITED;
    try {
      return work();
    } finally {
      this.fuel.value = fuel;
      this.countdown.set(steps);
    }
  }

  private left(): number {
    return this.limits.stepsPerTest - this.total() - this.elsewhere();
  }

  private total(): number {
    this.units += Number(this.filled - this.fuel.value);
    this.filled = this.fuel.value;
    const periods = this.periods * STEPS_PER_PERIOD + STEPS_PER_PERIOD - this.countdown.left();
    return periods + Math.floor(this.units / UNITS_PER_STEP);
  }

  /** Fills up for so many steps, and for a period more: whether the limit is met is asked after each. */
  private refuel(steps: number): void {
    this.filled = BigInt(UNITS_PER_STEP * (Math.max(steps, 0) + STEPS_PER_PERIOD));
    this.fuel.value = this.filled;
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
