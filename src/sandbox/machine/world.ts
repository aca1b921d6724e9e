/**
 * The world inside an engine: a QuickJS context with its limits set and the boot script run in it. What its memory holds then is remembered,
 * and each guest begins from that: nothing of the one before is left, and not even an address differs.
 */
import bootScript from 'headroom:guest-boot';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core';
import { type Countdown, findCountdown } from './countdown.ts';
import { type Engine, hasGrown, remember, rememberInUse } from './engine.ts';
import { STACK_BYTES, STACK_BYTES_TO_ASK, STEPS_PER_PERIOD } from './limits.ts';

/** What ../guest/boot.ts makes for the host to call. */
const QUESTIONS = [
  'adopt',
  'exported',
  'call',
  'callHeld',
  'callMethod',
  'callWatched',
  'repeat',
  'keep',
  'watch',
  'outcome',
  'takeOutput',
  'trace',
  'describe',
] as const;
export type Question = (typeof QUESTIONS)[number];

export type Outcome = ReturnType<QuickJSContext['callFunction']>;

/** What a world asks of whoever is in it. */
export interface Host {
  /** Answers when the guest calls a function of ours. */
  answer(text: string): string;
  /** Asked once in STEPS_PER_PERIOD steps. */
  mustStop(): boolean;
}

export class World {
  readonly engine: Engine;
  readonly context: QuickJSContext;
  /** Steps that are left of the present period. */
  readonly countdown: Countdown;
  private readonly runtime: QuickJSRuntime;
  private readonly functions = new Map<Question, QuickJSHandle>();
  private readonly restore: () => void;
  private mode: 'running' | 'reading' = 'reading';
  private host: Host | undefined;
  private stackBytes = STACK_BYTES;

  constructor(engine: Engine) {
    this.engine = engine;
    this.runtime = engine.quickjs.newRuntime();
    this.runtime.setMemoryLimit(engine.memoryMib * 1024 * 1024);
    this.runtime.setMaxStackSize(STACK_BYTES);
    this.context = this.runtime.newContext();
    this.boot((text) => this.host?.answer(text) ?? '');
    this.runtime.setInterruptHandler(() => {
      if (this.mode === 'reading') return false;
      const stop = this.host?.mustStop() ?? true;
      // From here on no function can be called, so that code which ignores being stopped gets nowhere.
      if (stop) this.allowStack(1);
      return stop;
    });
    const { value: address } = (this.context as unknown as { ctx: { value: number } }).ctx;
    this.countdown = findCountdown(engine, address, () => this.takeOutput());
    this.restore = remember(engine);
  }

  /** Whether another guest can begin in it. */
  get isUsable(): boolean {
    return !this.engine.broken && !hasGrown(this.engine);
  }

  /**
   * Begins anew, for another guest: handles of the last one's lead nowhere from here on. `from` puts back what the memory held at the
   * moment to begin from: at first, when it is absent.
   */
  begin(host: Host, from = this.restore): void {
    from();
    this.stackBytes = STACK_BYTES;
    this.countdown.set(STEPS_PER_PERIOD);
    this.host = host;
    this.mode = 'running';
  }

  /** A moment for others to begin from: this one. */
  moment(): () => void {
    return rememberInUse(this.engine);
  }

  /** Whether nobody is in it. */
  get isFree(): boolean {
    return this.host === undefined;
  }

  /** Whoever was in it is gone. */
  leave(host: Host): void {
    if (this.host === host) this.host = undefined;
  }

  isInhabitedBy(host: Host): boolean {
    return this.host === host;
  }

  private boot(hostCall: (text: string) => string): void {
    const { context } = this;
    context.unwrapResult(context.evalCode(bootScript, 'lab', { type: 'global' })).dispose();
    const boot = context.getProp(context.global, 'headroomBoot');
    context.setProp(context.global, 'headroomBoot', context.undefined);
    context.unwrapResult(context.evalCode('delete globalThis.headroomBoot', 'lab')).dispose();
    const answer = context.newFunction('', (text) => context.newString(hostCall(context.getString(text))));
    const api = context.unwrapResult(context.callFunction(boot, context.undefined, answer));
    for (const name of QUESTIONS) this.functions.set(name, context.getProp(api, name));
    for (const handle of [api, answer, boot]) handle.dispose();
  }

  /** Calls a function of the boot script. Texts and numbers are handed in; a handle stays the caller's. */
  ask(question: Question, ...args: (string | number | QuickJSHandle)[]): Outcome {
    const { context } = this;
    const handles = args.map((arg) =>
      typeof arg === 'string' ? context.newString(arg) : typeof arg === 'number' ? context.newNumber(arg) : arg,
    );
    try {
      return this.enter(question, ...handles);
    } finally {
      for (const [index, handle] of handles.entries()) if (handle !== args[index]) handle.dispose();
    }
  }

  private enter(name: Question, ...args: QuickJSHandle[]): Outcome {
    return this.context.callFunction(this.functions.get(name) as QuickJSHandle, this.context.undefined, ...args);
  }

  /** The text of a handle, which is disposed of. It is empty where there was no room left to copy it. */
  takeText(handle: QuickJSHandle): string {
    const text = this.context.getString(handle);
    handle.dispose();
    return text;
  }

  /** Runs up to a thousand of the jobs that wait, such as reactions to promises. Returns how many it ran, or what failed. */
  runJobs(): { executed: number } | { error: QuickJSHandle } {
    const result = this.runtime.executePendingJobs(1000);
    return result.error ? { error: result.error } : { executed: result.value };
  }

  /** What was printed before a limit was met; reading it must not meet that limit again. */
  takeOutput(): string {
    return this.readText('takeOutput');
  }

  /** Where the engine is: the stack of an error that would arise there. */
  trace(): string {
    return this.readText('trace');
  }

  /** Asks something that no code of the learner's has a part in, whatever limit was met. */
  private readText(question: 'takeOutput' | 'trace'): string {
    this.mode = 'reading';
    this.runtime.setMaxStackSize(STACK_BYTES_TO_ASK);
    const result = this.enter(question);
    this.mode = 'running';
    this.allowStack(this.stackBytes);
    if (!result.error) return this.takeText(result.value);
    result.error.dispose();
    return '';
  }

  private allowStack(bytes: number): void {
    this.stackBytes = bytes;
    this.runtime.setMaxStackSize(bytes);
  }

  /** A property of a handle's that is a text, cut short; otherwise the empty one. */
  textOf(handle: QuickJSHandle, name: string): string {
    const { context } = this;
    if (context.typeof(handle) !== 'object') return '';
    const property = context.getProp(handle, name);
    const text = context.typeof(property) === 'string' ? context.getString(property).slice(0, 2000) : '';
    property.dispose();
    return text;
  }

  /** Whether an error is of a class that the learner's file defines; not, when there is no room to find out. */
  isOfOwnClass(error: QuickJSHandle): boolean {
    const described = this.ask('describe', error);
    if (!described.error) return this.takeText(described.value).endsWith(',true]]');
    described.error.dispose();
    return false;
  }
}
