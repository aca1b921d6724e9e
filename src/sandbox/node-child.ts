/**
 * The Node twin's child process: it runs the same script as the sandbox worker, answers one line of JSON with another,
 * and has nothing else: no environment, no files but the script and the WebAssembly, no child processes, no workers.
 */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { readLines } from './lines.ts';
import type { GradeRequest, SandboxApi } from './protocol.ts';

declare const headroom: { createGrader(wasm: WebAssembly.Module): Promise<SandboxApi> };

const [, , scriptPath = '', wasmPath = ''] = process.argv;

new Script(readFileSync(scriptPath, 'utf8'), { filename: 'sandbox.js' }).runInThisContext();
const grader = headroom.createGrader(new WebAssembly.Module(readFileSync(wasmPath)));

// One question at a time: the parent asks the next when this one is answered.
readLines(process.stdin, async (line) => {
  const report = await (await grader).grade(JSON.parse(line) as GradeRequest);
  process.stdout.write(`${report}\n`);
});
