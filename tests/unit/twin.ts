/** Grades any source with a suite of the test's own, in the Node twin's machine: what the sandbox does, without a browser. */
import { Script } from 'node:vm';
import type * as Grading from '../../src/grading/index.ts';
import type { Lab, Limits, Report } from '../../src/grading/index.ts';
import { bundleRuntime, readWasm } from '../../src/sandbox/bundle.ts';
import type { GradeRequest } from '../../src/sandbox/protocol.ts';

interface Runtime {
  grading: typeof Grading;
  lab?: { id: string; manifest: Lab };
  createGrader(wasm: WebAssembly.Module): Promise<{ grade(request: GradeRequest): Promise<string> }>;
}

/**
 * Loads the runtime into this process and states one suite. A process holds one runtime, so a test file uses one suite:
 * `tests` is called once with the runtime's own grading module.
 */
export async function openRuntime(
  exports: string[],
  state: (grading: typeof Grading) => void,
  limits: Partial<Limits> = {},
  machines: Record<string, number> = {},
): Promise<(source: string, seed?: number, how?: Partial<GradeRequest>) => Promise<Report>> {
  new Script(await bundleRuntime(), { filename: 'sandbox.js' }).runInThisContext();
  const { headroom } = globalThis as unknown as { headroom: Runtime };
  const { grading } = headroom;
  state(grading);
  const marks = grading.statedTests().reduce((sum, test) => sum + test.marks, 0);
  const about = { title: 'Trial', lesson: 1, marks, asks: 'x', hints: ['x'] };
  const manifest = grading.defineLab({ ...about, exports, limits, machines });
  headroom.lab = { id: 'trial', manifest };
  const grader = await headroom.createGrader(new WebAssembly.Module(new Uint8Array(await readWasm())));
  return async (source, seed = 1, how = {}) => JSON.parse(await grader.grade({ source, seed, ...how })) as Report;
}
