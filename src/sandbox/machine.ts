/**
 * The guest machine: QuickJS compiled to WebAssembly, with its own heap, an exact memory cap, and counted steps. This
 * is the wall between a learner's code and everything else; the suite and the runner stay outside and call in.
 */

import bootScript from 'headroom:guest-boot';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import {
  format,
  type Guest,
  GuestError,
  GuestStopped,
  inMillions,
  type Lab,
  type Machine,
  type Position,
  type StopReason,
  UnusableSource,
} from '#grading';
import { MOST_OUTPUT, MOST_TEXT } from './crossing.ts';
import { decode, encode, type GuestHandles, type HostFunctions } from './machine/codec.ts';
import { type Stripped, strip } from './strip.ts';

const PAGE = 65_536;
const MEMORY_MIB = 64;
/** What the learner's 64 MiB does not cover: the machine's own data, gaps in the heap, texts on their way in and out. */
const SPARE_MIB = 16;
/** A heap that has once grown over this may be in pieces, and never shrinks. */
const WORN_MIB = 48;
/**
 * Deep enough for about 500 calls, and the same depth everywhere. The stack of a Chromium worker must never overflow
 * first: at 112 KiB it does in generators, at 128 KiB in constructors, once the WebAssembly is hot and optimised.
 */
const STACK_BYTES = 96 * 1024;
/** QuickJS asks its interrupt handler once in this many steps (calls and backward jumps). */
const STEPS_PER_INTERRUPT = 10_000;
/** All calls of a run together; on a slow computer this ends a run with a report, before its host ends it without. */
const RUN_CLOCK_MS = 10_000;

/** Names that other places to run JavaScript have and a lab has not, with what to do instead. */
const WITHHELD: Record<string, string> = {
  setTimeout: 'Labs have no timers',
  setInterval: 'Labs have no timers',
  setImmediate: 'Labs have no timers',
  requestAnimationFrame: 'Labs have no timers',
  performance: 'Labs have no clock: time, where a lab needs it, comes in as a parameter',
  fetch: 'Labs have no network',
  XMLHttpRequest: 'Labs have no network',
  WebSocket: 'Labs have no network',
  EventSource: 'Labs have no network',
  importScripts: 'Labs have no network',
  navigator: 'Labs have no browser around them',
  window: 'Labs have no page',
  document: 'Labs have no page',
  self: 'Labs have no page',
  localStorage: 'Labs have no storage',
  indexedDB: 'Labs have no storage',
  crypto: 'Labs have no source of chance',
  process: 'Labs run in no process',
  Intl: 'Labs have no Intl',
  require: 'Labs import nothing',
  module: 'Labs export with `export`',
  exports: 'Labs export with `export`',
  Buffer: 'Labs have no Buffer: use Uint8Array and TextEncoder',
  structuredClone: 'Labs have no structuredClone',
  queueMicrotask: 'Labs have no queueMicrotask: use Promise.resolve().then(…)',
};

export interface MachineOptions {
  /** The compiled WebAssembly of QuickJS; compiled once and shared by all runs. */
  wasm: WebAssembly.Module;
  /** Milliseconds from any fixed point; injected so that the clock behind the step count is the host's choice. */
  now(): number;
}

/** Makes machines for learners' files. One maker serves many runs. */
export async function createMachineMaker(options: MachineOptions) {
  let quickjs = await instantiate(options.wasm);

  return {
    /** Strips types and prepares a machine. Throws UnusableSource when the file does not parse. */
    prepare(source: string, lab: Lab): Machine {
      const stripped = strip(source);
      const clock: RunClock = { spentMs: 0 };
      return {
        open: () => {
          if (quickjs.broken)
            throw new GuestStopped('machine', 'The machine that runs your code broke down. Run it again.');
          return openGuest(quickjs, stripped, lab, clock, options);
        },
        renew: async () => {
          if (quickjs.broken || isWorn(quickjs)) quickjs = await instantiate(options.wasm);
        },
      };
    },
  };
}

interface Instance {
  module: QuickJSWASMModule;
  /** A host error went through the machine's own frames: nothing in it can be trusted any more. */
  broken: boolean;
  memory: WebAssembly.Memory;
}

function isWorn({ memory }: Instance): boolean {
  return memory.buffer.byteLength > WORN_MIB * 1024 * 1024;
}

async function instantiate(wasm: WebAssembly.Module): Promise<Instance> {
  const memory = new WebAssembly.Memory({
    initial: (16 * 1024 * 1024) / PAGE,
    maximum: ((MEMORY_MIB + SPARE_MIB) * 1024 * 1024) / PAGE,
  });
  const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: wasm, wasmMemory: memory }));
  return { module, broken: false, memory };
}

/** Real time that the guests of one run have used, in milliseconds. */
interface RunClock {
  spentMs: number;
}

function openGuest(instance: Instance, stripped: Stripped, lab: Lab, clock: RunClock, options: MachineOptions): Guest {
  const guest = new QuickJSGuest(instance, stripped, lab, clock, options);
  try {
    guest.load(lab.exports);
    return guest;
  } catch (thrown) {
    guest.close();
    throw thrown;
  }
}

class QuickJSGuest implements Guest, GuestHandles, HostFunctions {
  private readonly instance: Instance;
  private readonly stripped: Stripped;
  private readonly lab: Lab;
  private readonly clock: RunClock;
  private readonly options: MachineOptions;
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly api = new Map<string, QuickJSHandle>();
  private readonly hostFunctions: ((...args: unknown[]) => unknown)[] = [];
  private readonly heldNumbers = new WeakMap<object, number>();
  private interrupts = 0;
  private usedAtClose = 0;
  private enteredAt = 0;
  private depth = 0;
  private measuring = false;
  private reading = false;
  /** Steps that measuring itself used up. */
  private burnt = 0;
  private stopping: StopReason | undefined;
  private stopped: GuestStopped | undefined;
  private closed = false;

  constructor(instance: Instance, stripped: Stripped, lab: Lab, clock: RunClock, options: MachineOptions) {
    this.instance = instance;
    this.stripped = stripped;
    this.lab = lab;
    this.clock = clock;
    this.options = options;
    this.runtime = instance.module.newRuntime();
    this.runtime.setMemoryLimit(MEMORY_MIB * 1024 * 1024);
    this.runtime.setMaxStackSize(STACK_BYTES);
    this.context = this.runtime.newContext();
    this.boot();
    this.runtime.setInterruptHandler(() => this.interrupt());
  }

  private boot(): void {
    const { context } = this;
    context.unwrapResult(context.evalCode(bootScript, 'lab', { type: 'global' })).dispose();
    const global = context.global;
    const boot = context.getProp(global, 'headroomBoot');
    context.setProp(global, 'headroomBoot', context.undefined);
    const remove = context.unwrapResult(context.evalCode('delete globalThis.headroomBoot', 'lab'));
    remove.dispose();
    const hostCall = context.newFunction('', (text) => context.newString(this.answerHostCall(context.getString(text))));
    const api = context.unwrapResult(context.callFunction(boot, context.undefined, hostCall));
    const names = [
      'adopt',
      'exported',
      'call',
      'callHeld',
      'callMethod',
      'getField',
      'watch',
      'outcome',
      'takeOutput',
      'describe',
    ];
    for (const name of names) this.api.set(name, context.getProp(api, name));
    const burn = context.unwrapResult(
      // In a function of its own: a global `n` would be the learner's to see.
      context.evalCode('(() => { let n = 0; return { burn() { n = 0; for (;;) n++; }, burned: () => n }; })()', 'lab'),
    );
    for (const name of ['burn', 'burned']) this.api.set(name, context.getProp(burn, name));
    for (const handle of [api, hostCall, boot, burn]) handle.dispose();
  }

  /** Evaluates the learner's module. Throws UnusableSource when an export is missing. */
  load(exports: readonly string[]): void {
    const namespace = this.guarded(() => this.context.evalCode(this.stripped.code, 'solution.ts', { type: 'module' }));
    const promise = this.context.getPromiseState(namespace);
    if (promise.type === 'rejected') {
      const error = promise.error;
      const described = this.text('describe', error);
      error.dispose();
      namespace.dispose();
      this.readAnswer(described);
    }
    if (promise.type === 'pending' || !('notAPromise' in promise && promise.notAPromise)) {
      namespace.dispose();
      throw new UnusableSource(
        'Your file waits for something while it loads (await at the top level); labs do not allow that.',
      );
    }
    this.guarded(() => this.context.callFunction(this.handle('adopt'), this.context.undefined, namespace)).dispose();
    namespace.dispose();
    const found = this.text('exported', this.context.newString(JSON.stringify(exports)));
    const missing = exports.filter((_, index) => found[index] !== '1');
    if (missing.length > 0) {
      const names = missing.map((name) => `\`${name}\``).join(' and ');
      throw new UnusableSource(
        `Your file must export ${missing.length > 1 ? 'functions' : 'a function'} called ${names}.`,
      );
    }
  }

  // ——— Guest ———

  call(name: string, args: readonly unknown[]): unknown {
    return this.readAnswer(this.text('call', name, encode(args, this)));
  }

  /** Exact: whole interrupt periods plus what is left of the current one, found by burning it up. */
  steps(): number {
    if (this.closed || this.stopped || this.instance.broken)
      return this.usedAtClose || this.interrupts * STEPS_PER_INTERRUPT;
    this.measuring = true;
    const result = this.context.callFunction(this.handle('burn'), this.context.undefined);
    this.measuring = false;
    if (result.error) result.error.dispose();
    else result.value.dispose();
    const left = this.context.unwrapResult(this.context.callFunction(this.handle('burned'), this.context.undefined));
    const remaining = this.context.getNumber(left);
    left.dispose();
    this.burnt += remaining;
    return ++this.interrupts * STEPS_PER_INTERRUPT - this.burnt;
  }

  takeOutput(): string {
    if (this.closed || this.instance.broken) return '';
    try {
      // Reading what was printed before a limit was met must not meet that limit again.
      this.reading = true;
      this.runtime.setMaxStackSize(STACK_BYTES);
      const output = this.context.callFunction(this.handle('takeOutput'), this.context.undefined);
      this.reading = false;
      if (output.error) {
        output.error.dispose();
        return '';
      }
      const text = this.context.getString(output.value).slice(0, MOST_OUTPUT + 100);
      output.value.dispose();
      return text;
    } catch {
      return '';
    }
  }

  close(): void {
    if (this.closed) return;
    this.usedAtClose = this.interrupts * STEPS_PER_INTERRUPT - this.burnt;
    this.closed = true;
    if (this.instance.broken) return;
    try {
      for (const handle of this.api.values()) handle.dispose();
      this.context.dispose();
      this.runtime.dispose();
    } catch {
      // A heap in disorder cannot be tidied, only thrown away.
      this.instance.broken = true;
    }
  }

  // ——— crossing over ———

  private handle(name: string): QuickJSHandle {
    return this.api.get(name) as QuickJSHandle;
  }

  /** Calls a function of the boot script with text arguments and returns its text. */
  private text(name: string, ...args: (string | number | QuickJSHandle)[]): string {
    const result = this.guarded(() => {
      const handles = args.map((arg) =>
        typeof arg === 'string'
          ? this.context.newString(arg)
          : typeof arg === 'number'
            ? this.context.newNumber(arg)
            : arg,
      );
      try {
        return this.context.callFunction(this.handle(name), this.context.undefined, ...handles);
      } finally {
        for (const [index, handle] of handles.entries()) if (handle !== args[index]) handle.dispose();
      }
    });
    const text = this.context.getString(result);
    result.dispose();
    // No answer is empty: there was no room left to copy it.
    if (text === '') throw this.outOfMemory('');
    if (text.length > MOST_TEXT * 2) throw this.stop('size', 'Your code handed back more data than a lab can take.');
    return text;
  }

  /** Runs something inside the machine, and turns whatever ends it into one of the two errors that grading knows. */
  private guarded(enter: () => ReturnType<QuickJSContext['callFunction']>): QuickJSHandle {
    if (this.stopped) throw this.stopped;
    if (this.depth++ === 0) this.enteredAt = this.options.now();
    try {
      const result = enter();
      if (!result.error) {
        // Inside an async function, being stopped is only a rejection, which the code around it may ignore.
        if (!this.stopping && !this.stopped) return result.value;
        result.value.dispose();
        throw (
          this.stopped ?? this.stop(this.stopping as StopReason, this.limitMessage(this.stopping as StopReason, ''))
        );
      }
      const stack = this.stackOf(result.error);
      const name = this.nameOf(result.error);
      if (this.stopping) {
        result.error.dispose();
        throw this.stop(this.stopping, this.limitMessage(this.stopping, stack), this.placeOfStop(stack));
      }
      const described = this.describeRaw(result.error, name, stack);
      result.error.dispose();
      throw described;
    } catch (thrown) {
      if (thrown instanceof GuestError || thrown instanceof GuestStopped || thrown instanceof UnusableSource)
        throw thrown;
      this.instance.broken = true;
      // QuickJS does not survive every allocation that fails.
      const reason = thrown instanceof RangeError ? 'stack' : isWorn(this.instance) ? 'memory' : 'machine';
      throw this.stop(reason, this.limitMessage(reason, ''));
    } finally {
      if (--this.depth === 0) this.clock.spentMs += this.options.now() - this.enteredAt;
    }
  }

  private describeRaw(error: QuickJSHandle, name: string, stack: string): Error {
    const message = this.stringProp(error, 'message');
    if (name === '' && message === '' && stack === '' && isWorn(this.instance)) return this.outOfMemory('');
    if (name === 'SyntaxError')
      return new UnusableSource(`Your file could not be read: ${message}.`, this.positionIn(stack));
    return this.error(name || 'Error', message, stack);
  }

  private interrupt(): boolean {
    if (this.measuring) return true;
    if (this.reading) return false;
    this.interrupts++;
    if (this.interrupts * STEPS_PER_INTERRUPT - this.burnt > this.lab.limits.stepsPerTest) this.stopping ??= 'steps';
    else if (this.options.now() - this.enteredAt > this.clockMs()) this.stopping ??= 'time';
    // From here on no function can be called, so that code which ignores being stopped gets nowhere.
    if (this.stopping) this.runtime.setMaxStackSize(1);
    return this.stopping !== undefined;
  }

  /** What the present call may take: its own limit, or what is left of the run's. */
  private clockMs(): number {
    return Math.min(this.lab.limits.clockMs, RUN_CLOCK_MS - this.clock.spentMs);
  }

  private stop(reason: StopReason, message: string, position?: Position): GuestStopped {
    this.stopped ??= new GuestStopped(reason, message, position);
    return this.stopped;
  }

  private outOfMemory(stack: string): GuestStopped {
    return this.stop('memory', this.limitMessage('memory', stack), this.positionIn(stack));
  }

  private limitMessage(reason: StopReason, stack: string): string {
    const place = this.placeIn(stack);
    switch (reason) {
      case 'steps':
        return `Stopped after ${inMillions(this.lab.limits.stepsPerTest)} steps${place}. Is there a loop that never ends?`;
      case 'time':
        return this.clockMs() < this.lab.limits.clockMs
          ? `Stopped${place}: this run took more than ${RUN_CLOCK_MS / 1000} s in all.`
          : `Stopped after ${this.lab.limits.clockMs / 1000} s${place}.`;
      case 'memory':
        return `Stopped: your code used more than ${MEMORY_MIB} MB of memory${place}.`;
      case 'stack':
        return `Stopped: your code called itself too deeply${place}. Does the recursion end?`;
      default:
        return 'Your code broke the machine that runs it. Nothing of yours is lost; run it again.';
    }
  }

  private placeIn(stack: string): string {
    const position = this.placeOfStop(stack);
    if (!position) return '';
    const name = /at ([\w$.]+) \(solution\.ts/.exec(stack)?.[1];
    return ` at line ${position.line}${name && name !== 'anonymous' ? `, in ${name}` : ''}`;
  }

  /**
   * QuickJS knows the line of the latest call or property access, which for a loop without any may lie before the loop:
   * the loop that comes next is then the one that does not end.
   */
  private placeOfStop(stack: string): Position | undefined {
    const position = this.positionIn(stack);
    if (!position || this.stopping !== 'steps') return position;
    const { loops } = this.stripped;
    if (loops.some(({ from, to }) => from.line <= position.line && position.line <= to)) return position;
    return loops.find(({ from }) => from.line >= position.line)?.from ?? position;
  }

  private positionIn(stack: string): Position | undefined {
    const found = /solution\.ts:([1-9]\d{0,5})(?::([1-9]\d{0,5}))?/.exec(stack);
    return found ? { line: Number(found[1]), column: Number(found[2] ?? 1) } : undefined;
  }

  private stringProp(handle: QuickJSHandle, name: string): string {
    if (this.context.typeof(handle) !== 'object') return '';
    const property = this.context.getProp(handle, name);
    const text = this.context.typeof(property) === 'string' ? this.context.getString(property).slice(0, 2000) : '';
    property.dispose();
    return text;
  }
  private stackOf(error: QuickJSHandle): string {
    return this.stringProp(error, 'stack');
  }
  private nameOf(error: QuickJSHandle): string {
    return this.stringProp(error, 'name');
  }

  private readAnswer(text: string): unknown {
    const [ok, tagged] = JSON.parse(text) as [boolean, unknown[]];
    if (ok) return decode(tagged, this);
    switch (tagged[0]) {
      case 'large':
        throw this.stop('size', 'Your code returned more data than a lab can take.');
      case 'e':
        throw this.error(String(tagged[1]), String(tagged[2]), String(tagged[3]));
      default: {
        const thrown = decode(tagged[1], this);
        // Where there is no room even for an error, QuickJS throws null.
        if (thrown === null && isWorn(this.instance)) throw this.outOfMemory('');
        throw new GuestError('', format(thrown));
      }
    }
  }

  private answerHostCall(text: string): string {
    const [number, tagged] = JSON.parse(text) as [number, unknown];
    const callback = this.hostFunctions[number];
    try {
      if (!callback) throw new Error('There is no such function.');
      return `[true,${encode(callback(...(decode(tagged, this) as unknown[])), this)}]`;
    } catch (thrown) {
      if (thrown instanceof GuestStopped) throw thrown;
      const error =
        thrown instanceof GuestError ? Object.assign(new Error(thrown.message), { name: thrown.type }) : thrown;
      return `[false,${encode(error, this)}]`;
    }
  }

  // ——— GuestHandles: what decoded values need ———

  private own<Value extends object>(held: number, value: Value): Value {
    this.heldNumbers.set(value, held);
    return value;
  }

  function(held: number): (...args: unknown[]) => unknown {
    return this.own(held, (...args: unknown[]) => this.readAnswer(this.text('callHeld', held, encode(args, this))));
  }

  method(held: number, name: string): (...args: unknown[]) => unknown {
    return (...args) => this.readAnswer(this.text('callMethod', held, name, encode(args, this)));
  }

  field(held: number, name: string): unknown {
    return this.readAnswer(this.text('getField', held, name));
  }

  /** Runs the guest's pending jobs, then gives a promise of ours that is settled already. */
  promise(held: number): Promise<unknown> {
    this.text('watch', held);
    this.drain();
    const outcome = this.text('outcome', held);
    const settled =
      outcome === 'pending'
        ? Promise.reject(new GuestError('Error', 'the promise it returned never settles'))
        : new Promise((resolve) => resolve(this.readAnswer(outcome)));
    // A suite that expects a plain value never awaits this one; that must not become an unhandled rejection.
    settled.catch(() => {});
    return settled;
  }

  private drain(): void {
    for (;;) {
      let executed = 0;
      this.guarded(() => {
        const result = this.runtime.executePendingJobs(1000);
        if (result.error) return result as never;
        executed = result.value;
        return { value: this.context.undefined } as never;
      });
      if (executed === 0) return;
    }
  }

  error(type: string, message: string, stack: string): Error {
    const position = this.positionIn(stack);
    if (type === 'InternalError' && /stack overflow/.test(message)) {
      return this.stop('stack', this.limitMessage('stack', stack), position);
    }
    if (type === 'InternalError' && /out of memory/.test(message)) {
      return this.outOfMemory(stack);
    }
    return new GuestError(type, this.withAdvice(type, message), position);
  }

  private withAdvice(type: string, message: string): string {
    const name = type === 'ReferenceError' ? /^'?([\w$]+)'? is not defined/.exec(message)?.[1] : undefined;
    const advice = name !== undefined && Object.hasOwn(WITHHELD, name) ? WITHHELD[name] : undefined;
    return advice ? `${message}. ${advice}.` : message;
  }

  // ——— HostFunctions ———

  number(callback: (...args: unknown[]) => unknown): number {
    return this.hostFunctions.push(callback) - 1;
  }

  heldNumber(value: object): number | undefined {
    return this.heldNumbers.get(value);
  }
}
