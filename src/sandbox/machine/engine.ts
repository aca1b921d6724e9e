/** QuickJS as WebAssembly, with a memory of its own that cannot outgrow its cap, and fuel for the loops inside its built-ins. */
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { FUEL } from '../metering.ts';
import { MEMORY_MIB } from './limits.ts';

const MIB = 1024 * 1024;
const PAGE = 65_536;

const INITIAL_MIB = 16;
/** What the learner's own share does not cover: the machine's own data, gaps in the heap, texts on their way in and out. */
const SPARE_MIB = 16;
/** In a memory that has grown over this part of the learner's share, an error without words is one for which there was no room. */
const FULL = 0.75;

/** Units of fuel: what is left, which whoever runs the engine may set. */
export interface Fuel {
  value: bigint;
}

export interface Engine {
  readonly quickjs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
  readonly fuel: Fuel;
  /** What the learner's code may use of its memory. */
  readonly memoryMib: number;
  /** A host error or a trap went through the engine's own frames: nothing in it can be trusted any more. */
  broken: boolean;
}

/**
 * Starts an engine from its metered WebAssembly. Two engines are alike to the last byte, on whatever computer, so that the same work
 * takes the same fuel: addresses in the heap decide how long its tables take to search.
 */
export async function startEngine(wasm: WebAssembly.Module, memoryMib = MEMORY_MIB): Promise<Engine> {
  const memory = new WebAssembly.Memory({
    initial: (INITIAL_MIB * MIB) / PAGE,
    maximum: ((memoryMib + SPARE_MIB) * MIB) / PAGE,
  });
  let fuel: Fuel = { value: 0n };
  const instantiateWasm = async (
    imports: WebAssembly.Imports,
    onSuccess: (instance: WebAssembly.Instance) => void,
  ): Promise<WebAssembly.Exports> => {
    const instance = await WebAssembly.instantiate(wasm, imports);
    fuel = instance.exports[FUEL] as WebAssembly.Global<'i64'>;
    fuel.value = UNLIMITED;
    onSuccess(instance);
    return instance.exports;
  };
  // The name of the program lies in the engine's memory as well, and is otherwise that of the host's script.
  const emscriptenModule = { instantiateWasm, thisProgram: './this.program' };
  const quickjs = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmMemory: memory, emscriptenModule: emscriptenModule as object }),
  );
  return { quickjs, memory, fuel, memoryMib, broken: false };
}

/** More than anything takes: for work of our own. */
export const UNLIMITED = 1n << 60n;

/** Whether it can no longer be made what it was when it started: memory never shrinks. */
export function hasGrown({ memory }: Engine): boolean {
  return memory.buffer.byteLength > INITIAL_MIB * MIB;
}

export function isFull({ memory, memoryMib }: Engine): boolean {
  return memory.buffer.byteLength > Math.max(INITIAL_MIB, FULL * memoryMib) * MIB;
}

/** Remembers all that an engine's memory holds. Returns a function that puts it back, as long as the engine is neither broken nor grown. */
export function remember(engine: Engine): () => void {
  const putBack = rememberInUse(engine);
  return () => {
    new Int32Array(engine.memory.buffer).fill(0);
    putBack();
  };
}

/**
 * Remembers what an engine's memory holds in use. Putting it back takes a tenth of the time: what was free keeps what it has held since,
 * which nothing can read, as whatever is allocated is filled first.
 */
export function rememberInUse({ memory }: Engine): () => void {
  const words = new Int32Array(memory.buffer);
  const perPage = PAGE / words.BYTES_PER_ELEMENT;
  const pages: { from: number; words: Int32Array }[] = [];
  for (let from = 0; from < words.length; from += perPage) {
    const to = from + perPage;
    let at = from;
    while (at < to && words[at] === 0) at++;
    if (at < to) pages.push({ from, words: words.slice(from, to) });
  }
  return () => {
    const now = new Int32Array(memory.buffer);
    for (const page of pages) now.set(page.words, page.from);
  };
}
