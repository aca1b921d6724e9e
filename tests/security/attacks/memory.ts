/** The heap has an end, and so has what crosses the bridge. */
import { type Attack, DEEP, inCall, LARGE, MEMORY, WRONG, WRONG_CHOICE } from './source.ts';

/** Whether an object still finds room depends on how the heap is laid out: without, it ends; with it, the answer is wrong. */
const ROOM_OR_NOT = new RegExp(`64 MB|${WRONG.source}|${WRONG_CHOICE.source}`);

export const memory: readonly Attack[] = [
  {
    name: 'strings that double',
    source: inCall(`
      let text = 'x';
      for (;;) text += text;
    `),
    expect: { says: /threw InternalError|string too long|invalid string length|64 MB/i },
  },
  {
    name: 'strings in a list',
    source: inCall(`
      const kept: string[] = [];
      for (;;) kept.push('x'.repeat(1_000_000) + kept.length);
    `),
    expect: { says: MEMORY },
  },
  {
    name: 'arrays',
    source: inCall(`
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(100_000).fill(kept));
    `),
    expect: { says: MEMORY },
  },
  {
    name: 'maps',
    source: inCall(`
      const kept = new Map();
      for (let i = 0; ; i++) kept.set(i, new Uint8Array(1_000));
    `),
    expect: { says: MEMORY },
  },
  {
    name: 'typed arrays',
    source: inCall(`
      const kept: unknown[] = [];
      for (;;) kept.push(new Float64Array(1_000_000));
    `),
    expect: { says: MEMORY },
  },
  {
    name: 'one buffer larger than the machine',
    source: inCall('return new Uint8Array(2 ** 30).length;'),
    expect: { says: /Stopped|RangeError|InternalError/ },
  },
  {
    name: 'BigInt',
    source: inCall(`
      let n = 1n << 600_000n;
      for (;;) n *= n;
    `),
    expect: { says: /Stopped|RangeError/ },
  },
  {
    name: 'closures and objects in a chain',
    source: inCall(`
      let chain: any = null;
      for (;;) chain = { chain, f: () => chain, g: [chain] };
    `),
    expect: { says: MEMORY },
  },
  {
    name: 'memory held and every error caught',
    showsLater: true,
    source: inCall(
      `
      for (let size = 1 << 24; size >= 1; size >>= 1) { try { for (;;) held.push(new Uint8Array(size)); } catch {} }
      return {};
    `,
      'const held: unknown[] = [];',
    ),
    expect: { says: ROOM_OR_NOT },
  },
  {
    name: 'memory held while the file loads',
    source: inCall(
      'return {};',
      `
      const held: unknown[] = [];
      for (let size = 1 << 24; size >= 1; size >>= 1) { try { for (;;) held.push(new Uint8Array(size)); } catch {} }
    `,
    ),
    expect: { says: ROOM_OR_NOT },
  },
  {
    name: 'a result that no room is left to copy',
    source: inCall(
      `
      try { for (;;) held.push('é'.repeat(100_000) + held.length); } catch {}
      return { requiredServers: 'é'.repeat(1_000_000) };
    `,
      'const held: unknown[] = [];',
    ),
    expect: { says: /64 MB|characters/ },
  },
  {
    name: 'promises in a chain',
    source: inCall(`
      const again = (): any => Promise.resolve().then(again);
      return again();
    `),
    expect: { says: /returned a Promise|64 MB/ },
  },
  {
    name: 'a regular expression that fills the heap',
    source: inCall("return /^(?:.|a)*$/.exec('a'.repeat(4_000_000))?.length;"),
    expect: { says: MEMORY },
  },
  {
    name: 'filling what is nearly endless',
    source: inCall('return new Array(4_294_967_295).fill(0);'),
    expect: { says: MEMORY },
  },
  {
    name: 'proxies inside proxies',
    source: inCall(`
      let inner: any = {};
      for (let i = 0; i < 100_000; i++) inner = new Proxy(inner, {});
      return inner;
    `),
    expect: { says: DEEP },
  },
  {
    name: 'JSON that is nested too deeply',
    source: inCall("return JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));"),
    expect: { says: DEEP },
  },
  {
    name: 'text for eval that is nested too deeply',
    source: inCall("return (0, eval)('['.repeat(100_000) + ']'.repeat(100_000));"),
    expect: { says: DEEP },
  },
  {
    name: 'writing what is nested too deeply',
    source: inCall(`
      let inner: unknown = [];
      for (let i = 0; i < 100_000; i++) inner = [inner];
      return JSON.stringify(inner);
    `),
    expect: { says: DEEP },
  },
  {
    name: 'a deep result',
    source: inCall(`
      let inner: unknown = [];
      for (let i = 0; i < 10_000; i++) inner = [inner];
      return inner;
    `),
    expect: { says: LARGE },
  },
  {
    name: 'a giant result',
    source: inCall("return { requiredServers: new Array(1_000_000).fill('x') };"),
    expect: { says: LARGE },
  },
  {
    name: 'a giant text',
    source: inCall("return { requiredServers: 'x'.repeat(20_000_000) };"),
    expect: { says: LARGE },
  },
  {
    name: 'a giant number',
    source: inCall('return { requiredServers: 2n ** 1_000_000n };'),
    expect: { says: LARGE },
  },
  {
    name: 'a sparse result',
    source: inCall('return { requiredServers: new Array(4_294_967_295) };'),
    expect: { says: LARGE },
  },
  {
    name: 'a result of a million keys',
    source: inCall(`
      const many: any = {};
      for (let i = 0; i < 1_000_000; i++) many["k" + i] = i;
      return many;
    `),
    expect: { says: /more data than a lab can take|64 MB/ },
  },
  {
    name: 'a result of ten thousand getters',
    source: inCall(`
      const many: any = {};
      for (let i = 0; i < 10_000; i++) Object.defineProperty(many, "k" + i, { get: () => many, enumerable: true });
      return many;
    `),
    expect: { says: new RegExp(`Expected 3|more data than a lab can take|${WRONG_CHOICE.source}`) },
  },
  {
    name: 'a cyclic result',
    source: inCall(`
      const loop: any = { requiredServers: [] };
      loop.requiredServers.push(loop, loop.requiredServers);
      loop.self = loop;
      return loop;
    `),
    expect: { says: /circular/ },
  },
  {
    name: 'a result that doubles as it is copied',
    source: inCall(`
      let pair: unknown = [1];
      for (let i = 0; i < 60; i++) pair = [pair, pair];
      return pair;
    `),
    expect: { says: /more data than a lab can take|Stopped after 10 million steps/ },
  },
  {
    name: 'long texts in every place of a report',
    source: inCall(`
      const long = '\\u0001'.repeat(100_000);
      for (let i = 0; i < 50; i++) console.log(long, { [long]: long });
      const error = new RangeError(long);
      error.stack = long;
      throw error;
    `),
    expect: { says: /Your code threw RangeError/ },
  },
];
