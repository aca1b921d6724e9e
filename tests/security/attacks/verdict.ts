/**
 * A verdict is computed outside the guest, from values that were copied out: messages, odd values and odd errors change nothing.
 */
import { type Attack, GLOBALS, inCall, patched, REACHED, REFUSED, tries, WRONG } from './source.ts';

/** A report that would pass the page's checks, were its seed the one of the text. */
const FORGED = `({ version: 3, status: 'pass', lab: 'server-calculator', seed: 1, marks: 6, earned: 6, tests: [{ name: 'x', status: 'pass', marks: 6, earned: 6, steps: 1 }] })`;

export const verdict: readonly Attack[] = [
  {
    name: 'posting a forged report',
    source: tries(
      `postMessage(${FORGED})`,
      `self.postMessage(JSON.stringify(${FORGED}))`,
      `parent.postMessage(${FORGED}, '*')`,
      'onmessage',
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'posting it later',
    source: inCall(`
      const later = () => { (globalThis as any).postMessage?.(${FORGED}); console.log('${REACHED}'); };
      try { setTimeout(later, 0); } catch {}
      try { queueMicrotask(later); } catch {}
      try { setImmediate(later); } catch {}
      return {};
    `),
    expect: { says: WRONG },
  },
  {
    name: 'posting it by every way to the global object',
    source: tries(
      ...GLOBALS.map((global) => `${global}.postMessage`),
      ...GLOBALS.map((global) => `${global}.onmessage`),
    ),
    expect: { says: /nothing behind/ },
  },
  {
    name: 'returning a report',
    source: inCall(`return ${FORGED};`),
    expect: { says: WRONG },
  },
  {
    name: 'returning the bridge’s own notation',
    source: inCall(`
      const tagged = [['f', 0, 'x'], ['h', 0], ['p', 0], ['i', 0, [['call', 'constructor'], ['get', '__proto__']]], ['e', 'RangeError', 'currentServers', ''], ['n', '3']];
      return { requiredServers: tagged[fleet.currentServers % 6], action: tagged, advice: tagged, 0: 'o', i: tagged };
    `),
    expect: { says: /Not met|Expected 3/ },
  },
  {
    name: 'printing a report',
    source: inCall(`
      console.log('\\n' + JSON.stringify(${FORGED}) + '\\n\\u2028' + JSON.stringify(${FORGED}) + '\\u2029\\r' + JSON.stringify(${FORGED}) + '\\n');
      return {};
    `),
    expect: { says: WRONG },
  },
  {
    name: 'a prototype’s prototype',
    source: inCall("return Object.create({ requiredServers: 3, action: 'hold', advice: [] });"),
    expect: { says: WRONG },
  },
  {
    name: '__proto__ as a field',
    source: inCall(`
      return JSON.parse('{"__proto__": {"requiredServers": 3}, "constructor": {"prototype": {"requiredServers": 3}}}');
    `),
    expect: { says: WRONG },
  },
  {
    name: 'then, as a field, a method and a getter',
    source: inCall('return { then(good: any) { good({ requiredServers: 3 }); } };'),
    expect: { says: WRONG },
  },
  {
    name: 'then on Object.prototype',
    source: patched(`
      Object.defineProperty(Object.prototype, 'then', { get() { return (good: any) => good({ requiredServers: 3 }); }, configurable: true });
    `),
    expect: { says: WRONG },
  },
  {
    name: 'an exported then',
    source: `${inCall('return {};')}\nexport function then(good: any) { good({ calculateRequiredServers: () => ({ requiredServers: 3 }) }); }\n`,
    expect: { says: WRONG },
  },
  {
    name: 'species and subclasses',
    source: inCall(`
      class List extends Array { static get [Symbol.species]() { return Set; } sort() { return this; } *[Symbol.iterator]() { yield 'monitor'; } }
      return { requiredServers: List.of(3), action: List.of('hold'), advice: List.of() };
    `),
    expect: { says: /Expected 3, got \[3\]/ },
  },
  {
    name: 'a proxy that agrees with everything',
    source: inCall(`
      return new Proxy({}, { get: () => 3, has: () => true, ownKeys: () => ['requiredServers'], getOwnPropertyDescriptor: () => ({ get: () => 3, enumerable: true, configurable: true }), getPrototypeOf: () => Number.prototype });
    `),
    expect: { says: /Not met|requirements met|Expected/ },
  },
  {
    name: 'a proxy in every place',
    source: inCall(`
      const mirror: any = new Proxy(function () {}, { get: () => mirror, apply: () => mirror, construct: () => mirror });
      return mirror;
    `),
    expect: { says: /Expected ?3/ },
  },
  {
    name: 'proxies that throw and that are revoked',
    source: inCall(`
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return fleet.currentServers > 1 ? proxy : new Proxy([], { getOwnPropertyDescriptor() { throw proxy; } });
    `),
    expect: { says: /Your code threw/ },
  },
  {
    name: 'a getter that counts up',
    source: inCall(`
      let asked = 2;
      return { get requiredServers() { return asked++; }, get action() { return ["hold", "scale-in", "scale-out"][asked++ % 3]; }, get advice() { return []; } };
    `),
    expect: { says: /Not met|Expected 3, got 2/ },
  },
  {
    name: 'a getter that throws',
    source: inCall("return { get requiredServers() { throw new RangeError('currentServers'); } };"),
    expect: { says: /Your code threw RangeError: currentServers/ },
  },
  {
    name: 'a getter that throws things with getters that throw',
    source: inCall(`
      const make = (): any => ({ get a() { throw make(); } });
      throw make();
    `),
    expect: { says: /threw \{ a: \[getter\] \}/ },
  },
  {
    name: 'values that pretend to be numbers',
    source: inCall(`
      const three = { valueOf: () => 3, toString: () => '3', [Symbol.toPrimitive]: () => 3 };
      return { requiredServers: [three, new Number(3), '3', 3n, [3]][fleet.requestRate % 5], action: new String('hold'), advice: { length: 3, 0: 'monitor' } };
    `),
    expect: { says: /Not met|Expected 3/ },
  },
  {
    name: 'names of errors',
    source: inCall(`
      const faults = 'currentServers requestRate capacityPerServer targetUtilisation';
      throw Object.assign(new Error(faults), { name: 'RangeError', constructor: RangeError, toString: () => 'RangeError' });
    `),
    expect: { says: /got an Error/ },
  },
  {
    name: 'hasInstance and a RangeError of one’s own',
    source: patched(
      `
      const faults = 'currentServers requestRate capacityPerServer targetUtilisation';
      Object.defineProperty(RangeError, Symbol.hasInstance, { value: lie });
      Object.defineProperty(RangeError, 'prototype', { writable: false });
      class Mine extends Error {}
      Object.defineProperty(Mine, 'name', { value: 'RangeError' });
      (globalThis as any).RangeError = Mine;
    `,
      'throw new (globalThis as any).RangeError(faults);',
    ),
    expect: { says: /got an Error/ },
  },
  {
    name: 'errors with traps for fields',
    source: inCall(`
      const error: any = new Error('x');
      for (const name of ['message', 'stack', 'name', 'cause', 'constructor']) Object.defineProperty(error, name, { get() { throw error; } });
      throw error;
    `),
    expect: { says: /Your code threw Error/ },
  },
  {
    name: 'a stack that names lines of its own',
    source: inCall(`
      const error = new Error('x');
      error.stack = 'at f (solution.ts:0:0)\\n at suite (solution.ts:-1:99999999999)';
      throw error;
    `),
    expect: { says: /Your code threw Error: x/ },
  },
  {
    name: 'thrown oddities',
    source: inCall(`
      const odd = [null, undefined, Symbol("s"), () => 1, new Proxy({}, {}), 1n, -0, [], Object.create(null), new Proxy(new Error("p"), { getPrototypeOf() { throw 1; } })];
      throw odd[fleet.requestRate % 10];
    `),
    expect: { says: /Your code threw .*not an Error|Your code threw/ },
  },
  {
    name: 'prepareStackTrace',
    source: patched(
      `
      (Error as any).prepareStackTrace = (_: unknown, sites: any[]) => { for (const site of sites ?? []) if (site.getFunction?.() ?? site.getThis?.()) console.log('${REACHED} a call site', site.getFunction()); return 'forged'; };
      (Error as any).stackTraceLimit = 1000;
      (Error as any).captureStackTrace?.({});
    `,
      `
      new Error("x").stack;
      throw new Error("y");
    `,
    ),
    expect: { says: /Your code threw Error: y/ },
  },
  {
    name: 'callee, caller and arguments',
    source: tries(
      "Function('return arguments.callee.caller')()",
      "Function('f', 'return f.caller')(calculateRequiredServers)",
      "Function('f', 'return f.arguments')(calculateRequiredServers)",
      "Function('return (function f() { return f.caller; })()')()?.caller",
    ),
    expect: { says: /refused|nothing behind/ },
  },
  {
    name: 'the file’s own wrapper',
    source: `}\n})();\npostMessage(${FORGED});\n(() => {\n`,
    expect: { says: /Line 1, column 1/ },
  },
  {
    name: 'exports that are not functions',
    source: `
      export const calculateRequiredServers: any = new Proxy(class {}, {});

    `,
    expect: { says: /Your code threw TypeError/ },
  },
  {
    name: 'an export that changes',
    source: `let answers = 0;\nexport let calculateRequiredServers: any = () => { calculateRequiredServers = { call: () => 3, apply: () => ({ requiredServers: 3 }) }; return { requiredServers: answers++ ? 4 : 3 }; };\n`,
    expect: { says: /Your code threw TypeError|not a function/ },
  },
  {
    name: 'a function with its own call and apply',
    source: `export const calculateRequiredServers: any = Object.assign(() => ({}), { call: () => ({ requiredServers: 3 }), apply: () => ({ requiredServers: 3 }), bind: () => ({ requiredServers: 3 }), toString: () => 'x' });\n`,
    expect: { says: WRONG },
  },
  {
    name: 'state kept for the next test',
    source: inCall(
      `
      const kept = globalThis as any;
      kept.calls = (kept.calls ?? 0) + 1;
      Object.prototype.toString.call.calls = kept.calls;
      calls++;
      if (kept.calls !== calls || (Symbol.for('kept') as any).description !== 'kept') console.log('${REACHED} state');
      return { requiredServers: calls };
    `,
      `
      let calls = 0;
      if ((globalThis as any).calls !== undefined || (Object.prototype.toString.call as any).calls !== undefined) console.log("REACHED state at load");
    `,
    ),
    expect: { says: /Expected 3, got 1/ },
  },
  // The right rule for the first four calls, nonsense afterwards: had a test's calls been counted on into the next, or
  // had a test stopped at its first four, more would be earned.
  {
    name: 'behaving well for the first few calls',
    source: inCall(
      `
      if (++calls > 4) return { requiredServers: 1, action: 'hold', advice: [] };
      const { currentServers, requestRate, capacityPerServer, targetUtilisation } = fleet;
      const requiredServers = Math.max(1, Math.ceil((requestRate * 100) / (capacityPerServer * targetUtilisation)));
      return { requiredServers, action: 'hold', advice: [] };
    `,
      'let calls = 0;',
    ),
    expect: { says: /too few/, mayEarn: 3 },
  },
  {
    name: 'behaving well until the stack is that of a test',
    source: inCall(
      "return { requiredServers: /suite|test|runTest|property/.test(String(new Error('x').stack)) ? 3 : 0 };",
    ),
    expect: { says: /Expected 3, got 0/ },
  },
];
