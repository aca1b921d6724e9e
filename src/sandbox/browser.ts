/**
 * The sandbox as the page holds it: an opaque frame, its worker, and the one-way Comlink call into it. Whatever happens
 * in there, this side can always remove the frame and start another.
 */
import type { Remote } from 'comlink';
import type { Replay, Report } from '#grading';
import type { Recording } from '#scene';
import { type RunningFrame, startFrame } from './browser-frame.ts';
import { type Addresses, loadParts, type Parts, SandboxUnavailable } from './browser-parts.ts';
import type { GradeRequest, Progress, SandboxApi } from './protocol.ts';
import { parsePlayAnswer } from './recording-schema.ts';
import { InvalidReport, parseReport } from './report-schema.ts';
import { DEADLINE_MS, stoppedReport, unresponsive } from './stopped.ts';

export interface SandboxOptions {
  labId: string;
  marks: number;
  addresses: Addresses;
  deadlineMs?: number;
}

export class Sandbox {
  private readonly options: SandboxOptions;
  private parts: Promise<Parts> | undefined;
  private frame: Promise<RunningFrame> | undefined;
  private endRun: ((message: string) => void) | undefined;
  /** Ends with whatever was asked last. */
  private turn: Promise<void> = Promise.resolve();

  constructor(options: SandboxOptions) {
    this.options = options;
  }

  /** Loads and starts everything, so that the first run need not wait. Safe to call at any time. */
  warm(): void {
    this.ready().catch(() => {});
  }

  /**
   * Grades a source text. Resolves with a report in every case but two: SandboxUnavailable when the sandbox could not
   * be started, InvalidReport when what came back was not a report.
   */
  async grade(request: GradeRequest, onProgress: (progress: Progress) => void = () => {}): Promise<Report> {
    const { labId, marks } = this.options;
    const answer = await this.run(
      (api) => api.grade(request),
      (report) => parseReport(report, { lab: labId, seed: request.seed, marks }),
      onProgress,
    );
    return 'stopped' in answer ? stoppedReport(labId, { marks }, request.seed, answer.stopped) : answer.value;
  }

  /**
   * Records the lab's scene with a source text in it. Rejects with an Error whose message is for the learner when their code
   * cannot be recorded; otherwise as `grade`.
   */
  async play(source: string, replay: Replay): Promise<Recording[]> {
    const answer = await this.run((api) => api.play({ source, replay }), parsePlayAnswer);
    if ('stopped' in answer) throw new Error(answer.stopped);
    if ('message' in answer.value) throw new Error(answer.value.message);
    return answer.value.recordings;
  }

  /** Asks the sandbox for one thing after the other: whoever comes second waits. */
  private run<Value>(
    ...asked: [
      send: (api: Remote<SandboxApi>) => Promise<unknown>,
      check: (answer: unknown) => Value,
      onProgress?: (progress: Progress) => void,
    ]
  ): Promise<{ value: Value } | { stopped: string }> {
    const answer = this.turn.then(() => this.runNow(...asked));
    this.turn = answer.then(
      () => {},
      () => {},
    );
    return answer;
  }

  /** Checks the answer, and ends the run when the deadline passes or somebody ends it. */
  private async runNow<Value>(
    send: (api: Remote<SandboxApi>) => Promise<unknown>,
    check: (answer: unknown) => Value,
    onProgress: (progress: Progress) => void = () => {},
  ): Promise<{ value: Value } | { stopped: string }> {
    const ended = new Promise<string>((resolve) => {
      this.endRun = resolve;
    });
    const { deadlineMs = DEADLINE_MS } = this.options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const frame = await Promise.race([this.ready(), ended]);
      if (typeof frame === 'string') return { stopped: frame };
      frame.onProgress = onProgress;
      frame.events = 0;
      timer = setTimeout(() => this.endRun?.(unresponsive(deadlineMs)), deadlineMs);
      const answer = await Promise.race([
        send(frame.api).then((value) => ({ value })),
        ended.then((stopped) => ({ stopped })),
      ]);
      if ('value' in answer) return { value: check(answer.value) };
      this.restart();
      return answer;
    } catch (error) {
      if (error instanceof SandboxUnavailable) throw error;
      this.restart();
      throw error instanceof InvalidReport ? error : new InvalidReport('the sandbox failed');
    } finally {
      clearTimeout(timer);
      this.endRun = undefined;
    }
  }

  /** Ends the present run at once, by hand. */
  stop(): void {
    this.endRun?.('Stopped by you.');
  }

  /** Removes everything. The sandbox can be used again afterwards, and starts anew. */
  close(): void {
    this.endRun?.('Stopped: the page closed the sandbox.');
    this.removeFrame();
  }

  private removeFrame(): void {
    this.frame?.then(
      (frame) => frame.remove(),
      () => {},
    );
    this.frame = undefined;
  }

  private broke(reason: string): void {
    if (this.endRun) this.endRun(`The sandbox broke down (${reason}). Nothing of yours is lost; run it again.`);
    // Between runs nobody waits for it: the next run starts anew.
    else this.removeFrame();
  }

  private restart(): void {
    this.removeFrame();
    this.warm();
  }

  private ready(): Promise<RunningFrame> {
    if (!this.frame) {
      const frame = this.load().then((parts) => startFrame(parts, (reason) => this.broke(reason)));
      this.frame = frame;
      frame.catch(() => {
        if (this.frame === frame) this.frame = undefined;
      });
    }
    return this.frame;
  }

  private load(): Promise<Parts> {
    if (!this.parts) {
      this.parts = loadParts(this.options.addresses);
      this.parts.catch(() => {
        this.parts = undefined;
      });
    }
    return this.parts;
  }
}

export { SandboxUnavailable };
