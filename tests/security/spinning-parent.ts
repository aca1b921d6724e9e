/** A parent whose sandbox process runs for ever, for orphans.test.ts to end. */
import { bundleChild } from '../../src/sandbox/bundle.ts';
import { startProcess } from '../../src/sandbox/node-process.ts';

const HOUR_MS = 3_600_000;
const EMPTY_MODULE = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const { program, watch } = await bundleChild();
const spinning = startProcess(program, {
  script:
    'globalThis.headroom = { grading: { statedTests: () => [] }, createGrader: async () => ({ grade() { for (;;); } }) };',
  wasm: EMPTY_MODULE.toString('base64'),
  watch,
  limits: { questionMs: HOUR_MS, memory: 4e9 },
});
await spinning.ask('{}', HOUR_MS);
