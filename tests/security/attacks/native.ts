/**
 * Work without end inside built-ins, where the interpreter never asks whether it should go on: the engine's own loops have to end it,
 * by the same count of steps, and nothing that the code does about it may help.
 */
import { type Attack, inCall, STEPS } from './source.ts';

/** Only the first question meets the attack, whose place is known: all others are answered, wrongly and at once. */
const FIRST = 'if (fleet.requestRate !== 2100) return {};\n';
const HERE = /Stopped after 10 million steps at line 4/;

const endless = '[].indexOf.call({ length: 2 ** 53 - 1 } as any, 1 as never)';

const stuck = (expression: string, says = HERE): Pick<Attack, 'source' | 'expect'> => ({
  source: inCall(`${FIRST}return ${expression};`),
  expect: { says },
});

export const native: readonly Attack[] = [
  { name: 'searching what is nearly endless', ...stuck(endless) },
  { name: 'searching backwards', ...stuck('[].lastIndexOf.call({ length: 2 ** 53 - 1 } as any, 1 as never)') },
  { name: 'joining what is nearly endless', ...stuck('new Array(4_294_967_295).join()') },
  {
    name: 'reversing what is nearly endless',
    ...stuck('Array.prototype.reverse.call({ length: 2 ** 53 - 1 } as any)'),
  },
  { name: 'moving all of it by one', ...stuck('Array.prototype.unshift.call({ length: 2 ** 53 - 2 } as any, 1)') },
  {
    name: 'cutting from the middle of it',
    ...stuck('Array.prototype.splice.call({ length: 2 ** 53 - 1 } as any, 0, 1)'),
  },
  {
    name: 'a promise’s job',
    ...stuck('Promise.resolve({ length: 2 ** 53 - 1 }).then((list: any) => [].includes.call(list, 1 as never))'),
  },
  { name: 'within a call from another built-in', ...stuck(`[1].map(() => ${endless})`) },
  {
    name: 'within a getter, a trap and a replacement',
    ...stuck(`'a'.replace(/a/, () => new Proxy({}, { get: () => ${endless} } as any).x)`),
  },
  {
    name: 'catching what stops it',
    ...stuck(`(() => { for (;;) try { ${endless}; } catch {} finally { ${endless}; } })()`),
  },
  {
    name: 'catching it in an async function',
    ...stuck(`(async () => { for (;;) try { await 1; ${endless}; } catch { for (;;); } })()`),
  },
  {
    name: 'many short searches',
    ...stuck('(() => { const list = new Array(10_000).fill(0); for (;;) list.includes(1); })()'),
  },
  { name: 'big integers', ...stuck('(() => { let n = 3n; for (;;) n = BigInt.asUintN(900_000, n * n); })()') },
  { name: 'writing out a big integer', ...stuck('(() => { const n = 7n ** 300_000n; for (;;) String(n); })()') },
  {
    name: 'text that is parsed',
    ...stuck("(() => { const text = '[' + '1,'.repeat(100_000) + '1]'; for (;;) JSON.parse(text); })()"),
  },
  {
    name: 'text that is written',
    ...stuck('(() => { const list = new Array(100_000).fill(0); for (;;) JSON.stringify(list); })()'),
  },
  { name: 'a regular expression that goes back and forth', ...stuck("/^(a+)+$/.test('a'.repeat(50) + 'b')") },
  {
    name: 'a regular expression over a long text',
    ...stuck("(() => { const text = 'a'.repeat(2 ** 20); for (;;) /b/.test(text); })()"),
  },
  {
    name: 'sorting by what never agrees',
    ...stuck(
      '(() => { const list = Array.from({ length: 9_999 }, (_, n) => n); let flip = 1; for (;;) list.sort(() => (flip = -flip)); })()',
    ),
  },
  {
    name: 'sorting without a comparator',
    ...stuck('(() => { const list = Array.from({ length: 9_999 }, (_, n) => -n); for (;;) list.toSorted(); })()'),
  },
  {
    name: 'replacing all',
    ...stuck("(() => { const text = 'ab'.repeat(50_000); for (;;) text.replaceAll('a', 'c'); })()"),
  },
  { name: 'spreading', ...stuck('(() => { const list = new Array(100_000).fill(0); for (;;) [...list]; })()') },
  {
    name: 'filling memory over and over',
    ...stuck('(() => { const bytes = new Uint8Array(2 ** 24); for (;;) bytes.fill(1); })()'),
  },
  {
    name: 'copying memory over and over',
    ...stuck('(() => { const bytes = new Uint8Array(2 ** 24); for (;;) bytes.copyWithin(0, 1); })()'),
  },
  {
    name: 'joining texts end to end',
    ...stuck("(() => { let text = ''; for (;;) { text = 'x' + text; text.charCodeAt(0); } })()"),
  },
  {
    name: 'within a function of the suite’s that calls back',
    source: inCall(`${FIRST}const watch = { get requiredServers() { return ${endless}; } };\nreturn watch;`),
    expect: { says: HERE },
  },
  {
    // Each overflow writes down a trace of its whole stack.
    name: 'overflowing again and again',
    ...stuck('(function again(): any { try { return again(); } catch { return again(); } })()', STEPS),
  },
  {
    name: 'while the file loads',
    source: inCall('return {};', `${endless};`),
    expect: { says: /Stopped after 10 million steps at line 1/ },
  },
  {
    name: 'printing first, and then not coming back',
    source: inCall(`${FIRST}console.log('printed before it was stopped'); return ${endless};`),
    expect: { says: /printed before it was stopped/ },
  },
];
