/** The guest's half of what crosses, and what it tells of values, in Node's own realm: the same files, without QuickJS. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { MOST_LEVELS, MOST_OUTPUT, MOST_TEXT, MOST_VALUES } from '../../../src/sandbox/crossing.ts';
import { answer } from '../../../src/sandbox/guest/answer.ts';
import { labConsole, takeOutput } from '../../../src/sandbox/guest/console.ts';
import { createDecode } from '../../../src/sandbox/guest/decode.ts';
import { classOf, functionName, textField } from '../../../src/sandbox/guest/describe.ts';
import { encode, tooLarge } from '../../../src/sandbox/guest/encode.ts';
import { held } from '../../../src/sandbox/guest/held.ts';
import { show } from '../../../src/sandbox/guest/show.ts';
import { TextDecoder as LabDecoder, TextEncoder as LabEncoder } from '../../../src/sandbox/guest/text-coding.ts';
import { LabDate } from '../../../src/sandbox/guest/withheld.ts';
import * as host from '../../../src/sandbox/machine/codec.ts';

/** A host that holds on to nothing and hands over nothing. */
const functions: host.HostFunctions = { number: () => 0, heldNumber: () => undefined };
const handles: host.GuestHandles = {
  function: (number) => () => number,
  method: (number, name) => () => [number, name],
  thrown: (tagged) => new Error(String(tagged)),
  promise: (number) => ['a promise', number],
  error: (type, message) => new Error(`${type}: ${message}`),
};
const out = (value: unknown): unknown => host.decode(JSON.parse(encode(value)), handles);
const decode = createDecode(() => '[true,null]');
const into = (value: unknown): unknown => decode(JSON.parse(host.encode(value, functions)));

/** Whatever a suite and a learner's code may hand each other by value. */
const values = fc.anything({ withMap: true, withSet: true, withBigInt: true, maxDepth: 4 });

describe('what crosses arrives as it was', () => {
  test('out of the guest', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(out(value)).toEqual(value);
      }),
    );
  });

  test('into the guest', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(into(value)).toEqual(value);
      }),
    );
  });

  test('dates and typed arrays, out of the guest', () => {
    const value = [new Date(5), new Uint8Array([1, 255]), new Float64Array([0.5, -0]), { none: new Date(Number.NaN) }];
    expect(out(value)).toEqual(value);
  });
});

describe('what a value has too much of does not cross', () => {
  const nested = (levels: number): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = [value];
    return value;
  };
  test.each([
    ['levels', nested(MOST_LEVELS + 1)],
    ['values', new Array(MOST_VALUES + 1).fill(0)],
    ['text', 'x'.repeat(MOST_TEXT + 1)],
    ['text in pieces', ['x'.repeat(MOST_TEXT / 2), 'x'.repeat(MOST_TEXT / 2 + 1)]],
    ['digits', 1n << 70_000n],
    ['length', Object.assign([], { length: 2 ** 32 - 1 })],
  ])('%s', (_what, value) => {
    expect(() => encode(value)).toThrow(expect.toSatisfy((thrown: unknown) => thrown === tooLarge));
    expect(answer(() => value)).toBe('[false,["large"]]');
  });

  test('as much as is allowed does', () => {
    expect(out(nested(MOST_LEVELS))).toEqual(nested(MOST_LEVELS));
    expect(out('x'.repeat(MOST_TEXT - '""'.length))).toHaveLength(MOST_TEXT - 2);
  });

  test('a cycle is cut', () => {
    const loop: unknown[] = [1];
    loop.push(loop);
    expect(out(loop)).toEqual([1, '[circular]']);
  });
});

describe('what has methods stays, and crosses as a number', () => {
  class Counter {
    count = 1;
    get double(): number {
      return this.count * 2;
    }
    add(): void {
      this.count++;
    }
  }

  test('an instance: its fields are copied, its methods are named, its getters are asked once', () => {
    const counter = new Counter();
    const tagged = JSON.parse(encode(counter)) as [string, number, [string, string, boolean][], ...unknown[]];
    expect(tagged).toEqual(['i', expect.any(Number), expect.any(Array), 'count', 1]);
    expect(tagged[2].sort()).toEqual([
      ['call', 'add', false],
      ['get', 'double', false, [true, 2]],
    ]);
    expect(held[tagged[1]]).toBe(counter);
    let asked = 0;
    const own = {
      add: () => 1,
      get turn() {
        return ++asked;
      },
    };
    const [, number] = JSON.parse(encode(own)) as [string, number];
    expect(JSON.parse(encode(own))).toEqual(['i', number, [['call', 'add', true]], 'turn', 2]);
    expect(asked).toBe(2);
  });

  test('what has getters and no methods is plain data', () => {
    expect(
      JSON.parse(
        encode({
          get a() {
            return { b: [1] };
          },
        }),
      ),
    ).toEqual(['o', 'a', ['o', 'b', ['a', 1]]]);
  });

  test('a getter that throws is told as such, and what it throws is not asked in turn', () => {
    const thrower = (thrown: unknown) => ({
      get a() {
        throw thrown;
      },
    });
    const [, , [first]] = JSON.parse(encode(thrower(new RangeError('no')))) as [string, number, unknown[][]];
    expect(first).toEqual(['get', 'a', true, [false, ['e', 'RangeError', 'no', expect.any(String), false]]]);
    const [, , [second]] = JSON.parse(encode(thrower(thrower(1)))) as [string, number, unknown[][]];
    expect(second).toEqual(['get', 'a', true, [false, ['v', ['i', expect.any(Number), [['get', 'a', true]]]]]]);
  });

  test('what a getter has encoded in between does not count for what it belongs to', () => {
    const many = Array.from({ length: 150_000 }, () => 0);
    const inner = {
      get length2() {
        return encode(many).length;
      },
      many,
    };
    expect(() => encode([inner, many])).toThrow();
    expect(() => encode(inner)).not.toThrow();
  });

  test('an accessor that gives a function gives it as a value; a function that stands there is a method', () => {
    const given = () => 1;
    const own = {
      get made() {
        return given;
      },
      call: given,
    };
    const tagged = JSON.parse(encode(own)) as unknown[];
    expect(tagged.slice(2)).toEqual([[['call', 'call', true]], 'made', ['f', expect.any(Number), 'given']]);
  });

  test('what is not enumerated, and what has a symbol for its name, does not cross, and what stands beside it does', () => {
    const value = Object.defineProperty({ a: 1, [Symbol('s')]: 2 }, 'hidden', { value: 3, enumerable: false });
    expect(JSON.parse(encode(value))).toEqual(['o', 'a', 1]);
    expect(JSON.parse(encode(Object.defineProperty({ a: 1 }, '__proto__', { value: 5, enumerable: true })))).toEqual([
      'o',
      'a',
      1,
      '__proto__',
      5,
    ]);
  });

  test('each place of an array is read once, a hole as nothing, and a length that a proxy makes up is held to the most', () => {
    let asked = 0;
    const list: unknown[] = [1, 2, 'x'];
    delete list[1];
    Object.defineProperty(list, 3, { get: () => ++asked, enumerable: true });
    expect(JSON.parse(encode(list))).toEqual(['a', 1, ['u'], 'x', 1]);
    const ofLength = (length: unknown) => new Proxy([], { get: () => length });
    expect(JSON.parse(encode(ofLength('many')))).toEqual(['a']);
    expect(() => encode(ofLength(Number.POSITIVE_INFINITY))).toThrow();
    expect(() => encode(ofLength({ valueOf: () => 3 }))).not.toThrow();
  });

  test('keys are written out right, however many there are and whatever stands in them', () => {
    for (let index = 0; index < 500; index++) {
      const key = `"${index}\n${'k'.repeat(index % 60)}`;
      for (let again = 0; again < 2; again++) expect(JSON.parse(encode({ [key]: index }))).toEqual(['o', key, index]);
    }
  });

  test('the same object has the same number', () => {
    const callback = () => 1;
    const [, first] = JSON.parse(encode(callback)) as [string, number];
    expect(JSON.parse(encode([callback, callback]))).toEqual(['a', ['f', first, 'callback'], ['f', first, 'callback']]);
    expect(decode(['h', first])).toBe(callback);
  });

  test('a function of the host’s is called with text, and throws what the host says', () => {
    const asked: string[] = [];
    const answers = ['[true,["a",1]]', '[false,["e","RangeError","no"]]'];
    const callback = createDecode((text) => {
      asked.push(text);
      return String(answers[asked.length - 1]);
    })(['f', 7]) as (...args: unknown[]) => unknown;
    expect(callback('x', undefined)).toEqual([1]);
    expect(() => callback()).toThrow(new RangeError('no'));
    expect(asked).toEqual(['[7,["a","x",["u"]]]', '[7,["a"]]']);
    expect(callback.name).toBe('');
  });
});

describe('an answer tells what was thrown', () => {
  const thrown = (value: unknown): unknown =>
    JSON.parse(
      answer(() => {
        throw value;
      }),
    );
  test.each([
    ['an error', new RangeError('no'), [false, ['e', 'RangeError', 'no', expect.any(String), false]]],
    [
      'a subclass, whatever it is called',
      new (class Odd extends TypeError {})('x'),
      [false, ['e', 'TypeError', 'x', expect.any(String), true]],
    ],
    ['a text', 'oops', [false, ['v', 'oops']]],
    ['nothing', undefined, [false, ['v', ['u']]]],
    ['too much', new Array(MOST_VALUES + 1).fill(0), [false, ['large']]],
    [
      'what throws when it is looked at',
      new Proxy(
        {},
        {
          getPrototypeOf() {
            throw new Error('never');
          },
        },
      ),
      [false, ['e', 'Error', 'something that cannot be described', '']],
    ],
  ])('%s', (_what, value, expected) => {
    expect(thrown(value)).toEqual(expected);
  });
});

test('a value is classified by its prototype, and its texts are read without running anything', () => {
  expect(classOf(Object.create(SyntaxError.prototype))).toBe('SyntaxError');
  expect(classOf({ name: 'RangeError', message: 'no' })).toBeUndefined();
  const error = new Error('told');
  expect(textField(error, 'message')).toBe('told');
  expect(textField(new (class extends Error {})(), 'message')).toBe('');
  expect(
    textField(
      {
        get message() {
          throw error;
        },
      },
      'message',
    ),
  ).toBe('');
  expect(textField({ message: 'x'.repeat(5000) }, 'message')).toHaveLength(2000);
  expect(functionName(Object.defineProperty(() => 1, 'name', { value: 'x'.repeat(200) }))).toHaveLength(80);
  expect(functionName(Object.defineProperty(() => 1, 'name', { get: () => 'x' }))).toBe('');
});

describe('console', () => {
  const console = labConsole as Record<'log' | 'error', (...args: unknown[]) => void>;
  afterEach(() => void takeOutput());

  test.each<[string, unknown]>([
    ['x', 'x'],
    ['["x", -0, 2n, null, undefined]', ['x', -0, 2n, null, undefined]],
    ['{a: {b: [1]}}', { a: { b: [1] }, [Symbol('s')]: 1 }],
    ['Map {"k" => Set {1, "x"}}', new Map<unknown, unknown>([['k', new Set([1, 'x'])]])],
    ['RangeError: no', new RangeError('no')],
    ['[function named]', function named() {}],
    ['[[[[[…]]]]]', [[[[[[1]]]]]]],
    ['[a giant number]', 1n << 70_000n],
    ['Symbol(s)', Symbol('s')],
  ])('shows %s', (text, value) => {
    expect(show(value, 0)).toBe(text);
  });

  test('runs no getter', () => {
    const spiteful = Object.defineProperty({}, 'a', {
      enumerable: true,
      get() {
        throw new Error('run');
      },
    });
    expect(show(spiteful, 0)).toBe('{a: [getter]}');
  });

  test('shows the first of many', () => {
    expect(
      show(
        Array.from({ length: 1000 }, (_, index) => index),
        0,
      ),
    ).toMatch(/^\[0, 1, .*, 49, …\]$/);
    expect(show(new Set(Array.from({ length: 1000 }, (_, index) => index)), 0)).toMatch(/^Set \{0, .*, 49, …\}$/);
  });

  test('keeps lines until they are taken', () => {
    console.log('a', 1);
    console.error({ b: 'c' });
    expect(takeOutput()).toBe('a 1\n{b: "c"}\n');
    expect(takeOutput()).toBe('');
  });

  test('cuts what is too long, and keeps nothing that follows', () => {
    console.log('x'.repeat(2 * MOST_OUTPUT));
    console.log('y');
    console.log('z');
    expect(takeOutput()).toBe('x'.repeat(MOST_OUTPUT));
  });
});

describe('UTF-8 as every browser has it', () => {
  const encoder = new LabEncoder();
  const native = new TextEncoder();

  test('text to bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 40 }), (text, size) => {
        expect(encoder.encode(text)).toEqual(native.encode(text));
        const [ours, theirs] = [new Uint8Array(size), new Uint8Array(size)];
        expect(encoder.encodeInto(text, ours)).toEqual(native.encodeInto(text, theirs));
        expect(ours).toEqual(theirs);
      }),
    );
    expect(encoder.encode('a\ud800b\udc00')).toEqual(native.encode('a\ud800b\udc00'));
  });

  test('bytes to text, valid or not', () => {
    // Mostly bytes with which something begins or goes on.
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xe0, 0xed, 0xf0, 0xf4, 0x80, 0xbf, 0xef, 0xbb),
    );
    const options = fc.record({ fatal: fc.boolean(), ignoreBOM: fc.boolean() });
    const outcome = (decoder: { decode(bytes: Uint8Array): string }, bytes: Uint8Array): string => {
      try {
        return decoder.decode(bytes);
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(byte, { maxLength: 12 }), options, (any, likely, how) => {
        for (const bytes of [any, Uint8Array.from(likely)])
          expect(outcome(new LabDecoder('utf-8', how), bytes)).toBe(outcome(new TextDecoder('utf-8', how), bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('another encoding is refused', () => {
    expect(() => new LabDecoder('utf-16le')).toThrow(/utf-8 only/);
    expect(new LabDecoder(' UTF8 ').encoding).toBe('utf-8');
  });
});

test('a date is a given moment, never the present one', () => {
  const Given = LabDate as unknown as DateConstructor;
  expect(new Given(5)).toEqual(new Date(5));
  expect(Given.UTC(2026, 0)).toBe(Date.UTC(2026, 0));
  for (const present of [() => new Given(), () => Given(), () => Given.now()])
    expect(present).toThrow(/clock is withheld/);
});
