/**
 * The sandbox as the page holds it: an opaque frame, its worker, and the one-way Comlink call into it. Whatever happens
 * in there, this side can always remove the frame and start another.
 */
import * as Comlink from 'comlink';
import * as v from 'valibot';
import type { Replay, Report } from '#grading';
import type { Recording } from '#scene';
import type { FrameStart, GradeRequest, Progress, SandboxApi } from './protocol.ts';
import { parsePlayAnswer } from './recording-schema.ts';
import { InvalidReport, parseReport } from './report-schema.ts';
import { DEADLINE_MS, stoppedReport, unresponsive } from './stopped.ts';

/** Milliseconds in which a new frame must be ready. */
const START_LIMIT_MS = 20_000;

/** Messages that a run may send on its way; a suite has a few dozen tests. */
const MAX_EVENTS = 1000;

/** Characters of an error of the worker's that are shown. */
const MAX_TROUBLE = 200;

const progressSchema = v.strictObject({
  done: v.pipe(v.number(), v.integer()),
  total: v.pipe(v.number(), v.integer()),
  name: v.pipe(v.string(), v.maxLength(300)),
  status: v.picklist(['pass', 'fail', 'error']),
});

export interface SandboxOptions {
  labId: string;
  marks: number;
  addresses: { runtime: string; frame: string; wasm: string; suite: string };
  deadlineMs?: number;
}

/** The page could not load or start the sandbox; the message says what to do. */
export class SandboxUnavailable extends Error {}

interface Parts {
  frameDocument: string;
  start: FrameStart;
}

interface RunningFrame {
  api: Comlink.Remote<SandboxApi>;
  /** Messages heard since the run began. */
  events: number;
  onProgress: (progress: Progress) => void;
  remove(): void;
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
      send: (api: Comlink.Remote<SandboxApi>) => Promise<unknown>,
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
    send: (api: Comlink.Remote<SandboxApi>) => Promise<unknown>,
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
      const { runtime, suite, frame, wasm } = this.options.addresses;
      const parts = Promise.all([fetchText(runtime), fetchText(suite), fetchText(frame), fetchBytes(wasm)]).then(
        ([runtimeScript, suiteScript, frameDocument, bytes]) => ({
          frameDocument,
          start: { script: `${runtimeScript}\n${suiteScript}`, wasm: bytes },
        }),
      );
      this.parts = parts;
      parts.catch(() => {
        this.parts = undefined;
      });
    }
    return this.parts;
  }
}

async function fetchPart(address: string): Promise<Response> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) {
    throw new SandboxUnavailable(
      'The test runner could not be loaded. Check your connection and run again; your code is kept.',
    );
  }
  return response;
}

async function fetchText(address: string): Promise<string> {
  return (await fetchPart(address)).text();
}

async function fetchBytes(address: string): Promise<ArrayBuffer> {
  return (await fetchPart(address)).arrayBuffer();
}

function startFrame({ frameDocument, start }: Parts, onBroken: (reason: string) => void): Promise<RunningFrame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('aria-hidden', 'true');
  element.tabIndex = -1;
  element.title = 'Sandbox';
  element.hidden = true;
  element.srcdoc = frameDocument;
  const api = new MessageChannel();
  const progress = new MessageChannel();
  const trouble = new MessageChannel();

  const frame: RunningFrame = {
    api: Comlink.wrap<SandboxApi>(api.port1),
    events: 0,
    onProgress: () => {},
    remove() {
      element.remove();
      api.port1.close();
      progress.port1.close();
      trouble.port1.close();
    },
  };
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(timer);
      frame.remove();
      reject(
        new SandboxUnavailable(
          `The test runner could not start (${reason}). Reload the page and run again; your code is kept.`,
        ),
      );
    };
    const timer = setTimeout(() => fail('it did not answer'), START_LIMIT_MS);
    let started = false;
    const broken = (reason: string): void => (started ? onBroken(reason) : fail(reason));
    progress.port1.onmessage = (message: MessageEvent<unknown>) => {
      if (++frame.events > MAX_EVENTS) {
        progress.port1.close();
        broken('it never stops talking');
        return;
      }
      const event = readEvent(message.data);
      if (event === 'ready') {
        started = true;
        clearTimeout(timer);
        resolve(frame);
      } else if (event) frame.onProgress(event);
    };
    trouble.port1.onmessage = ({ data }: MessageEvent<unknown>) => broken(String(data).slice(0, MAX_TROUBLE));
    element.addEventListener(
      'load',
      () => element.contentWindow?.postMessage(start, '*', [api.port2, progress.port2, trouble.port2]),
      { once: true },
    );
    document.body.append(element);
  });
}

/** Reads a message of the progress port; anything out of shape is dropped. */
function readEvent(data: unknown): Progress | 'ready' | undefined {
  if (typeof data !== 'string' || data.length > 2000) return undefined;
  try {
    const event: unknown = JSON.parse(data);
    if (event === 'ready') return event;
    const parsed = v.safeParse(progressSchema, event);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
