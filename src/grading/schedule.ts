/** Where to step through: a schedule of a lab's small world, as a failing test found it. Plain data, so that it fits into a report. */

export interface FailingSchedule {
  /** The run as its lab tells it: who asks what. */
  told: string;
  /** What happens, one thing after the other: choices as `#exploration` has them. */
  choices: readonly object[];
}
