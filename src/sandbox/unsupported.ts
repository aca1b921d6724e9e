/**
 * What labs do not have, with what to do or to write instead: the one list from which a refused file, an error at run time
 * and the editor take their words. It knows no parser and no page.
 */

/** Syntax that TypeScript knows and a lab refuses. `what` completes "this is …". */
export interface Construct {
  what: string;
  instead: string;
}

/** Syntax by a name of our own. */
export const UNSUPPORTED_SYNTAX = {
  accessor: { what: 'an `accessor` field', instead: 'write a plain field, or `get` and `set`' },
  angleBrackets: { what: 'a type assertion in angle brackets', instead: 'write `value as Type`' },
  assertionInside: {
    what: 'a type assertion that decides how an expression is read',
    instead: 'put what stands before `as` or `satisfies`, and the word itself, in parentheses',
  },
  awaitAtTop: {
    what: '`await` at the top level',
    instead: 'a file is loaded at once: move it into an `async` function',
  },
  awaitOutsideAsync: {
    what: '`await` in a function that is not `async`',
    instead: 'write `async` before the function',
  },
  decorator: { what: 'a decorator', instead: 'call the function yourself, as in `const counted = count(plain)`' },
  dynamicImport: { what: 'an `import()`', instead: 'labs import nothing: write what you need in this file' },
  enum: { what: 'an enum', instead: 'write a union of string literals, or an object `as const`' },
  exportAsNamespace: { what: '`export as namespace`', instead: 'write `export` before what you export' },
  exportEquals: { what: '`export =`', instead: 'write `export` before the function' },
  exportedType: { what: 'a type in a list of values', instead: 'write `export type { … }`' },
  importEquals: { what: '`import … =`', instead: 'labs import nothing: write what you need in this file' },
  importMeta: { what: '`import.meta`', instead: 'a lab is one file, which has no address' },
  namespace: {
    what: 'a namespace with values in it',
    instead: 'a module is one already: use plain functions and constants',
  },
  parameterProperty: {
    what: 'a parameter property that has no place to be set',
    instead: 'write `super(…);` as a statement of its own in the constructor, or declare the field and assign it there',
  },
  reExport: {
    what: 'an export from another module',
    instead: 'labs import nothing: write what you export in this file',
  },
  using: { what: 'a `using` declaration', instead: 'write `const`, and `try { … } finally { … }` to clean up' },
} as const satisfies Record<string, Construct>;

export type UnsupportedSyntax = keyof typeof UNSUPPORTED_SYNTAX;

/** Global names that other places to run JavaScript have, with what to do in a lab. */
export const UNSUPPORTED_NAMES: Readonly<Record<string, string>> = {
  setTimeout: 'Labs have no timers',
  setInterval: 'Labs have no timers',
  setImmediate: 'Labs have no timers',
  clearTimeout: 'Labs have no timers',
  clearInterval: 'Labs have no timers',
  requestAnimationFrame: 'Labs have no timers',
  performance: 'Labs have no clock: time, where a lab needs it, comes in as a parameter',
  Temporal: 'Labs have no Temporal and no clock: time comes in as a parameter, in numbers',
  fetch: 'Labs have no network',
  XMLHttpRequest: 'Labs have no network',
  WebSocket: 'Labs have no network',
  EventSource: 'Labs have no network',
  importScripts: 'Labs have no network',
  URL: 'Labs have no URL: take the text apart with split or a regular expression',
  URLSearchParams: 'Labs have no URLSearchParams: take the text apart with split or a regular expression',
  navigator: 'Labs have no browser around them',
  window: 'Labs have no page',
  document: 'Labs have no page',
  alert: 'Labs have no page: print with console.log',
  self: 'Labs have no page',
  global: 'Labs have no `global`: use globalThis',
  localStorage: 'Labs have no storage',
  sessionStorage: 'Labs have no storage',
  indexedDB: 'Labs have no storage',
  crypto: 'Labs have no source of chance',
  process: 'Labs run in no process',
  Intl: 'Labs have no Intl: use toFixed, padStart and the like',
  Atomics: 'Labs have no Atomics: a lab runs on one thread, where plain reads and writes are enough',
  Worker: 'Labs have no workers: a lab runs on one thread',
  require: 'Labs import nothing',
  module: 'Labs export with `export`',
  exports: 'Labs export with `export`',
  Buffer: 'Labs have no Buffer: use Uint8Array and TextEncoder',
  structuredClone: 'Labs have no structuredClone: copy with spread, or map over what you copy',
  queueMicrotask: 'Labs have no queueMicrotask: use Promise.resolve().then(…)',
  DisposableStack: 'Labs have no DisposableStack: use `try { … } finally { … }`',
  AsyncDisposableStack: 'Labs have no AsyncDisposableStack: use `try { … } finally { … }`',
  AbortController: 'Labs have no AbortController: nothing in a lab takes time of its own',
  btoa: 'Labs have no btoa',
  atob: 'Labs have no atob',
};

/** Members of what is there that are not, as they are called in a program. */
export const UNSUPPORTED_MEMBERS: Readonly<Record<string, string>> = {
  'Array.fromAsync': 'Labs have no Array.fromAsync: use Promise.all, or `for await` in an `async` function',
  'Symbol.dispose': 'Labs have no Symbol.dispose: use `try { … } finally { … }`',
  'Symbol.asyncDispose': 'Labs have no Symbol.asyncDispose: use `try { … } finally { … }`',
  'Error.captureStackTrace': 'Labs have no Error.captureStackTrace: leave it out',
  'JSON.rawJSON': 'Labs have no JSON.rawJSON: use JSON.stringify',
  'Uint8Array.fromBase64': 'Labs have no Uint8Array.fromBase64',
  'Uint8Array.fromHex': 'Labs have no Uint8Array.fromHex: use parseInt(…, 16)',
  'Iterator.zip': 'Labs have no Iterator.zip: count with an index',
};

/** What is there and throws, since two runs of the same code give the same verdict: as the library names it. */
const WITHHELD = ['Math.random', 'Date.now', 'Date()', 'Date new ()'];

/** What TypeScript's library has and the guest has not, where there is nothing to say of it. */
const WITHOUT_ADVICE = [
  'SuppressedError',
  'Symbol.metadata',
  'Function.prototype[Symbol.metadata]',
  ...['$&', "$'", '$+', '$_', '$`', '$1', '$2', '$3', '$4', '$5', '$6', '$7', '$8', '$9'].map(
    (name) => `RegExp.${name}`,
  ),
  ...['input', 'lastMatch', 'lastParen', 'leftContext', 'rightContext'].map((name) => `RegExp.${name}`),
];

/** Everything that labs lack of what TypeScript knows, as its library names it: the editor underlines it. */
export const LACKING: readonly string[] = [
  ...Object.keys(UNSUPPORTED_NAMES),
  ...Object.keys(UNSUPPORTED_MEMBERS),
  ...WITHHELD,
  ...WITHOUT_ADVICE,
];
