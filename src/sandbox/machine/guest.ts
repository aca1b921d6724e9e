/** A learner's file in a world of its own: loaded, called, stopped when it meets a limit, and thrown away. */
import type { QuickJSHandle } from 'quickjs-emscripten-core';
import {
  type Guest,
  GuestClosed,
  GuestError,
  GuestStopped,
  type Lab,
  type RepeatedCall,
  UnusableSource,
} from '#grading';
import { MOST_OUTPUT, MOST_TEXT } from '../crossing.ts';
import type { Stripped } from '../strip.ts';
import { Endings } from './endings.ts';
import { isFull } from './engine.ts';
import { Exchange } from './exchange.ts';
import { Meter, type RunClock } from './meter.ts';
import { FILE, type Places } from './places.ts';
import type { Host, Outcome, Question, World } from './world.ts';

/** A learner's file, read once for all of its guests. */
export interface Program {
  stripped: Stripped;
  places: Places;
}

/** What the guests of one run have in common. */
export interface RunOf {
  program: Program;
  lab: Lab;
  clock: RunClock;
  now(): number;
}

/** Where a guest stands among others of its run. */
export interface Among {
  /** The moment of its world from which it begins: before anything was loaded, when absent. */
  from?: () => void;
  /** Steps that others have used of the limit that is theirs together. */
  elsewhere?(guest: QuickJSGuest): number;
  /** Hears of each answer, and whether something was printed that has not been taken yet. */
  onAnswer?(guest: QuickJSGuest, hasPrinted: boolean): void;
}

/** Loads a file into a fresh world. Throws GuestError or GuestStopped when it does not load, UnusableSource when it cannot. */
export function openGuest(world: World, run: RunOf, among?: Among): QuickJSGuest {
  const guest = new QuickJSGuest(world, run, among);
  try {
    guest.load(run.program.stripped, run.lab.exports);
    return guest;
  } catch (thrown) {
    guest.close();
    throw thrown;
  }
}

export class QuickJSGuest implements Guest, Host {
  private readonly meter: Meter;
  private readonly endings: Endings;
  private readonly exchange: Exchange;
  private readonly world: World;
  private readonly onAnswer: Among['onAnswer'];
  /** What was printed before the engine came to grief. */
  private lastOutput = '';
  private lastSteps = 0;
  private closed = false;

  constructor(world: World, { program, lab, clock, now }: RunOf, { from, elsewhere, onAnswer }: Among = {}) {
    this.world = world;
    this.onAnswer = onAnswer;
    world.begin(this, from);
    const { limits } = lab;
    const { engine } = world;
    this.meter = new Meter(
      limits,
      clock,
      now,
      { fuel: engine.fuel, countdown: world.countdown },
      elsewhere && (() => elsewhere(this)),
    );
    this.endings = new Endings({
      limits,
      places: program.places,
      meter: this.meter,
      memoryMib: engine.memoryMib,
      isFull: () => isFull(engine),
    });
    this.exchange = new Exchange(
      (question, ...args) => this.ask(question, ...args),
      () => this.runAllJobs(),
      this.endings,
    );
  }

  /** Evaluates the module. Throws UnusableSource when an export is missing. */
  load({ code, defaultExport }: Stripped, exports: readonly string[]): void {
    const { context } = this.world;
    const namespace = this.guarded(() => context.evalCode(code, FILE, { type: 'module' }));
    const loaded = context.getPromiseState(namespace);
    if (loaded.type === 'rejected') {
      const described = this.ask('describe', loaded.error);
      loaded.error.dispose();
      namespace.dispose();
      this.exchange.read(described);
    }
    if (loaded.type !== 'fulfilled' || !loaded.notAPromise) {
      namespace.dispose();
      throw new UnusableSource(
        'Your file waits for something while it loads (await at the top level); labs do not allow that.',
      );
    }
    this.guarded(() => this.world.ask('adopt', namespace)).dispose();
    namespace.dispose();
    const found = this.ask('exported', JSON.stringify(exports));
    const missing = exports.filter((_, index) => found[index] !== '1');
    if (missing.length > 0) {
      const names = missing.map((name) => `\`${name}\``).join(' and ');
      const instead = defaultExport
        ? ` It has a default export (line ${defaultExport.line}), which has no name: write \`export function ${missing[0]}(…)\` instead.`
        : '';
      throw new UnusableSource(
        `Your file must export ${missing.length > 1 ? 'functions' : 'a function'} called ${names}.${instead}`,
        defaultExport,
      );
    }
  }

  call(name: string, args: readonly unknown[]): unknown {
    return this.exchange.call(name, args);
  }

  repeat(calls: readonly RepeatedCall[], times: number): void {
    this.exchange.repeat(calls, times);
  }

  keep(value: object): void {
    this.exchange.keep(value);
  }

  watch(characters: number): number {
    return this.exchange.watch(characters);
  }

  handedOut(callee: object): boolean {
    return this.exchange.handedOut(callee);
  }

  onOneMachine<Result>(body: () => Result): Result {
    return body();
  }

  steps(): number {
    return this.closed ? this.lastSteps : this.meter.steps();
  }

  takeOutput(): string {
    if (this.isOver) return this.lastOutput;
    try {
      return this.meter.uncharged(() => this.world.takeOutput()).slice(0, MOST_OUTPUT);
    } catch {
      this.world.engine.broken = true;
      return '';
    }
  }

  close(): void {
    if (this.closed) return;
    this.lastSteps = this.meter.steps();
    this.closed = true;
    this.world.leave(this);
  }

  answer(text: string): string {
    return this.exchange.answer(text);
  }

  mustStop(): boolean {
    const met = this.meter.countPeriod();
    this.endings.stopping ??= met;
    return this.endings.stopping !== undefined;
  }

  /** Whether the engine can be asked nothing more on this guest's behalf. */
  private get isOver(): boolean {
    return this.closed || this.world.engine.broken || !this.world.isInhabitedBy(this);
  }

  /** Puts a question to the boot script and returns its answer. */
  private ask(question: Question, ...args: (string | number | QuickJSHandle)[]): string {
    const text = this.world.takeText(this.guarded(() => this.world.ask(question, ...args)));
    // No answer is empty: there was no room left to copy it.
    if (text === '') throw this.endings.stop('memory');
    if (text.length > MOST_TEXT * 2) throw this.endings.stop('size');
    this.onAnswer?.(this, text.startsWith(' '));
    return text;
  }

  /** Runs something inside the engine, and turns whatever ends it into one of the errors that grading knows. */
  private guarded(enter: () => Outcome): QuickJSHandle {
    const { endings, meter, world } = this;
    if (endings.stopped) throw endings.stopped;
    if (this.isOver) throw new GuestClosed();
    meter.enter();
    try {
      const result = enter();
      if (result.error) {
        const [stack = '', type = '', message = ''] = ['stack', 'name', 'message'].map((name) =>
          world.textOf(result.error, name),
        );
        const isOfOwnClass = endings.stopping === undefined && world.isOfOwnClass(result.error);
        result.error.dispose();
        throw endings.ofEngine({ type, message, stack, isOfOwnClass });
      }
      // Inside an async function, being stopped is only a rejection, which the code around it may ignore.
      const stopped = endings.stopped ?? (endings.stopping && endings.stop(endings.stopping));
      if (!stopped) return result.value;
      result.value.dispose();
      throw stopped;
    } catch (thrown) {
      if (thrown instanceof GuestError || thrown instanceof GuestStopped || thrown instanceof UnusableSource)
        throw thrown;
      throw this.afterHostError(thrown);
    } finally {
      meter.leave();
    }
  }

  /** What it means that the engine did not come back: it ran out of fuel, or could not go on. It is of no use from here on. */
  private afterHostError(thrown: unknown): GuestStopped {
    const { endings, meter, world } = this;
    const isDry = meter.isDry();
    let stack = '';
    if (isDry) {
      meter.refuelToLeave();
      try {
        // The engine's frames are still as they were when it ran dry.
        stack = world.trace();
        this.lastOutput = world.takeOutput().slice(0, MOST_OUTPUT);
      } catch {
        // It ran dry where nothing can be asked, as in the midst of tidying up.
      }
    }
    world.engine.broken = true;
    return isDry ? endings.ofTrap(stack) : endings.ofHost(thrown);
  }

  private runAllJobs(): void {
    const { context } = this.world;
    let executed: number;
    do {
      executed = 0;
      this.guarded(() => {
        const result = this.world.runJobs();
        if ('error' in result) return result as Outcome;
        executed = result.executed;
        return { value: context.undefined } as Outcome;
      });
    } while (executed > 0);
  }
}
