/**
 * The script of the sandbox worker and of the Node twin, before the lab's suite is added to it. In a worker it waits
 * for the frame's first message; in Node the twin calls `headroom.createGrader` itself. Nothing else differs.
 */
import * as Comlink from 'comlink';
import type { Lab } from '#grading';
import * as grading from '#grading';
import { createMachineMaker } from './machine.ts';
import type { GradeRequest, Progress, SandboxApi } from './protocol.ts';

/** Where a suite's script finds the runtime, and leaves its lab. */
interface Headroom {
  grading: typeof grading;
  lab?: { id: string; manifest: Lab };
  createGrader: typeof createGrader;
}

/** Makes the one object that grades. `onProgress` hears of each test. */
async function createGrader(
  wasm: WebAssembly.Module,
  onProgress: (progress: Progress) => void = () => {},
): Promise<SandboxApi> {
  const machines = await createMachineMaker({ wasm, now: () => performance.now() });
  return {
    async grade({ source, seed, only }: GradeRequest): Promise<string> {
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
        prepare: () => machines.prepare(String(source), lab.manifest),
        onTest: ({ name, status }) => onProgress({ done: ++done, total: tests.length, name, status }),
      });
      return JSON.stringify(report);
    },
  };
}

const headroom: Headroom = { grading, createGrader };
Object.assign(globalThis, { headroom });

// The local time zone must not reach a guest through Date: two learners would get two verdicts.
Date.prototype.getTimezoneOffset = () => 0;

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
