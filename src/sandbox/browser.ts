/**
 * The sandbox as the page holds it: an opaque frame, its worker, and the one-way Comlink call into it. Whatever happens
 * in there, this side can always remove the frame and start another.
 */
import type { Remote } from 'comlink';
import type { SteppedTo } from '#exploration';
import type { Replay, Report } from '#grading';
import type { Recording } from '#scene';
import { type RunningFrame, startFrame } from './browser-frame.ts';
import { type Addresses, loadParts, type Parts, SandboxUnavailable } from './browser-parts.ts';
import { type Looked, parseLookAnswer } from './look-schema.ts';
import type { GradeRequest, LookRequest, Progress, SandboxApi, Spent, StepRequest } from './protocol.ts';
import { parsePlayAnswer } from './recording-schema.ts';
import { InvalidReport, parseReport } from './report-schema.ts';
import { parseStepAnswer } from './stepping-schema.ts';
import { DEADLINE_MS, stoppedReport, unrecorded, unresponsive } from './stopped.ts';
import { isTooLong, TOO_LONG } from './too-long.ts';

export interface SandboxOptions {
  labId: string;
  marks: number;
  addresses: Addresses;
  /** Its parts, where somebody has begun to load them already. */
  parts?: Parts;
  deadlineMs?: number;
}

/** One thing that somebody asked of the sandbox. */
interface Asked {
  /** Whether it is a recording, which gives way to whatever is asked for next. */
  records: boolean;
  /** What to say when so many milliseconds went by without an answer, so many seconds of them in the learner's code. */
  late(deadlineMs: number, learnerSeconds: number): string;
  /** Ends it, wherever it stands, with a message for the learner. */
  end(message: string): void;
  ended: Promise<string>;
}

export class Sandbox {
  private readonly options: SandboxOptions;
  private parts: Parts | undefined;
  private frame: Promise<RunningFrame> | undefined;
  /** What is under way, and what waits for its turn. */
  private readonly asked = new Set<Asked>();
  private present: Asked | undefined;
  /** Ends with whatever was asked last. */
  private turn: Promise<void> = Promise.resolve();

  constructor(options: SandboxOptions) {
    this.options = options;
    if (options.parts) this.take(options.parts);
  }

  /**
   * Loads and starts everything, so that the first run need not wait. Safe to call at any time. Ends when all is loaded, or cannot be:
   * from then on others may have the line.
   */
  async warm(): Promise<void> {
    this.ready().catch(() => {});
    const { frameDocument, start } = this.load();
    await Promise.allSettled([frameDocument, start]);
  }

  /**
   * Grades a source text. Resolves with a report in every case but two: SandboxUnavailable when the sandbox could not
   * be started, InvalidReport when what came back was not a report.
   */
  async grade(request: GradeRequest, onProgress: (progress: Progress) => void = () => {}): Promise<Report> {
    const { labId, marks } = this.options;
    if (isTooLong(request.source)) return stoppedReport(labId, { marks }, request.seed, TOO_LONG);
    // Whoever wants a verdict does not wait for a picture.
    this.endRecordings('The recording was stopped, because the tests were run. Watch again when they have ended.');
    const answer = await this.run(
      { records: false, late: unresponsive },
      (api) => api.grade(request),
      (report) => parseReport(report, { lab: labId, seed: request.seed, marks }),
      onProgress,
    );
    return 'stopped' in answer ? stoppedReport(labId, { marks }, request.seed, answer.stopped) : answer.value;
  }

  /**
   * Records the lab's scene with a source text in it. Rejects with an Error whose message is for the learner when their code
   * cannot be recorded; otherwise as `grade`. Only the latest recording is made: those asked for before reject.
   */
  async play(source: string, replay: Replay): Promise<Recording[]> {
    if (isTooLong(source)) throw new Error(TOO_LONG);
    this.endRecordings('Another recording was asked for.');
    const answer = await this.run(
      { records: true, late: unrecorded },
      (api) => api.play({ source, replay }),
      parsePlayAnswer,
    );
    if ('stopped' in answer) throw new Error(answer.stopped);
    if ('message' in answer.value) throw new Error(answer.value.message);
    return answer.value.recordings;
  }

  /**
   * Makes choices in a run of the lab with a source text in it. Rejects with an Error whose message is for the learner when that cannot
   * be; otherwise as `grade`.
   */
  async step(request: StepRequest): Promise<SteppedTo> {
    if (isTooLong(request.source)) throw new Error(TOO_LONG);
    const answer = await this.run({ records: false, late: unresponsive }, (api) => api.step(request), parseStepAnswer);
    if ('stopped' in answer) throw new Error(answer.stopped);
    if ('message' in answer.value) throw new Error(answer.value.message);
    return answer.value.stepped;
  }

  /** Looks at a text as it stands, without grading it. Undefined where somebody ended it; otherwise as `grade`. */
  async look(request: LookRequest): Promise<Looked | undefined> {
    if (isTooLong(request.source)) return { refused: { message: TOO_LONG } };
    const answer = await this.run({ records: false, late: unresponsive }, (api) => api.look(request), parseLookAnswer);
    return 'stopped' in answer ? undefined : answer.value;
  }

  /** Asks the sandbox for one thing after the other: whoever comes second waits, and can be ended while waiting. */
  private run<Value>(
    what: Pick<Asked, 'records' | 'late'>,
    ...how: [
      send: (api: Remote<SandboxApi>) => Promise<unknown>,
      check: (answer: unknown) => Value,
      onProgress?: (progress: Progress) => void,
    ]
  ): Promise<{ value: Value } | { stopped: string }> {
    let end: Asked['end'] = () => {};
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    const asked: Asked = { ...what, end, ended };
    this.asked.add(asked);
    const answer = this.turn
      .then(() => this.runNow(asked, ...how))
      .finally(() => {
        this.asked.delete(asked);
      });
    this.turn = answer.then(
      () => {},
      () => {},
    );
    return answer;
  }

  /** Checks the answer, and ends the run when the deadline passes or somebody ends it. */
  private async runNow<Value>(
    asked: Asked,
    send: (api: Remote<SandboxApi>) => Promise<unknown>,
    check: (answer: unknown) => Value,
    onProgress: (progress: Progress) => void = () => {},
  ): Promise<{ value: Value } | { stopped: string }> {
    const { deadlineMs = DEADLINE_MS } = this.options;
    const stopped = asked.ended.then((message) => ({ stopped: message }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.present = asked;
    try {
      const frame = await Promise.race([stopped, this.ready()]);
      if ('stopped' in frame) return frame;
      let learnerSeconds = 0;
      frame.onProgress = (event: Progress | Spent) => {
        if ('learnerSeconds' in event) learnerSeconds = event.learnerSeconds;
        else onProgress(event);
      };
      frame.events = 0;
      timer = setTimeout(() => asked.end(asked.late(deadlineMs, learnerSeconds)), deadlineMs);
      const answer = await Promise.race([send(frame.api).then((value) => ({ value })), stopped]);
      if ('value' in answer) return { value: check(answer.value) };
      this.restart();
      return answer;
    } catch (error) {
      if (error instanceof SandboxUnavailable) throw error;
      this.restart();
      throw error instanceof InvalidReport ? error : new InvalidReport('the sandbox failed');
    } finally {
      clearTimeout(timer);
      this.present = undefined;
    }
  }

  /** Ends everything that is under way or waits, by hand. */
  stop(): void {
    this.endAll('Stopped by you.');
  }

  /** Removes everything. The sandbox can be used again afterwards, and starts anew. */
  close(): void {
    this.endAll('Stopped: the page closed the sandbox.');
    this.removeFrame();
  }

  private endAll(message: string): void {
    for (const { end } of this.asked) end(message);
  }

  private endRecordings(message: string): void {
    for (const { records, end } of this.asked) if (records) end(message);
  }

  private removeFrame(): void {
    this.frame?.then(
      (frame) => frame.remove(),
      () => {},
    );
    this.frame = undefined;
  }

  private broke(reason: string): void {
    if (this.present) this.present.end(`The sandbox broke down (${reason}). Nothing of yours is lost; run it again.`);
    // Between runs nobody waits for it: the next run starts anew.
    else this.removeFrame();
  }

  private restart(): void {
    this.removeFrame();
    this.warm();
  }

  private ready(): Promise<RunningFrame> {
    if (!this.frame) {
      const frame = startFrame(this.load(), (reason) => this.broke(reason));
      this.frame = frame;
      frame.catch(() => {
        if (this.frame === frame) this.frame = undefined;
      });
    }
    return this.frame;
  }

  private load(): Parts {
    return this.parts ?? this.take(loadParts(this.options.addresses));
  }

  /** Parts to start from, unless one of them does not come: then they are loaded anew the next time. */
  private take(parts: Parts): Parts {
    this.parts = parts;
    Promise.all([parts.frameDocument, parts.start]).catch(() => {
      if (this.parts === parts) this.parts = undefined;
    });
    return parts;
  }
}

export { SandboxUnavailable };
