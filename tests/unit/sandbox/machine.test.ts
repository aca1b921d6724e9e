/** The parts of the guest machine that need no engine: what is counted, what is told, and what crosses. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, GuestError, GuestStopped, UnusableSource } from '../../../src/grading/index.ts';
import { withAdvice } from '../../../src/sandbox/machine/advice.ts';
import { decode, encode, type GuestHandles, type HostFunctions } from '../../../src/sandbox/machine/codec.ts';
import { Endings } from '../../../src/sandbox/machine/endings.ts';
import { Exchange } from '../../../src/sandbox/machine/exchange.ts';
import { RUN_CLOCK_MS, STEPS_PER_PERIOD } from '../../../src/sandbox/machine/limits.ts';
import { Meter } from '../../../src/sandbox/machine/meter.ts';
import { Places, wordsFor } from '../../../src/sandbox/machine/places.ts';
import { strip } from '../../../src/sandbox/strip.ts';

describe('the meter', () => {
  const limits = { ...DEFAULT_LIMITS, stepsPerTest: 3 * STEPS_PER_PERIOD, clockMs: 100 };
  const start = (spentMs = 0) => {
    const time = { now: 0 };
    const clock = { spentMs };
    const fuel = { value: 0n };
    /** As the engine's: what is left of the period. */
    const steps = { left: STEPS_PER_PERIOD };
    const countdown = {
      left: () => steps.left,
      set: (left: number) => {
        steps.left = left;
      },
    };
    const others = { steps: 0 };
    const meter = new Meter(
      limits,
      clock,
      () => time.now,
      { fuel, countdown },
      () => others.steps,
    );
    return { time, clock, fuel, steps, others, meter };
  };

  test('lets as many steps pass as the lab allows', () => {
    const { meter } = start();
    meter.enter();
    expect([1, 2, 3, 4].map(() => meter.countPeriod())).toEqual([undefined, undefined, undefined, 'steps']);
  });

  test('counts whole periods, and what is gone of the present one', () => {
    const { meter, steps } = start();
    meter.enter();
    meter.countPeriod();
    steps.left -= 7;
    expect(meter.steps()).toBe(STEPS_PER_PERIOD + 7);
    steps.left -= 5;
    expect(meter.steps()).toBe(STEPS_PER_PERIOD + 12);
  });

  test('counts what the engine took of its fuel, eight units a step, but nothing of work of ours', () => {
    const { meter, fuel, steps } = start();
    meter.enter();
    fuel.value -= 79n;
    expect(meter.steps()).toBe(9);
    meter.uncharged(() => {
      fuel.value -= 1000n;
      steps.left -= 20;
    });
    fuel.value -= 1n;
    expect([meter.steps(), meter.steps()]).toEqual([10, 10]);
  });

  test('what others use of the same limit is missing', () => {
    const { meter, others } = start();
    meter.enter();
    others.steps = 2 * STEPS_PER_PERIOD;
    expect([1, 2].map(() => meter.countPeriod())).toEqual([undefined, 'steps']);
    expect(meter.steps()).toBe(2 * STEPS_PER_PERIOD);
  });

  test('the engine runs dry a period after the limit, and no more than the limit is told', () => {
    const { meter, fuel } = start();
    meter.enter();
    expect(fuel.value).toBe(BigInt(8 * 4 * STEPS_PER_PERIOD));
    fuel.value -= BigInt(8 * 2 * STEPS_PER_PERIOD);
    expect(meter.countPeriod()).toBeUndefined();
    expect(fuel.value).toBe(BigInt(8 * STEPS_PER_PERIOD));
    expect(meter.isDry()).toBe(false);
    fuel.value = -1n;
    expect(meter.isDry()).toBe(true);
    expect(meter.steps()).toBe(limits.stepsPerTest);
    expect(meter.countPeriod()).toBe('steps');
    expect(meter.isDry()).toBe(false);
  });

  test('stops a call that takes too long, however few its steps', () => {
    const { meter, time } = start();
    meter.enter();
    time.now = 100;
    expect(meter.countPeriod()).toBeUndefined();
    time.now = 101;
    expect(meter.countPeriod()).toBe('time');
    expect(meter.isRunShort()).toBe(false);
  });

  test('begins anew with each call, and takes a call from within as part of the outer one', () => {
    const { meter, time, clock } = start();
    meter.enter();
    time.now = 60;
    meter.enter();
    time.now = 90;
    meter.leave();
    expect(clock.spentMs).toBe(0);
    meter.leave();
    expect(clock.spentMs).toBe(90);
    time.now = 500;
    meter.enter();
    time.now = 600;
    expect(meter.countPeriod()).toBeUndefined();
  });

  test('tells each whole second that the run has used, once, in the midst of a call as well', () => {
    const { meter, time, clock } = start(900);
    const told: number[] = [];
    Object.assign(clock, { onSecond: (seconds: number) => told.push(seconds) });
    meter.enter();
    time.now = 99;
    meter.countPeriod();
    expect(told).toEqual([]);
    time.now = 100;
    meter.countPeriod();
    meter.countPeriod();
    expect(told).toEqual([1]);
    time.now = 3_200;
    meter.leave();
    expect(told).toEqual([1, 4]);
  });

  test('gives a call no more than what is left of the run', () => {
    const { meter, time } = start(RUN_CLOCK_MS - 30);
    meter.enter();
    time.now = 31;
    expect(meter.countPeriod()).toBe('time');
    expect(meter.isRunShort()).toBe(true);
  });
});

/** Eight lines, of which the last two are a loop. */
const program = strip(`${'let a = 1;\n'.repeat(6)}  while (a)\n  a--;\n`);

describe('places', () => {
  const stack = '    at lab:1:2\n    at count (solution.ts:2:5)\n    at <anonymous> (solution.ts:3:1)\n';
  const at = (text: string) => new Places(program).of({ message: '', stack: text, isOfOwnClass: false });

  test('the innermost line of the learner’s file', () => {
    expect(at(stack)).toEqual({ line: 2, column: 5 });
    expect(at('at f (solution.ts:3)')).toEqual({ line: 3, column: 1 });
    expect(at('at f (suite.ts:3:1)')).toBeUndefined();
    expect(at('at f (solution.ts:0:1)')).toBeUndefined();
    expect(at('')).toBeUndefined();
  });

  test('never beyond the file', () => {
    expect(at('at f (solution.ts:99999:1)')).toEqual({ line: 9, column: 1 });
  });

  test('in words', () => {
    expect(wordsFor({ line: 12, column: 5 }, stack)).toBe(' at line 12, in count');
    expect(wordsFor({ line: 2, column: 1 }, 'at anonymous (solution.ts:2:1)')).toBe(' at line 2');
    expect(wordsFor(undefined, stack)).toBe('');
  });

  test('the loop around a place, or the next one', () => {
    const loops = [
      { from: { line: 3, column: 5 }, to: 6 },
      { from: { line: 9, column: 1 }, to: 9 },
    ];
    const places = new Places({ ...program, loops });
    expect([1, 4, 7, 9, 12].map((line) => places.endlessLoopAt({ line, column: 2 }).line)).toEqual([3, 4, 9, 9, 12]);
  });
});

test('advice is given for names that a lab has not', () => {
  expect(withAdvice('ReferenceError', "'fetch' is not defined")).toBe("'fetch' is not defined. Labs have no network.");
  expect(withAdvice('ReferenceError', 'counts is not defined')).toBe('counts is not defined');
  expect(withAdvice('ReferenceError', "'constructor' is not defined")).toBe("'constructor' is not defined");
  expect(withAdvice('TypeError', "'fetch' is not defined")).toBe("'fetch' is not defined");
});

test('what is called is named, when it is short enough to be', () => {
  const told = (text: string, how: 'call' | 'new' | 'super') =>
    withAdvice('TypeError', 'not a function', { text, how });
  expect(told('a.b', 'call')).toBe('a.b is not a function');
  expect(told('a.b', 'new')).toBe('a.b is not a constructor');
  expect(told('super', 'super')).toBe('not a function');
  expect(told('a'.repeat(61), 'call')).toBe('not a function');
  expect(told('Symbol.dispose', 'call')).toContain('Labs have no Symbol.dispose');
  expect(withAdvice('TypeError', 'not a function')).toBe('not a function');
});

const endingsWhere = (told: { full?: boolean; short?: boolean } = {}): Endings =>
  new Endings({
    limits: DEFAULT_LIMITS,
    places: new Places(program),
    meter: { isRunShort: () => told.short === true },
    memoryMib: 64,
    isFull: () => told.full === true,
  });

describe('how a call ends', () => {
  const own = { isOfOwnClass: false };
  const stack = '    at count (solution.ts:2:5)\n';

  test.each([
    ['steps', {}, 'Stopped after 10 million steps at line 2, in count. Is there a loop that never ends?'],
    ['time', {}, 'Stopped after 5 s at line 2, in count.'],
    ['time', { short: true }, 'Stopped at line 2, in count: this run took more than 13 s in all.'],
    ['memory', {}, 'Stopped: your code used more than 64 MB of memory at line 2, in count.'],
    ['stack', {}, 'Stopped: your code called itself too deeply at line 2, in count. Does the recursion end?'],
    ['size', {}, 'Your code returned more data than a lab can take.'],
    ['machine', {}, 'The machine that runs your code broke down. Nothing of yours is lost; run it again.'],
  ] as const)('stopped for its %s', (reason, told, sentence) => {
    expect(endingsWhere(told).stop(reason, stack)).toMatchObject({
      reason,
      message: sentence,
      position: { line: 2, column: 5 },
    });
  });

  test('stopped inside a built-in, whose call is the place', () => {
    expect(endingsWhere().ofTrap(stack)).toMatchObject({
      reason: 'steps',
      message: expect.stringMatching(
        /^Stopped after 10 million steps at line 2, in count, inside a built-in operation\./,
      ),
      position: { line: 2, column: 5 },
    });
    const late = endingsWhere();
    late.stopping = 'time';
    expect(late.ofTrap(stack)).toMatchObject({ reason: 'time' });
  });

  test('the first reason is the one that is told', () => {
    const endings = endingsWhere();
    const first = endings.stop('size');
    expect(endings.ofError({ ...own, type: 'InternalError', message: 'stack overflow', stack })).toBe(first);
    expect(endings.ofHost(new RangeError())).toBe(first);
  });

  test.each([
    ['a RangeError', new RangeError('Maximum call stack size exceeded'), {}, 'stack'],
    ['what Firefox throws', Object.assign(new Error('too much recursion'), { name: 'InternalError' }), {}, 'stack'],
    ['a trap in a heap that is full', new Error('unreachable'), { full: true }, 'memory'],
    ['anything else', new Error('unreachable'), {}, 'machine'],
  ] as const)('an error of the host’s through the engine: %s', (_what, thrown, told, reason) => {
    expect(endingsWhere(told).ofHost(thrown)).toMatchObject({ reason });
  });

  test('when steps ran out, the loop is named that comes next', () => {
    const endings = endingsWhere();
    endings.stopping = 'steps';
    const stopped = endings.ofEngine({ ...own, type: 'InternalError', message: 'interrupted', stack });
    expect(stopped).toMatchObject({ reason: 'steps', position: { line: 7, column: 3 } });
    expect(stopped.message).toContain('at line 7, in count');
  });

  test('errors of the learner’s code are what they are', () => {
    const endings = endingsWhere({ full: true });
    const error = endings.ofError({ ...own, type: 'RangeError', message: 'out of memory', stack });
    expect(error).toBeInstanceOf(GuestError);
    expect(error).toMatchObject({ type: 'RangeError', message: 'out of memory', position: { line: 2 } });
    expect(endings.ofValue('oops')).toMatchObject({ type: '', message: '"oops"' });
    expect(endings.stopped).toBeUndefined();
  });

  test.each([
    [
      'an error for want of room',
      (it: Endings) => it.ofError({ ...own, type: 'InternalError', message: 'out of memory', stack }),
    ],
    ['null, where there is no room for an error', (it: Endings) => it.ofValue(null)],
    ['no words at all', (it: Endings) => it.ofEngine({ ...own, type: '', message: '', stack: '' })],
    ['an allocation that the engine did not survive', (it: Endings) => it.ofHost(new Error('unreachable'))],
  ])('%s, in a full heap, is told as memory', (_what, end) => {
    expect(end(endingsWhere({ full: true }))).toMatchObject({ reason: 'memory' });
  });

  test('the same in a heap with room is not', () => {
    expect(endingsWhere().ofValue(null)).toMatchObject({ type: '', message: 'null' });
    expect(endingsWhere().ofEngine({ ...own, type: '', message: '', stack: '' })).toMatchObject({ type: 'Error' });
    expect(endingsWhere().ofHost(new Error('unreachable'))).toMatchObject({ reason: 'machine' });
    expect(endingsWhere().ofHost(new RangeError())).toMatchObject({ reason: 'stack' });
  });

  test('a file that the engine cannot read is unusable', () => {
    const ending = endingsWhere().ofEngine({ ...own, type: 'SyntaxError', message: 'no', stack });
    expect(ending).toBeInstanceOf(UnusableSource);
    expect(ending.message).toBe('Line 2, column 5: your file could not be read: no.');
  });
});

describe('the exchange of values', () => {
  /** A guest that answers as it is told, and remembers what it was asked. */
  const withGuest = (...answers: string[]) => {
    const asked: unknown[][] = [];
    const exchange = new Exchange(
      (...question) => {
        asked.push(question);
        return answers.shift() ?? '[true,["u"]]';
      },
      () => asked.push(['jobs']),
      endingsWhere(),
    );
    return { asked, exchange };
  };

  test('a call is text, and so is its answer', () => {
    const { asked, exchange } = withGuest('[true,["o","a",["m","k",1]]]');
    expect(exchange.call('f', [1, 'x'])).toEqual({ a: new Map([['k', 1]]) });
    expect(asked).toEqual([['call', 'f', '["j",[1,"x"]]']]);
  });

  test.each([
    ['["e","TypeError","no","at f (solution.ts:3:1)"]', GuestError, 'no'],
    ['["v",3]', GuestError, '3'],
    ['["large"]', GuestStopped, 'more data than a lab can take'],
  ])('%s is thrown', (tagged, kind, message) => {
    const { exchange } = withGuest(`[false,${tagged}]`);
    expect(() => exchange.read(`[false,${tagged}]`)).toThrow(expect.any(kind));
    expect(() => exchange.read(`[false,${tagged}]`)).toThrow(message);
  });

  test('what the guest handed out is called by its number, and handed back by it', () => {
    const { asked, exchange } = withGuest('[true,1]', '[true,2]');
    const value = exchange.read(
      '[true,["a",["f",4,"f"],["i",5,[["call","add",true],["get","size",false,[true,3]],["get","bad",false,[false,["e","RangeError","no",""]]],["get","unasked",false],["call","then",false]]]]]',
    ) as [(...args: unknown[]) => unknown, { add(n: number): unknown; size: unknown; bad: unknown; unasked: unknown }];
    expect(value[0].name).toBe('');
    expect([value[0](value[0]), value[1].add(1), value[1].size]).toEqual([1, 2, 3]);
    expect(Object.keys(value[1])).toEqual(['add']);
    expect(() => value[1].bad).toThrow('no');
    expect(value[1].unasked).toBeUndefined();
    expect(Object.getOwnPropertyNames(value[1])).toEqual(['add', 'size', 'bad', 'unasked']);
    expect(asked).toEqual([
      ['callHeld', 4, '["a",["h",4]]'],
      ['callMethod', 5, 'add', '["j",[1]]'],
    ]);
  });

  test('calls are repeated in one crossing', () => {
    const done = '[true,["u"]]';
    const { asked, exchange } = withGuest(done, done, '[false,["e","RangeError","full",""]]');
    const [f, { add }] = exchange.read('[true,["a",["f",4,"f"],["i",5,[["call","add",true]]]]]') as [
      (...args: unknown[]) => unknown,
      { add(...args: unknown[]): unknown },
    ];
    exchange.repeat([[f], [add, 1, { at: 2 }], [add, Number.NaN]], 1000);
    const calls = '[[4,null,null],[5,"add","[\\"j\\",[1,{\\"at\\":2}]]"],[5,"add","[\\"a\\",[\\"n\\",\\"NaN\\"]]"]]';
    expect(asked).toEqual([
      ['repeat', calls, 666, 0],
      ['repeat', calls, 334, 666],
    ]);
    expect(() => exchange.repeat([[f]], 2)).toThrow('full');
    expect(() => exchange.repeat([[() => 1]], 2)).toThrow('must have come out of the guest');
  });

  test('a function of ours is called with copies, and what it throws is handed on', () => {
    const { exchange } = withGuest();
    const number = exchange.number((value) => {
      if (value === 2) throw new RangeError('no twos');
      return [value];
    });
    expect(exchange.answer(`[${number},["a",1]]`)).toBe('[true,["j",[1]]]');
    expect(exchange.answer(`[${number},["a",2]]`)).toBe('[false,["e","RangeError","no twos"]]');
    expect(exchange.answer('[99,["a"]]')).toBe('[false,["e","Error","There is no such function."]]');
  });

  test('a stop of the guest’s own goes through our function as what it is', () => {
    const { exchange } = withGuest();
    const stopped = new GuestStopped('steps', 'Stopped');
    const number = exchange.number(() => {
      throw stopped;
    });
    expect(() => exchange.answer(`[${number},["a"]]`)).toThrow(stopped);
  });

  test('a promise is settled when it is handed over', async () => {
    const { asked, exchange } = withGuest('[true]', '[true,7]', '[true]', 'pending');
    await expect(exchange.read('[true,["p",0]]')).resolves.toBe(7);
    await expect(exchange.read('[true,["p",1]]')).rejects.toThrow('never settles');
    expect(asked.map(([question]) => question)).toEqual(['watch', 'jobs', 'outcome', 'watch', 'jobs', 'outcome']);
  });
});

describe('the host’s codec', () => {
  const nothing = {} as GuestHandles & HostFunctions;

  test.each(['{}', '[]', '["z"]', '[["a"]]', '{"a":1}'])('%s is not read', (text) => {
    expect(() => decode(JSON.parse(text), nothing)).toThrow('unreadable');
  });

  test('what JSON says by itself is handed in as it is, and the rest with marks', () => {
    const text = (value: unknown): string => encode(value, { ...nothing, heldNumber: () => undefined });
    const own = Object.defineProperty({}, '__proto__', { value: 1, enumerable: true });
    expect([[], [[null, true, 'a', 1.5, { b: [] }]], own].map(text)).toEqual([
      '["j",[]]',
      '["j",[[null,true,"a",1.5,{"b":[]}]]]',
      '["j",{"__proto__":1}]',
    ]);
    class Point {
      x = 1;
      toJSON() {
        return 2;
      }
    }
    const holes: unknown[] = [1];
    holes[2] = 3;
    expect([[-0], [{ a: undefined }], [Number.POSITIVE_INFINITY], [1n], new Point(), holes].map(text)).toEqual([
      '["a",["n","-0"]]',
      '["a",["o","a",["u"]]]',
      '["a",["n","Infinity"]]',
      '["a",["b","1"]]',
      '["o","x",1]',
      '["a",1,null,3]',
    ]);
  });

  test('no key pollutes a prototype', () => {
    const value = decode(['o', '__proto__', ['o', 'polluted', true]], nothing) as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a symbol does not cross', () => {
    expect(() => encode(Symbol('s'), { ...nothing, heldNumber: () => undefined })).toThrow(TypeError);
  });
});
