/** Runs at work: the sandbox grades the text, what came of it is shown and kept, and earlier runs are there to be looked at. */
import type { Report } from '#grading';
import { seedOfText } from '#grading';
import { whole } from '#words';
import { bestOf } from '../progress/best-run.ts';
import { formatMarks } from '../progress/marks.ts';
import { inTime } from '../progress/patience.ts';
import { type KeptRun, lastRun } from '../progress/runs.ts';
import { askToKeep } from '../progress/storage.ts';
import { SandboxUnavailable } from '../sandbox/browser.ts';
import { InvalidReport } from '../sandbox/report-schema.ts';
import { isTooLong } from '../sandbox/too-long.ts';
import type { Bench } from './bench.ts';
import { outcomeOf, reportOf } from './kept-runs.ts';
import { REFUSED, waysOut } from './refused.ts';
import { type ResultsProps, showResults } from './results.tsx';
import { Run, type RunState } from './run.ts';
import type { Text } from './text.ts';
import { runRefusalOf, runText } from './words.ts';

/** What can be done about results, as it stands now. */
type Actions = Omit<ResultsProps, 'state' | 'standing'>;

export class Verdict {
  readonly #bench: Bench;
  readonly #text: Text;
  readonly #actions: () => Actions;
  readonly #run: Run;
  /** The text that was run last. */
  #source = '';
  #shown: RunState = { kind: 'idle' };
  /** How the last run stands beside those before it. */
  #standing = '';

  constructor(bench: Bench, text: Text, actions: () => Actions) {
    this.#bench = bench;
    this.#text = text;
    this.#actions = actions;
    const [runButton, stopButton] = [bench.part<HTMLButtonElement>('run'), bench.part<HTMLButtonElement>('stop')];
    this.#run = new Run({
      grade: (onProgress) => {
        const source = text.now;
        this.#source = source;
        return bench.sandbox.grade({ source, seed: isTooLong(source) ? 0 : seedOfText(source) }, onProgress);
      },
      explain: (error) =>
        error instanceof InvalidReport || error instanceof SandboxUnavailable ? error.message : undefined,
      onState: (state) => this.#show(state),
      onBusy(isBusy) {
        const hadFocus = document.activeElement === runButton || document.activeElement === stopButton;
        runButton.disabled = isBusy;
        stopButton.disabled = !isBusy;
        if (hadFocus) (isBusy ? stopButton : runButton).focus();
      },
      onReport: async (report) => {
        text.mark(report);
        bench.part('results').querySelector('.verdict')?.scrollIntoView({ block: 'nearest' });
        if (!bench.desk.isShared) await this.#keep(report);
      },
    });
  }

  async grade(): Promise<void> {
    this.#bench.panes.show('results');
    // Not before: on a first run, the verdict should not share the machine with an editor that is still loading.
    if (await this.#run.start()) this.#text.open();
  }

  async #keep(report: Report): Promise<void> {
    const { visit, lab, notices } = this.#bench;
    const kept = visit.keep(outcomeOf(lab, this.#source, report));
    kept
      .then(
        () => {
          if (!this.#text.retry()) notices.takeBack(REFUSED);
          askToKeep();
        },
        () => {},
      )
      .then(() => this.count());
    await inTime(kept).catch((error: unknown) => {
      const actions = waysOut(lab, () => this.#text.now, visit);
      notices.show({ text: runRefusalOf(error), about: REFUSED, actions });
    });
  }

  /** Counts the runs that there are, and says so. */
  async count(): Promise<void> {
    const runs = await this.#bench.visit.read().catch((): KeptRun[] => []);
    const [last, ...before] = runs.filter(({ requirements }) => requirements > 0);
    if (runs.length > 0)
      this.#bench.part('run-count').textContent = `Run ${whole(runs.length)} of ${whole(runs.length)}`;
    const best = bestOf(before);
    this.#standing =
      !last || !best
        ? ''
        : last.earned > best.earned
          ? 'your best yet'
          : last.earned < best.earned
            ? `your best: ${formatMarks(best.earned)}`
            : '';
    this.#show(this.#shown);
  }

  /** What the last run came to is still there when the learner comes back. */
  async restore(): Promise<void> {
    const last = await lastRun(this.#bench.lab).catch(() => undefined);
    const report = last && reportOf(last);
    if (!report) return;
    const isOfThisCode = last.code === this.#text.now;
    this.#run.restore(report, runText(last.at, isOfThisCode));
    if (isOfThisCode) this.#text.mark(report);
  }

  /** Shows what an earlier run came to. */
  look(kept: KeptRun): void {
    const report = reportOf(kept);
    if (!report) return;
    this.#bench.sheet.close();
    this.#bench.panes.show('results');
    const isOfThisCode = kept.code === this.#text.now;
    this.#run.look(report, runText(kept.at, isOfThisCode));
    this.#text.mark(isOfThisCode ? report : undefined);
  }

  #show(state: RunState): void {
    this.#shown = state;
    if (state.kind === 'idle') return;
    const standing = state.kind === 'done' && state.told === undefined ? this.#standing : '';
    showResults(this.#bench.part('results'), { state, standing, ...this.#actions() });
  }
}
