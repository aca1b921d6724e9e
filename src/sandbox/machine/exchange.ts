/** Values on their way: the guest's answers read, our functions called for it, and what it handed out by number. */
import { ArgumentsChanged, GuestError, GuestStopped, type RepeatedCall } from '#grading';
import { decode, encode, type GuestHandles, type HostFunctions } from './codec.ts';
import type { Endings } from './endings.ts';
import type { Question } from './world.ts';

type Callback = (...args: unknown[]) => unknown;
type Ask = (question: Question, ...args: (string | number)[]) => string;

/** Calls that are repeated in one crossing at most: the clock is for one call, and a crossing is one to it. */
const AT_ONCE = 2_000;

/** Stands where the number of an object would, for what the learner's file exports. */
const EXPORT = -1;

export class Exchange implements GuestHandles, HostFunctions {
  private readonly ask: Ask;
  private readonly runJobs: () => void;
  private readonly endings: Endings;
  private readonly callbacks: Callback[] = [];
  private readonly heldNumbers = new WeakMap<object, number>();
  /** Methods that were handed out: the number of their object, and their name. */
  private readonly methods = new WeakMap<object, readonly [held: number, name: string]>();
  /** Of how many characters of arguments it is still looked whether they stay as they were. */
  private watched = 0;

  /** `ask` puts a question to the guest and returns its answer; `runJobs` runs all jobs that wait there. */
  constructor(ask: Ask, runJobs: () => void, endings: Endings) {
    this.ask = ask;
    this.runJobs = runJobs;
    this.endings = endings;
  }

  /** Calls an exported function with copies of the arguments. */
  call(name: string, args: readonly unknown[]): unknown {
    return this.called(EXPORT, name, args, (text) => this.ask('call', name, text));
  }

  /** As `Guest.watch` says. */
  watch(characters: number): number {
    const left = this.watched;
    this.watched = characters;
    return left;
  }

  /** Makes a call by `plainly`, or watched where there is something to watch. */
  private called(held: number, name: string, args: readonly unknown[], plainly: (text: string) => string): unknown {
    const text = encode(args, this);
    if (this.watched <= 0 || !args.some((arg) => this.isCopied(arg))) return this.read(plainly(text));
    this.watched -= text.length;
    const [answer = '', given] = this.ask('callWatched', held, name, text).split('\n');
    if (given !== undefined) throw new ArgumentsChanged(this.read(given) as unknown[]);
    return this.read(answer);
  }

  /** Whether an argument reaches the guest as an object of its own, which the caller would see changed. */
  private isCopied(arg: unknown): boolean {
    return typeof arg === 'object' && arg !== null && this.heldNumber(arg) === undefined;
  }

  /** Calls functions and methods that the guest handed out, all of them so many times over, in as few crossings as the clock bears. */
  repeat(calls: readonly RepeatedCall[], times: number): void {
    const texts = calls.map(([callee, ...args]) => {
      const [held, name] =
        typeof callee === 'string'
          ? [EXPORT, callee]
          : (this.methods.get(callee) ?? [this.heldNumbers.get(callee), null]);
      if (held === undefined) throw new Error('What is repeated must have come out of the guest.');
      return JSON.stringify([held, name, args.length > 0 ? encode(args, this) : null]);
    });
    const rounds = Math.max(1, Math.floor(AT_ONCE / texts.length));
    for (let done = 0; done < times; done += rounds) {
      for (let from = 0; from < texts.length; from += AT_ONCE) {
        const part = texts.slice(from, from + AT_ONCE).join(',');
        this.read(this.ask('repeat', `[${part}]`, Math.min(rounds, times - done), done));
      }
    }
  }

  /** Whether a function or a method came out of this guest. */
  handedOut(callee: object): boolean {
    return this.heldNumbers.has(callee) || this.methods.has(callee);
  }

  /** From here on the guest gets the same object of its own each time that this one is handed to it, and no copy. */
  keep(value: object): void {
    this.heldNumbers.set(value, Number(this.read(this.ask('keep', encode([value], this)))));
  }

  /** Reads an answer of the guest's: a value, or what was thrown, which is thrown here. */
  read(answer: string): unknown {
    const [ok, tagged] = JSON.parse(answer) as [boolean, unknown[]];
    if (ok) return decode(tagged, this);
    throw this.thrown(tagged);
  }

  /** Calls a function of ours for the guest; text in, text out. What it throws is handed on, but for the guest's own end. */
  answer(text: string): string {
    const [number, tagged] = JSON.parse(text) as [number, unknown];
    const callback = this.callbacks[number];
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

  function(held: number): Callback {
    return this.remember(held, (...args) => this.called(held, '', args, (text) => this.ask('callHeld', held, text)));
  }

  /** The function has no name of its own: a report shows a function's name as the learner's. */
  private remember(held: number, callback: Callback): Callback {
    this.heldNumbers.set(callback, held);
    return callback;
  }

  method(held: number, name: string): Callback {
    const method: Callback = (...args) =>
      this.called(held, name, args, (text) => this.ask('callMethod', held, name, text));
    this.methods.set(method, [held, name]);
    return method;
  }

  /** Runs the guest's pending jobs, then gives a promise of ours that is settled already. */
  promise(held: number): Promise<unknown> {
    this.ask('watch', held);
    this.runJobs();
    const outcome = this.ask('outcome', held);
    const settled =
      outcome === 'pending'
        ? Promise.reject(new GuestError('Error', 'the promise it returned never settles'))
        : new Promise((resolve) => resolve(this.read(outcome)));
    // A suite that expects a plain value never awaits this one; that must not become an unhandled rejection.
    settled.catch(() => {});
    return settled;
  }

  thrown(tagged: readonly unknown[]): unknown {
    switch (tagged[0]) {
      case 'large':
        return this.endings.stop('size');
      case 'e':
        return this.error(String(tagged[1]), String(tagged[2]), String(tagged[3]), tagged[4] === true);
      default:
        return this.endings.ofValue(decode(tagged[1], this));
    }
  }

  error(type: string, message: string, stack: string, isOfOwnClass: boolean): Error {
    return this.endings.ofError({ type, message, stack, isOfOwnClass });
  }

  // ——— HostFunctions: what encoded values need ———

  number(callback: Callback): number {
    return this.callbacks.push(callback) - 1;
  }

  heldNumber(value: object): number | undefined {
    return this.heldNumbers.get(value);
  }
}
