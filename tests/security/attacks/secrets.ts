/** The suite is another world’s code: no name, stack or function of it can be seen from inside. */
import { type Attack, inCall, REACHED, REFUSED, tries } from './source.ts';

/** Words of the suite, the runner and the page. */
const WORDS = '/statedTests|Expected|expect\\(|fast-check|suite\\.|runner|withContext|headroom|postMessage/';

export const secrets: readonly Attack[] = [
  {
    name: 'globals',
    source: inCall(`
      for (const key of Reflect.ownKeys(globalThis)) if (/headroom|suite|lab$|test|expect|grad|host|bridge|boot|^.$/i.test(String(key))) console.log('${REACHED} ' + String(key));
      for (const name of ['headroom', 'headroomBoot', 'n', 'held', 'module', 'hostCall', 'bridge', 'burn', 'fc', 'test', 'expect']) if (eval('typeof ' + name) !== 'undefined') console.log('${REACHED} ' + name);
      console.log('looked');
      return {};
    `),
    expect: { says: /looked/ },
  },
  {
    name: 'the names of the sandbox',
    source: tries(
      'headroom.grading',
      'headroom.lab',
      'headroomBoot({})',
      'headroom.createGrader',
      "globalThis['headroom']",
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'stack traces',
    source: inCall(`
      const stack = String(new Error('x').stack);
      if (${WORDS}.test(stack)) console.log('${REACHED} ' + stack);
      console.log('read ' + stack.length);
      return {};
    `),
    expect: { says: /read \d+/ },
  },
  {
    name: 'the text of functions',
    source: inCall(`
      for (const seen of [console.log, Math.random, Date, Date.now, TextEncoder, TextDecoder.prototype.decode, BigInt.asUintN]) {
        const text = Function.prototype.toString.call(seen) + String(Object.getOwnPropertyNames(seen));
        if (${WORDS}.test(text)) console.log('${REACHED} ' + text);
      }
      console.log('read');
      return {};
    `),
    expect: { says: /read/ },
  },
  {
    name: 'import.meta',
    source: inCall(
      `for (const key of Reflect.ownKeys(import.meta)) console.log('${REACHED} ' + String(key)); return {};`,
    ),
    expect: { says: /import\.meta/ },
  },
  {
    name: 'module names, out of the stripper’s sight',
    source: inCall(`
      const load = new Function('name', 'return import(name)');
      try { for (const key of Reflect.ownKeys((0, eval)('import.meta'))) console.log('${REACHED} ' + String(key)); } catch {}
      for (const name of ['./suite.ts', 'suite.js', 'sandbox.js', 'lab', './lab.ts', './solution.ts', 'solution.ts', '#grading', 'blob:null/x']) load(name).then((found: any) => { if (found.calculateRequiredServers !== calculateRequiredServers) console.log('${REACHED} ' + name); }, () => {});
      console.log('looked');
      return {};
    `),
    expect: { says: /looked/ },
  },
  {
    name: 'the suite’s own file',
    source: `export { default } from './suite.ts';\n${inCall('return {};')}`,
    expect: { says: /labs import nothing/ },
  },
  {
    name: 'errors of the host',
    source: inCall(`
      try { null.x; } catch (error: any) { for (let at = error; at; at = at.cause) if (/blob:|sandbox\\.js|http|wasm/.test(at.stack)) console.log('${REACHED} ' + at.stack); }
      try { (function f(): any { return f(); })(); } catch (error: any) { if (/blob:|sandbox\\.js|http|wasm/.test(error.stack.slice(0, 4000))) console.log('${REACHED} ' + error.stack); }
      console.log('read');
      return {};
    `),
    expect: { says: /read/ },
  },
  {
    name: 'weak references',
    source: inCall(`
      const seen = new FinalizationRegistry((value) => console.log('${REACHED} ' + value));
      seen.register(fleet, 'fleet');
      const weak = new WeakRef(fleet);
      if (weak.deref() !== fleet) console.log('${REACHED} another');
      console.log('looked');
      return {};
    `),
    expect: { says: /looked/ },
  },
  {
    name: 'what the arguments lead to',
    source: inCall(`
      for (let at: any = fleet, hops = 0; at && hops < 5; at = Object.getPrototypeOf(at), hops++)
        for (const key of Reflect.ownKeys(at)) if (hops === 0 && typeof at[key] !== 'number') console.log('${REACHED} ' + String(key));
      if (Object.getPrototypeOf(fleet) !== Object.prototype || fleet.constructor !== Object) console.log('${REACHED} another realm');
      console.log('looked');
      return {};
    `),
    expect: { says: /looked/ },
  },
  // Between two calls only the bridge runs: if it used anything that can be replaced, a spy would hear of it.
  {
    name: 'spies in place of every built-in',
    source: inCall(
      `
      armed = false;
      try {
        return { requiredServers: [new Map([[1, new Set([2])]]), new Date(1), 3n, Symbol("s"), new Uint8Array(2), () => 1, new Error("x"), "text", -0] };
      } finally {
        armed = true;
      }
    `,
      `
      let armed = false;
      const print = console.log;
      const spied = new Set<unknown>();
      const names = Object.getOwnPropertyNames;
      const describe = Object.getOwnPropertyDescriptor;
      const put = Object.defineProperty;
      const run = Reflect.apply;
      const make = Reflect.construct;
      const text = String;
      const spy = (name: string, real: any) =>
        function spied(this: unknown, ...args: unknown[]): unknown {
          if (armed) {
            armed = false;
            print('${REACHED} ' + name);
            armed = true;
          }
          return new.target ? make(real, args, new.target === spied ? real : new.target) : run(real, this, args);
        };
      const visit = (path: string, target: any): void => {
        if (target === null || (typeof target !== 'object' && typeof target !== 'function') || spied.has(target)) return;
        spied.add(target);
        for (const key of [...names(target), ...Object.getOwnPropertySymbols(target)]) {
          const found = describe(target, key) as PropertyDescriptor;
          if (key === 'console' || key === 'constructor') continue;
          const name = path + '.' + text(key);
          if (found.value) visit(name, found.value);
          if (!found.configurable) continue;
          try {
            if (typeof found.value === 'function' && !found.value.prototype) put(target, key, { ...found, value: spy(name, found.value) });
            else if (found.get) put(target, key, { ...found, get: spy(name, found.get) });
          } catch {}
        }
      };
      for (const name of names(globalThis)) visit(name, (globalThis as any)[name]);
      for (const name of ['String', 'Number', 'BigInt', 'Object', 'Array', 'Error', 'RangeError', 'Map', 'Set'])
        put(globalThis, name, { value: spy(name, (globalThis as any)[name]), writable: true, configurable: true });
    `,
    ),
    expect: { says: /Expected ?3/ },
  },
];
