/**
 * The first script in every guest, run before any learner's code exists. It puts in place what a lab has and withholds,
 * and makes the only thing that the host talks to: values cross as text, described by their own properties, never as live
 * objects.
 *
 * Rules for this folder, since a learner's code may have replaced any built-in by the time a function here runs: call
 * built-ins through ./primordials.ts only; no `for … of`, no spread, no destructuring of arrays; no template literals,
 * which QuickJS joins with whatever `String.prototype.concat` has become; read own properties only; build objects with
 * `define`. A unit test reads these files and holds them to it. They are bundled into one closure, of which nothing can be
 * reached from outside but what is put in place here.
 */
import { answer } from './answer.ts';
import { areAsGiven } from './as-given.ts';
import { labConsole, takeOutput } from './console.ts';
import { createDecode } from './decode.ts';
import { textField } from './describe.ts';
import { held, hold } from './held.ts';
import { drop, filter, flatMap, map, take } from './iterators.ts';
import { apply, defineProperty, iteratorPrototype, parse, RealDate, RealError } from './primordials.ts';
import { outcome, watch } from './promises.ts';
import { define } from './properties.ts';
import { asUintN } from './repairs.ts';
import { repeatCalls } from './repeat.ts';
import { TextDecoder, TextEncoder } from './text-coding.ts';
import { LabDate, noChance } from './withheld.ts';

/** Called once. `hostCall` calls a function of the host's that was passed as an argument; text in, text out. */
export function boot(hostCall: (text: string) => string) {
  define(Math, 'random', noChance);
  define(RealDate.prototype, 'constructor', LabDate);
  define(BigInt, 'asUintN', asUintN);
  const hidden = { writable: true, enumerable: false, configurable: true };
  defineProperty(globalThis, 'Date', { ...hidden, value: LabDate });
  defineProperty(globalThis, 'console', { ...hidden, value: labConsole });
  defineProperty(globalThis, 'TextEncoder', { ...hidden, value: TextEncoder });
  defineProperty(globalThis, 'TextDecoder', { ...hidden, value: TextDecoder });
  Reflect.deleteProperty(globalThis, 'performance');
  defineProperty(iteratorPrototype, 'drop', { ...hidden, value: drop });
  defineProperty(iteratorPrototype, 'filter', { ...hidden, value: filter });
  defineProperty(iteratorPrototype, 'flatMap', { ...hidden, value: flatMap });
  defineProperty(iteratorPrototype, 'map', { ...hidden, value: map });
  defineProperty(iteratorPrototype, 'take', { ...hidden, value: take });

  const decode = createDecode(hostCall);
  const decodeArguments = (text: string): unknown[] => decode(parse(text)) as unknown[];
  const none: unknown[] = [];
  let module: object = {};

  return {
    /** Takes the learner's module, whose exports `call` calls. */
    adopt(namespace: object): void {
      module = namespace;
    },
    /** Which of these names (a JSON list) the module exports as functions; "1" or "0" each. */
    exported(names: string): string {
      const list = parse(names) as string[];
      let text = '';
      for (let index = 0; index < list.length; index++) {
        let found = false;
        try {
          found = typeof (module as Record<string, unknown>)[list[index] as string] === 'function';
        } catch {}
        text += found ? '1' : '0';
      }
      return text;
    },
    call(name: string, args: string): string {
      return answer(() =>
        apply((module as Record<string, never>)[name] as unknown as () => unknown, undefined, decodeArguments(args)),
      );
    },
    callHeld(number: number, args: string): string {
      return answer(() => apply(held[number] as () => unknown, undefined, decodeArguments(args)));
    },
    callMethod(number: number, name: string, args: string): string {
      return answer(() => {
        const target = held[number] as Record<string, () => unknown>;
        return apply(target[name] as () => unknown, target, decodeArguments(args));
      });
    },
    /**
     * Any of these calls, watched: `number` is -1 for an export, and `name` is empty for a function. Where what was given is no more as it
     * was given, a second line tells what it is now, as an answer.
     */
    callWatched(number: number, name: string, args: string): string {
      const tagged = parse(args) as unknown[];
      let given = none;
      const text = answer(() => {
        given = decode(tagged) as unknown[];
        const target = (number < 0 ? module : held[number]) as Record<string, never>;
        return apply(
          (name === '' ? target : target[name]) as never,
          number < 0 || name === '' ? undefined : target,
          given,
        );
      });
      return areAsGiven(given, args, tagged) ? text : text + '\n' + answer(() => given);
    },
    repeat(calls: string, times: number, first: number): string {
      return answer(() => repeatCalls(calls, times, first, module, decodeArguments));
    },
    /** Makes a value of the host's that stays: its number, by which it is the same object in each call. */
    keep(args: string): string {
      return answer(() => hold(decodeArguments(args)[0] as object));
    },
    watch,
    outcome,
    takeOutput,
    /** The stack of an error that arises here, on top of whatever the engine was in. */
    trace: (): string => textField(new RealError(), 'stack'),
    /** For an error that surfaced outside `call`, as while the module loads. */
    describe(thrown: unknown): string {
      return answer(() => {
        throw thrown;
      });
    },
  };
}
