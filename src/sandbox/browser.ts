/**
 * The sandbox as the page holds it: an opaque frame, its worker, and the one-way Comlink call into it. Whatever happens
 * in there, this side can always remove the frame and start another.
 */
import * as Comlink from 'comlink';
import * as v from 'valibot';
import type { Report } from '#grading';
import type { FrameStart, GradeRequest, Progress, SandboxApi } from './protocol.ts';
import { InvalidReport, parseReport } from './report-schema.ts';
import { DEADLINE_MS, stoppedReport, UNRESPONSIVE } from './stopped.ts';

/** Milliseconds in which a new frame must be ready. */
const START_LIMIT_MS = 20_000;

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
  onProgress: (progress: Progress) => void;
  onBroken: (reason: string) => void;
  remove(): void;
}

export class Sandbox {
  private readonly options: SandboxOptions;
  private parts: Promise<Parts> | undefined;
  private frame: Promise<RunningFrame> | undefined;
  private endRun: ((message: string) => void) | undefined;

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
    const frame = await this.ready();
    frame.onProgress = onProgress;
    const { labId, marks, deadlineMs = DEADLINE_MS } = this.options;
    const ended = new Promise<string>((resolve) => {
      this.endRun = resolve;
    });
    frame.onBroken = (reason) =>
      this.endRun?.(`The sandbox broke down (${reason}). Nothing of yours is lost; run it again.`);
    const timer = setTimeout(() => this.endRun?.(UNRESPONSIVE), deadlineMs);
    try {
      const answer = await Promise.race([
        frame.api.grade(request).then((report) => ({ report })),
        ended.then((stopped) => ({ stopped })),
      ]);
      if ('report' in answer) return parseReport(answer.report);
      this.restart();
      return stoppedReport(labId, { marks }, request.seed, answer.stopped);
    } catch (error) {
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

  private restart(): void {
    this.removeFrame();
    this.warm();
  }

  private ready(): Promise<RunningFrame> {
    if (!this.frame) {
      const frame = this.load().then(startFrame);
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

function startFrame({ frameDocument, start }: Parts): Promise<RunningFrame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('aria-hidden', 'true');
  element.tabIndex = -1;
  element.title = 'Sandbox';
  element.hidden = true;
  element.srcdoc = frameDocument;
  const api = new MessageChannel();
  const progress = new MessageChannel();

  const frame: RunningFrame = {
    api: Comlink.wrap<SandboxApi>(api.port1),
    onProgress: () => {},
    onBroken: () => {},
    remove() {
      element.remove();
      api.port1.close();
      progress.port1.close();
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
    progress.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      const event = readEvent(data);
      if (event === 'ready') {
        clearTimeout(timer);
        resolve(frame);
      } else if (event && 'broken' in event) {
        frame.onBroken(event.broken);
        fail(event.broken);
      } else if (event) frame.onProgress(event);
    };
    element.addEventListener(
      'load',
      () => element.contentWindow?.postMessage(start, '*', [api.port2, progress.port2]),
      { once: true },
    );
    document.body.append(element);
  });
}

/** Reads a message of the progress port; anything out of shape is dropped. */
function readEvent(data: unknown): Progress | 'ready' | { broken: string } | undefined {
  if (typeof data !== 'string' || data.length > 2000) return undefined;
  try {
    const event: unknown = JSON.parse(data);
    if (event === 'ready') return event;
    const broken = v.safeParse(v.strictObject({ broken: v.pipe(v.string(), v.maxLength(200)) }), event);
    if (broken.success) return broken.output;
    const parsed = v.safeParse(progressSchema, event);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
