/** One run of the tests at a time: what it has come to so far, and what it came to. */
import type { Report } from '#grading';
import type { Progress } from '../sandbox/protocol.ts';

export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; progress?: Progress; before: Report | undefined }
  /** `told` says which run it is, where it is not the one that has just ended. */
  | { kind: 'done'; report: Report; told?: string }
  | { kind: 'broken'; message: string };

export interface RunOptions {
  /** Grades the learner's text. Rejects with an Error when there is no report. */
  grade(onProgress: (progress: Progress) => void): Promise<Report>;
  /** What to tell the learner of an error, if it is one of those that can happen; undefined for a mistake of ours. */
  explain(error: unknown): string | undefined;
  /** Hears of every state but the first. */
  onState(state: RunState): void;
  /** Hears when a run begins, and when the next one can. */
  onBusy(isBusy: boolean): void;
  /** Does what a report is good for, such as keeping the marks, before the next run can begin. It must end by itself. */
  onReport(report: Report): Promise<void>;
}

export class Run {
  readonly #options: RunOptions;
  #state: RunState = { kind: 'idle' };
  #isBusy = false;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** Runs the tests, unless a run is under way. Gives whether it did, once it has ended; never rejects. */
  async start(): Promise<boolean> {
    if (this.#isBusy) return false;
    const { grade, explain, onReport } = this.#options;
    this.#setBusy(true);
    this.#show({ kind: 'running', before: this.#state.kind === 'done' ? this.#state.report : undefined });
    try {
      const report = await grade((progress) => {
        if (this.#state.kind === 'running') this.#show({ ...this.#state, progress });
      });
      this.#show({ kind: 'done', report });
      await onReport(report);
    } catch (error) {
      const message = explain(error);
      if (message === undefined) console.error(error);
      this.#show({
        kind: 'broken',
        message: message ?? 'Something went wrong on this page. Your code is kept; reload and run again.',
      });
    } finally {
      this.#setBusy(false);
    }
    return true;
  }

  /** Shows what an earlier run came to, unless there is something newer to see. */
  restore(report: Report, told: string): void {
    if (this.#state.kind === 'idle') this.#show({ kind: 'done', report, told });
  }

  /** Shows what an earlier run came to, because somebody asked for it; not while one is under way. */
  look(report: Report, told: string): void {
    if (!this.#isBusy) this.#show({ kind: 'done', report, told });
  }

  #setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#options.onBusy(isBusy);
  }

  #show(state: RunState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
