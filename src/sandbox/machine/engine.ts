/** QuickJS as WebAssembly, with a memory of its own that cannot outgrow its cap. One engine serves many guests. */
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { MEMORY_MIB } from './limits.ts';

const MIB = 1024 * 1024;
const PAGE = 65_536;

/** What the learner's own share does not cover: the machine's own data, gaps in the heap, texts on their way in and out. */
const SPARE_MIB = 16;
/** A heap that has once grown over this may be in pieces, and never shrinks. */
const WORN_MIB = 48;

export interface Engine {
  readonly quickjs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
  /** A host error went through the engine's own frames: nothing in it can be trusted any more. */
  broken: boolean;
}

export async function startEngine(wasm: WebAssembly.Module): Promise<Engine> {
  const memory = new WebAssembly.Memory({
    initial: (16 * MIB) / PAGE,
    maximum: ((MEMORY_MIB + SPARE_MIB) * MIB) / PAGE,
  });
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: wasm, wasmMemory: memory }));
  return { quickjs, memory, broken: false };
}

export function isWorn({ memory }: Engine): boolean {
  return memory.buffer.byteLength > WORN_MIB * MIB;
}
