/**
 * The first script in every guest, run before any learner's code exists. It keeps its own references to the language's
 * built-ins, withholds what a lab withholds, and is the only thing the host talks to: values cross as text, described
 * by their own properties, never as live objects.
 *
 * Rules for this file, since a learner's code may have replaced any built-in by the time a function here runs: call
 * built-ins through the captured references only; no `for … of`, no spread, no destructuring of arrays; no template
 * literals, which QuickJS joins with whatever `String.prototype.concat` has become; read own properties only; build
 * objects with `define`. It is bundled to one script and evaluated inside the guest.
 */
// biome-ignore-all lint/style/useTemplate: see above

interface Bridge {
  /** Calls a host function that was passed as an argument; text in, text out. */
  hostCall(text: string): string;
  limits: { depth: number; nodes: number; text: number; output: number };
}

type Plain = (...args: never[]) => unknown;

export function boot(bridge: Bridge) {
  const { hostCall, limits } = bridge;
  const { apply, ownKeys, getPrototypeOf, getOwnPropertyDescriptor, defineProperty, construct } = Reflect;
  const { parse, stringify } = JSON;
  const { is, create, prototype: objectPrototype } = Object;
  const { isArray } = Array;
  const isNotANumber = Number.isNaN;
  const uncurry = <Result>(method: Plain | undefined) => {
    return (self: unknown, ...args: unknown[]) => apply(method as () => Result, self, args) as Result;
  };
  const hasOwn = uncurry<boolean>(objectPrototype.hasOwnProperty as Plain);
  const dateTime = uncurry<number>(Date.prototype.getTime as Plain);
  const mapForEach = uncurry<void>(Map.prototype.forEach as Plain);
  const setForEach = uncurry<void>(Set.prototype.forEach as Plain);
  const weakGet = uncurry<number | undefined>(WeakMap.prototype.get as Plain);
  const weakSet = uncurry<void>(WeakMap.prototype.set as Plain);
  const promiseThen = uncurry<unknown>(Promise.prototype.then as Plain);
  const slice = uncurry<string>(String.prototype.slice as Plain);
  const toText = String;
  const realBigInt = BigInt;
  const typedArrayTag = uncurry<string | undefined>(
    getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag)?.get as Plain,
  );
  const symbolDescription = uncurry<string | undefined>(
    getOwnPropertyDescriptor(Symbol.prototype, 'description')?.get as Plain,
  );
  const classes: [string, object][] = [
    ['RangeError', RangeError.prototype],
    ['TypeError', TypeError.prototype],
    ['SyntaxError', SyntaxError.prototype],
    ['ReferenceError', ReferenceError.prototype],
    ['EvalError', EvalError.prototype],
    ['URIError', URIError.prototype],
    ['AggregateError', AggregateError.prototype],
    ['InternalError', (globalThis as { InternalError?: ErrorConstructor }).InternalError?.prototype ?? create(null)],
    ['Error', Error.prototype],
  ];
  const constructors: [string, ErrorConstructor][] = [
    ['RangeError', RangeError],
    ['TypeError', TypeError],
    ['Error', Error],
  ];
  const datePrototype = Date.prototype;
  const mapPrototype = Map.prototype;
  const setPrototype = Set.prototype;
  const promisePrototype = Promise.prototype;
  const RealMap = Map;
  const RealSet = Set;
  const RealError = Error;
  const mapSet = uncurry<void>(Map.prototype.set as Plain);
  const setAdd = uncurry<void>(Set.prototype.add as Plain);

  const define = (target: object, key: PropertyKey, value: unknown): void => {
    const descriptor = create(null);
    descriptor.value = value;
    descriptor.writable = true;
    descriptor.enumerable = true;
    descriptor.configurable = true;
    defineProperty(target, key, descriptor);
  };
  const own = (target: object, key: PropertyKey): unknown => {
    const descriptor = getOwnPropertyDescriptor(target, key);
    return descriptor && hasOwn(descriptor, 'value') ? descriptor.value : undefined;
  };
  const inherits = (value: object, prototype: object): boolean => {
    let at: object | null = value;
    for (let hops = 0; at !== null && hops < 100; hops++) {
      if (at === prototype) return true;
      at = getPrototypeOf(at);
    }
    return false;
  };

  // ——— objects the host holds on to, by number ———
  const held: object[] = [];
  let heldCount = 0;
  const heldNumbers = new WeakMap<object, number>();
  const hold = (value: object): number => {
    const known = weakGet(heldNumbers, value);
    if (known !== undefined) return known;
    define(held, heldCount, value);
    weakSet(heldNumbers, value, heldCount);
    return heldCount++;
  };

  // ——— guest value → text ———
  let nodes = 0;
  let textLength = 0;
  const tooLarge = create(null);
  const keep = (text: string): string => {
    textLength += text.length;
    if (textLength > limits.text) throw tooLarge;
    return text;
  };
  const quote = (text: string): string => {
    if (text.length > limits.text) throw tooLarge;
    return keep(stringify(text));
  };
  /** Writing out a longer one, in decimal, would take its time. */
  const largestBigInt = 1n << 65_536n;

  const encode = (value: unknown, ancestors: object[], depth: number): string => {
    if (++nodes > limits.nodes || depth > limits.depth) throw tooLarge;
    switch (typeof value) {
      case 'string':
        return quote(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'undefined':
        return '["u"]';
      case 'bigint':
        if (value > largestBigInt || value < -largestBigInt) throw tooLarge;
        return keep('["b","' + toText(value) + '"]');
      case 'symbol':
        return '["y",' + quote(symbolDescription(value) ?? '') + ']';
      case 'number':
        if (isNotANumber(value) || value === Infinity || value === -Infinity || is(value, -0)) {
          return '["n","' + (is(value, -0) ? '-0' : toText(value)) + '"]';
        }
        return toText(value);
      case 'function':
        return '["f",' + hold(value as object) + ',' + quote(functionName(value as object)) + ']';
      default:
        return value === null ? 'null' : encodeObject(value as object, ancestors, depth);
    }
  };
  const functionName = (value: object): string => {
    const name = own(value, 'name');
    return typeof name === 'string' ? slice(name, 0, 80) : '';
  };

  const encodeObject = (value: object, ancestors: object[], depth: number): string => {
    for (let index = 0; index < depth; index++) if (ancestors[index] === value) return '["c"]';
    define(ancestors, depth, value);
    const inner = depth + 1;
    if (isArray(value)) {
      const length = (own(value, 'length') as number | undefined) ?? 0;
      if (length > limits.nodes) throw tooLarge;
      let text = '["a"';
      for (let index = 0; index < length; index++) text += ',' + encode(own(value, index), ancestors, inner);
      return text + ']';
    }
    const prototype = getPrototypeOf(value);
    if (prototype === objectPrototype || prototype === null) return encodeFields(value, ancestors, inner);
    if (inherits(value, promisePrototype)) return '["p",' + hold(value) + ']';
    if (inherits(value, datePrototype)) {
      try {
        return '["d",' + encode(dateTime(value), ancestors, inner) + ']';
      } catch (error) {
        if (error === tooLarge) throw error;
      }
    }
    if (inherits(value, mapPrototype)) {
      try {
        let text = '["m"';
        mapForEach(value, (item: unknown, key: unknown) => {
          text += ',' + encode(key, ancestors, inner) + ',' + encode(item, ancestors, inner);
        });
        return text + ']';
      } catch (error) {
        if (error === tooLarge) throw error;
      }
    }
    if (inherits(value, setPrototype)) {
      try {
        let text = '["s"';
        setForEach(value, (item: unknown) => {
          text += ',' + encode(item, ancestors, inner);
        });
        return text + ']';
      } catch (error) {
        if (error === tooLarge) throw error;
      }
    }
    const tag = typedArrayTag(value);
    if (tag !== undefined) return encodeTypedArray(value as ArrayLike<unknown>, tag, ancestors, inner);
    const errorClass = classOf(value);
    if (errorClass) return '["e",' + describeError(value, errorClass) + ']';
    return encodeFields(value, ancestors, inner);
  };

  const encodeTypedArray = (value: ArrayLike<unknown>, tag: string, ancestors: object[], depth: number): string => {
    let text = '["t",' + quote(tag);
    // Integer-indexed reads of a typed array never leave it, whatever its prototype has become.
    for (let index = 0; hasOwn(value, index); index++) text += ',' + encode(value[index], ancestors, depth);
    return text + ']';
  };

  /** Fields by value; methods and accessors, own or inherited, by name, called through `held`. */
  const encodeFields = (value: object, ancestors: object[], depth: number): string => {
    let fields = '';
    let methods = '';
    const seen = create(null) as Record<string, boolean>;
    let at: object | null = value;
    for (let hops = 0; at !== null && at !== objectPrototype && hops < 20; hops++) {
      const keys = ownKeys(at);
      const count = own(keys, 'length') as number;
      for (let index = 0; index < count; index++) {
        const key = own(keys, index);
        if (typeof key !== 'string' || seen[key]) continue;
        const descriptor = getOwnPropertyDescriptor(at, key);
        if (!descriptor || (hops > 0 && key === 'constructor')) continue;
        seen[key] = true;
        const isField = hasOwn(descriptor, 'value');
        if (isField && typeof descriptor.value !== 'function') {
          if (hops === 0 && descriptor.enumerable)
            fields += ',' + quote(key) + ',' + encode(descriptor.value, ancestors, depth);
        } else {
          methods += (methods ? ',[' : '[') + (isField ? '"call",' : '"get",') + quote(key) + ']';
        }
      }
      at = getPrototypeOf(at);
    }
    return methods ? '["i",' + hold(value) + ',[' + methods + ']' + fields + ']' : '["o"' + fields + ']';
  };

  const classOf = (value: object): string | undefined => {
    for (let index = 0; index < 9; index++) {
      const entry = classes[index] as [string, object];
      if (inherits(value, entry[1])) return entry[0];
    }
    return undefined;
  };
  const textField = (value: object, key: string): string => {
    let at: object | null = value;
    for (let hops = 0; at !== null && hops < 20; hops++) {
      const found = own(at, key);
      if (typeof found === 'string') return slice(found, 0, 2000);
      at = getPrototypeOf(at);
    }
    return '';
  };
  const describeError = (value: object, errorClass: string): string =>
    quote(errorClass) + ',' + quote(textField(value, 'message')) + ',' + quote(textField(value, 'stack'));

  const encodeTop = (value: unknown): string => {
    nodes = 0;
    textLength = 0;
    return encode(value, [], 0);
  };

  // ——— text → guest value. Every array below comes from JSON.parse, so its items are its own. ———
  const decode = (tagged: unknown): unknown => {
    if (typeof tagged !== 'object' || tagged === null) return tagged;
    const list = tagged as unknown[];
    const length = list.length;
    switch (list[0]) {
      case 'a': {
        const array: unknown[] = [];
        for (let index = 1; index < length; index++) define(array, index - 1, decode(list[index]));
        return array;
      }
      case 'o': {
        const object = {};
        for (let index = 1; index < length; index += 2) define(object, list[index] as string, decode(list[index + 1]));
        return object;
      }
      case 'm': {
        const map = new RealMap();
        for (let index = 1; index < length; index += 2) mapSet(map, decode(list[index]), decode(list[index + 1]));
        return map;
      }
      case 's': {
        const set = new RealSet();
        for (let index = 1; index < length; index++) setAdd(set, decode(list[index]));
        return set;
      }
      case 'n':
        return list[1] === '-0' ? -0 : list[1] === 'NaN' ? NaN : list[1] === 'Infinity' ? Infinity : -Infinity;
      case 'b':
        return realBigInt(list[1] as string);
      case 'f':
        return hostFunction(list[1] as number);
      case 'h':
        return held[list[1] as number];
      case 'e':
        return makeError(list[1] as string, list[2] as string);
      default:
        return undefined;
    }
  };
  const makeError = (type: string, message: string): Error => {
    for (let index = 0; index < 3; index++) {
      const entry = constructors[index] as [string, ErrorConstructor];
      if (entry[0] === type) return construct(entry[1], [message]);
    }
    return construct(RealError, [message]);
  };
  const hostFunction = (id: number) => {
    // An arrow from an array literal has no name of its own: stack traces then tell nothing of the suite.
    const nameless = [
      (...args: unknown[]): unknown => {
        const answer = parse(hostCall('[' + id + ',' + encodeTop(args) + ']')) as [boolean, unknown];
        const value = decode(answer[1]);
        if (answer[0]) return value;
        throw value;
      },
    ];
    return nameless[0];
  };

  // ——— what a lab withholds, and console ———
  const withhold = (message: string) => {
    const nameless = [
      (): never => {
        throw new RealError(message);
      },
    ];
    return nameless[0];
  };
  define(
    Math,
    'random',
    withhold('Math.random is withheld in labs: chance, where a lab needs it, comes in as a parameter'),
  );
  const noClock = 'The clock is withheld in labs: time, where a lab needs it, comes in as a parameter';
  const RealDate = Date;
  const LabDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined || args.length === 0) throw new RealError(noClock);
    return construct(RealDate, args, new.target);
  };
  LabDate.prototype = RealDate.prototype;
  define(RealDate.prototype, 'constructor', LabDate);
  define(LabDate, 'UTC', RealDate.UTC);
  define(LabDate, 'parse', RealDate.parse);
  define(LabDate, 'now', withhold(noClock));
  defineProperty(LabDate, 'name', { value: 'Date' });
  defineProperty(LabDate, 'length', { value: 7 });
  defineProperty(globalThis, 'Date', { value: LabDate, writable: true, enumerable: false, configurable: true });
  Reflect.deleteProperty(globalThis, 'performance');

  // This QuickJS gives a negative number for widths that are a multiple of 32 (its issue 557).
  const realAsUintN = BigInt.asUintN;
  define(BigInt, 'asUintN', (bits: number, value: bigint): bigint => {
    const truncated = realAsUintN(bits, value);
    return truncated < 0n ? truncated + (1n << realBigInt(bits)) : truncated;
  });

  let output = '';
  let outputDropped = 0;
  const show = (value: unknown, depth: number): string => {
    if (typeof value === 'string') return depth === 0 ? value : stringify(value);
    if (typeof value === 'bigint')
      return value > largestBigInt || value < -largestBigInt ? '[a giant number]' : toText(value) + 'n';
    if (typeof value === 'function') return '[function ' + functionName(value as object) + ']';
    if (typeof value !== 'object' || value === null)
      return typeof value === 'number' && is(value, -0) ? '-0' : toText(value);
    if (depth > 4) return '…';
    const errorClass = classOf(value);
    if (errorClass) return errorClass + ': ' + textField(value, 'message');
    let text = '';
    let shown = 0;
    const add = (part: string): void => {
      if (shown < 50) text += (shown ? ', ' : '') + part;
      else if (shown === 50) text += ', …';
      shown++;
    };
    if (isArray(value)) {
      const length = own(value, 'length') as number;
      for (let index = 0; index < length && shown <= 50; index++) add(show(own(value, index), depth + 1));
      return '[' + text + ']';
    }
    if (inherits(value, mapPrototype)) {
      try {
        mapForEach(value, (item: unknown, key: unknown) => {
          if (shown <= 50) add(show(key, depth + 1) + ' => ' + show(item, depth + 1));
        });
        return 'Map {' + text + '}';
      } catch {}
    }
    if (inherits(value, setPrototype)) {
      try {
        setForEach(value, (item: unknown) => {
          if (shown <= 50) add(show(item, depth + 1));
        });
        return 'Set {' + text + '}';
      } catch {}
    }
    const keys = ownKeys(value);
    const count = own(keys, 'length') as number;
    for (let index = 0; index < count && shown <= 50; index++) {
      const key = own(keys, index);
      if (typeof key !== 'string') continue;
      const descriptor = getOwnPropertyDescriptor(value, key);
      if (!descriptor?.enumerable && typedArrayTag(value) === undefined) continue;
      add(key + ': ' + (descriptor && hasOwn(descriptor, 'value') ? show(descriptor.value, depth + 1) : '[getter]'));
    }
    return '{' + text + '}';
  };
  const print = (...args: unknown[]): void => {
    if (output.length >= limits.output) {
      outputDropped++;
      return;
    }
    let line = '';
    const count = own(args, 'length') as number;
    for (let index = 0; index < count; index++) line += (index ? ' ' : '') + show(own(args, index), 0);
    output = slice(output + line, 0, limits.output);
    output += '\n';
  };
  const console = {};
  const levels = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir'];
  for (let index = 0; index < 8; index++) define(console, levels[index] as string, print);
  defineProperty(globalThis, 'console', { value: console, writable: true, enumerable: false, configurable: true });

  // ——— TextEncoder and TextDecoder: QuickJS has none. UTF-8 only, as WHATWG Encoding defines it. ———
  const codeAt = uncurry<number>(String.prototype.charCodeAt as Plain);
  const fromCodes = String.fromCharCode;
  const RealUint8Array = Uint8Array;
  const encodeUtf8 = (text: string): Uint8Array => {
    const bytes = new RealUint8Array(text.length * 3);
    let size = 0;
    for (let index = 0; index < text.length; index++) {
      let code = codeAt(text, index);
      if (code >= 0xd800 && code <= 0xdfff) {
        const next = index + 1 < text.length ? codeAt(text, index + 1) : 0;
        if (code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
          code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
          index++;
        } else code = 0xfffd;
      }
      if (code < 0x80) bytes[size++] = code;
      else if (code < 0x800) {
        bytes[size++] = 0xc0 | (code >> 6);
        bytes[size++] = 0x80 | (code & 63);
      } else if (code < 0x10000) {
        bytes[size++] = 0xe0 | (code >> 12);
        bytes[size++] = 0x80 | ((code >> 6) & 63);
        bytes[size++] = 0x80 | (code & 63);
      } else {
        bytes[size++] = 0xf0 | (code >> 18);
        bytes[size++] = 0x80 | ((code >> 12) & 63);
        bytes[size++] = 0x80 | ((code >> 6) & 63);
        bytes[size++] = 0x80 | (code & 63);
      }
    }
    return bytes.slice(0, size);
  };
  class TextEncoder {
    get encoding(): string {
      return 'utf-8';
    }
    encode(text: unknown = ''): Uint8Array {
      return encodeUtf8(toText(text));
    }
    encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
      let read = 0;
      let written = 0;
      while (read < text.length) {
        const pair = codeAt(text, read) >= 0xd800 && codeAt(text, read) <= 0xdbff && read + 1 < text.length;
        const bytes = encodeUtf8(slice(text, read, read + (pair ? 2 : 1)));
        if (written + bytes.length > target.length) break;
        target.set(bytes, written);
        written += bytes.length;
        read += pair ? 2 : 1;
      }
      return { read, written };
    }
  }
  class TextDecoder {
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    constructor(label = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
      const name = toText(label).trim().toLowerCase();
      if (name !== 'utf-8' && name !== 'utf8') throw new RangeError('This TextDecoder knows utf-8 only, not ' + name);
      this.fatal = options.fatal === true;
      this.ignoreBOM = options.ignoreBOM === true;
    }
    get encoding(): string {
      return 'utf-8';
    }
    decode(input: ArrayBuffer | ArrayBufferView = new RealUint8Array(0)): string {
      const bytes = ArrayBuffer.isView(input)
        ? new RealUint8Array(input.buffer, input.byteOffset, input.byteLength)
        : new RealUint8Array(input);
      let text = '';
      let at = !this.ignoreBOM && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
      while (at < bytes.length) {
        const first = bytes[at++] as number;
        let needed = 0;
        let code = first;
        let lower = 0x80;
        let upper = 0xbf;
        if (first >= 0x80) {
          if (first >= 0xc2 && first <= 0xdf) {
            needed = 1;
            code = first & 31;
          } else if (first >= 0xe0 && first <= 0xef) {
            needed = 2;
            code = first & 15;
            if (first === 0xe0) lower = 0xa0;
            if (first === 0xed) upper = 0x9f;
          } else if (first >= 0xf0 && first <= 0xf4) {
            needed = 3;
            code = first & 7;
            if (first === 0xf0) lower = 0x90;
            if (first === 0xf4) upper = 0x8f;
          } else code = -1;
        }
        while (needed > 0 && code >= 0) {
          const next = bytes[at];
          if (next === undefined || next < lower || next > upper) {
            code = -1;
            break;
          }
          lower = 0x80;
          upper = 0xbf;
          code = (code << 6) | (next & 63);
          at++;
          needed--;
        }
        if (code < 0) {
          if (this.fatal) throw new TypeError('The bytes are not valid UTF-8');
          code = 0xfffd;
        }
        text +=
          code < 0x10000
            ? fromCodes(code)
            : fromCodes(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
      }
      return text;
    }
  }
  defineProperty(globalThis, 'TextEncoder', {
    value: TextEncoder,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  defineProperty(globalThis, 'TextDecoder', {
    value: TextDecoder,
    writable: true,
    enumerable: false,
    configurable: true,
  });

  // ——— what the host calls ———
  let module: object = {};
  const settled: { state: string; value: unknown }[] = [];
  const answer = (body: () => unknown): string => {
    try {
      return '[true,' + encodeTop(body()) + ']';
    } catch (thrown) {
      if (thrown === tooLarge) return '[false,["large"]]';
      try {
        const errorClass = typeof thrown === 'object' && thrown !== null ? classOf(thrown) : undefined;
        return errorClass
          ? '[false,["e",' + describeError(thrown as object, errorClass) + ']]'
          : '[false,["v",' + encodeTop(thrown) + ']]';
      } catch (again) {
        return again === tooLarge
          ? '[false,["large"]]'
          : '[false,["e","Error","something that cannot be described",""]]';
      }
    }
  };
  const decodeArguments = (text: string): unknown[] => decode(parse(text)) as unknown[];

  return {
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
    getField(number: number, name: string): string {
      return answer(() => (held[number] as Record<string, unknown>)[name]);
    },
    /** Begins to watch a held promise. */
    watch(number: number): void {
      const entry = { state: 'pending', value: undefined as unknown };
      define(settled, number, entry);
      promiseThen(
        held[number],
        (value: unknown) => {
          entry.state = 'fulfilled';
          entry.value = value;
        },
        (reason: unknown) => {
          entry.state = 'rejected';
          entry.value = reason;
        },
      );
    },
    /** `pending`, or how a watched promise ended, as an answer. */
    outcome(number: number): string {
      const entry = settled[number] as { state: string; value: unknown };
      if (entry.state === 'pending') return 'pending';
      return answer(() => {
        if (entry.state === 'rejected') throw entry.value;
        return entry.value;
      });
    },
    takeOutput(): string {
      const taken = outputDropped > 0 ? output + '… and ' + outputDropped + ' more lines that are not shown\n' : output;
      output = '';
      outputDropped = 0;
      return taken;
    },
    /** For an error that surfaced outside `call`, as while the module loads. */
    describe(thrown: unknown): string {
      return answer(() => {
        throw thrown;
      });
    },
  };
}
