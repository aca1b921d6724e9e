/**
 * The script of the sandbox worker and of the Node twin, before the lab's suite is added to it. In a worker it waits
 * for the frame's first message; in Node the twin calls `headroom.createGrader` itself. Nothing else differs.
 */
import * as Comlink from 'comlink';
import type { Guest, Lab } from '#grading';
import * as grading from '#grading';
import { buffersOf } from '../scene/recording.ts';
import type { RecordScene } from './lab-scene.ts';
import type { StepThrough } from './lab-stepping.ts';
import { createMachineMaker } from './machine/maker.ts';
import type {
  GradeRequest,
  LookRequest,
  PlayAnswer,
  PlayRequest,
  Progress,
  SandboxApi,
  Spent,
  StepRequest,
} from './protocol.ts';

/** Where a suite's script finds the runtime, and leaves its lab. */
interface Headroom {
  grading: typeof grading;
  lab?: { id: string; manifest: Lab; recordScene?: RecordScene; stepThrough?: StepThrough };
  createGrader: typeof createGrader;
}

/** The learner's exports. */
type Learner = Record<string, (...args: unknown[]) => unknown>;

/**
 * Makes the one object that grades. `onProgress` hears of each test, and of each second that the learner's code has taken. `now` is the clock behind the counted limits, in milliseconds from any
 * point: that of the processor, where there is one, so that a busy computer ends nothing.
 */
async function createGrader(
  wasm: WebAssembly.Module,
  onProgress: (progress: Progress | Spent) => void = () => {},
  now: () => number = () => performance.now(),
): Promise<SandboxApi> {
  const machines = await createMachineMaker({
    wasm,
    now,
    lab: headroom.lab?.manifest,
    onSecond: (learnerSeconds) => onProgress({ learnerSeconds }),
  });

  /** Does something with the learner's exports, in a guest of its own. */
  async function withLearner<Value>(source: string, manifest: Lab, use: (learner: Learner) => Value): Promise<Value> {
    const machine = machines.prepare(String(source), manifest);
    await machine.renew();
    const guest = machine.open();
    try {
      return use(learnerOf(guest, manifest));
    } finally {
      guest.close();
    }
  }

  return {
    async grade({ source, seed, only, untilFailure }: GradeRequest): Promise<string> {
      const { lab } = headroom;
      if (!lab) throw new Error('No suite was loaded.');
      const tests = grading.statedTests();
      let done = 0;
      const report = await grading.run({
        labId: lab.id,
        lab: lab.manifest,
        tests,
        seed,
        only,
        untilFailure,
        prepare: () => machines.prepare(String(source), lab.manifest),
        onTest: ({ name, status }) => onProgress({ done: ++done, total: tests.length, name, status }),
      });
      return JSON.stringify(report);
    },
    async play({ source, replay }: PlayRequest): Promise<PlayAnswer> {
      const { lab } = headroom;
      if (!lab?.recordScene) throw new Error('This lab has no scene.');
      const { recordScene } = lab;
      try {
        const recordings = await withLearner(source, lab.manifest, (learner) => recordScene(replay, learner));
        return 'WorkerGlobalScope' in globalThis
          ? Comlink.transfer({ recordings }, buffersOf(recordings))
          : { recordings };
      } catch (thrown) {
        return { message: whyNothing(thrown) };
      }
    },
    async step({ source, ...asked }: StepRequest): Promise<string> {
      const { lab } = headroom;
      const { stepThrough } = lab ?? {};
      if (!lab || !stepThrough) throw new Error('No run of this lab can be stepped through.');
      try {
        const stepped = await withLearner(source, lab.manifest, (learner) => stepThrough(asked, learner));
        return JSON.stringify({ stepped });
      } catch (thrown) {
        return JSON.stringify({ message: whyNothing(thrown) });
      }
    },
    async look({ source, designs }: LookRequest): Promise<string> {
      const { lab } = headroom;
      if (!lab) throw new Error('No suite was loaded.');
      try {
        if (!designs) {
          machines.prepare(String(source), lab.manifest);
          return '{}';
        }
        return JSON.stringify(
          await withLearner(source, lab.manifest, ({ design }) => ({ designed: design?.() ?? null })),
        );
      } catch (thrown) {
        if (!(thrown instanceof grading.UnusableSource)) return JSON.stringify({ message: whyNothing(thrown) });
        const { message, position } = thrown;
        return JSON.stringify({ refused: { message, ...(position && { position }) } });
      }
    },
  };
}

/** The learner's exports as functions: each call crosses into the guest. */
function learnerOf(guest: Guest, { exports }: Lab): Learner {
  return Object.fromEntries(exports.map((name) => [name, (...args: unknown[]) => guest.call(name, args)]));
}

/** Why a scene could not be recorded: the learner's code threw or was stopped, or gave what the scene cannot run. */
function whyNothing(thrown: unknown): string {
  if (thrown instanceof grading.GuestError) return thrown.sentence;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

const headroom: Headroom = { grading, createGrader };
Object.assign(globalThis, { headroom });

// The local time zone must not reach a guest through Date: two learners would get two verdicts.
Date.prototype.getTimezoneOffset = () => 0;
// Nor must the language, through the environment of the engine: where it lies decides over addresses, and those over steps.
Object.defineProperty(navigator, 'language', { value: 'en' });

if ('WorkerGlobalScope' in globalThis) {
  addEventListener(
    'message',
    async ({ data }: MessageEvent<{ wasm: ArrayBuffer; api: MessagePort; progress: MessagePort }>) => {
      const { wasm, api, progress } = data;
      try {
        const grader = await createGrader(await WebAssembly.compile(wasm), (event) =>
          progress.postMessage(JSON.stringify(event)),
        );
        Comlink.expose(grader, api);
        progress.postMessage('"ready"');
      } catch (error) {
        // The frame hears of errors, not of rejections, and tells the page.
        reportError(error);
      }
    },
    { once: true },
  );
}
