/** The code that copies values out runs in the learner’s own world, where every built-in may have been replaced. */
import { type Attack, patched, REACHED, WRONG } from './source.ts';

/** Puts an accessor on Object.prototype; its own descriptor must not inherit what it has just put there. */
const POLLUTE = `
function pollute(name: string): void {
  const descriptor = Object.create(null);
  descriptor.get = () => 3;
  descriptor.set = () => {};
  descriptor.configurable = true;
  Reflect.defineProperty(Object.prototype, name, descriptor);
}`;

export const language: readonly Attack[] = [
  {
    name: 'Object.is and the other equalities',
    source: patched(`
      Object.is = lie; (Number as any).isInteger = (Number as any).isFinite = Number.isNaN = lie; Array.isArray = lie as any; Object.prototype.valueOf = lie;
    `),
    expect: { says: WRONG },
  },
  {
    name: 'Array',
    source: patched(`
      for (const name of Object.getOwnPropertyNames(Array.prototype)) if (name !== "constructor" && name !== "length") (Array.prototype as any)[name] = lie;
      (Array as any).from = (Array as any).of = lie;
    `),
    expect: { says: WRONG },
  },
  {
    name: 'JSON',
    source: patched(`
      const answer = '[true,["o","requiredServers",3]]';
      JSON.stringify = () => answer;
      JSON.parse = () => ({ requiredServers: 3 });
    `),
    expect: { says: WRONG },
  },
  {
    name: 'Reflect, Object and Function',
    source: patched(`
      for (const name of Object.getOwnPropertyNames(Reflect)) (Reflect as any)[name] = lie;
      for (const name of Object.getOwnPropertyNames(Object)) try { (Object as any)[name] = lie; } catch {}
      (Function.prototype as any).call = (Function.prototype as any).apply = (Function.prototype as any).bind = lie;
    `),
    expect: { says: WRONG },
  },
  {
    name: 'String, Number, Symbol and RegExp',
    source: patched(`
      for (const made of [String, Number, Symbol, RegExp, Boolean, BigInt] as any[]) for (const name of Object.getOwnPropertyNames(made.prototype)) try { if (name !== "constructor") made.prototype[name] = lie; } catch {}
      (globalThis as any).String = (globalThis as any).Number = lie;
    `),
    expect: { says: WRONG },
  },
  {
    name: 'Map, Set, WeakMap and Date',
    source: patched(
      `
      for (const made of [Map, Set, WeakMap, WeakSet, Date] as any[]) for (const name of Object.getOwnPropertyNames(made.prototype)) try { if (name !== "constructor") made.prototype[name] = lie; } catch {}
    `,
      'return { requiredServers: new Map([[1, 3]]), action: new Set(["hold"]), advice: new Date(3) };',
    ),
    expect: { says: /Expected 3, got Map\(0\)/ },
  },
  {
    name: 'Promise',
    source: patched(
      `
      Promise.prototype.then = function (this: any, good: any) { good({ requiredServers: 3 }); return this; } as any;
      (globalThis as any).Promise = class { then(good: any) { good({ requiredServers: 3 }); } };
      (Promise as any)[Symbol.species] = lie;
    `,
      'return (async () => ({}))();',
    ),
    expect: { says: /returned a Promise/ },
  },
  {
    name: 'every global at once',
    source: patched(`
      for (const name of Object.getOwnPropertyNames(globalThis)) try { Object.defineProperty(globalThis, name, { value: lie, writable: true, configurable: true }); } catch {}
    `),
    expect: { says: WRONG },
  },
  {
    name: 'toJSON on every prototype',
    source: patched(`
      for (const made of [Object, Array, String, Number, Boolean, Function, Map] as any[]) made.prototype.toJSON = () => ({ requiredServers: 3, action: "hold", advice: [] });
    `),
    expect: { says: WRONG },
  },
  {
    name: 'setters for indices',
    source: patched(`
      for (let index = 0; index < 64; index++) for (const at of [Array.prototype, Object.prototype])
      Object.defineProperty(at, index, { get: () => 3, set(value) { console.log('${REACHED} an index', value); }, configurable: true });
    `),
    expect: { says: WRONG },
  },
  {
    name: 'names of descriptors',
    source: patched(`
      ${POLLUTE}
      for (const name of ['get', 'set', 'value', 'writable', 'enumerable', 'configurable']) pollute(name);
    `),
    expect: { says: WRONG },
  },
  {
    name: 'names that the bridge reads',
    source: patched(`
      ${POLLUTE}
      for (const name of ['state', 'message', 'stack', 'name', 'length', 'done', 'next', 'requiredServers', 'action']) pollute(name);
    `),
    expect: { says: WRONG },
  },
];
