/** Names that other places to run JavaScript have and a lab has not, with what to do instead. */
const WITHHELD: Record<string, string> = {
  setTimeout: 'Labs have no timers',
  setInterval: 'Labs have no timers',
  setImmediate: 'Labs have no timers',
  requestAnimationFrame: 'Labs have no timers',
  performance: 'Labs have no clock: time, where a lab needs it, comes in as a parameter',
  fetch: 'Labs have no network',
  XMLHttpRequest: 'Labs have no network',
  WebSocket: 'Labs have no network',
  EventSource: 'Labs have no network',
  importScripts: 'Labs have no network',
  navigator: 'Labs have no browser around them',
  window: 'Labs have no page',
  document: 'Labs have no page',
  self: 'Labs have no page',
  localStorage: 'Labs have no storage',
  indexedDB: 'Labs have no storage',
  crypto: 'Labs have no source of chance',
  process: 'Labs run in no process',
  Intl: 'Labs have no Intl',
  require: 'Labs import nothing',
  module: 'Labs export with `export`',
  exports: 'Labs export with `export`',
  Buffer: 'Labs have no Buffer: use Uint8Array and TextEncoder',
  structuredClone: 'Labs have no structuredClone',
  queueMicrotask: 'Labs have no queueMicrotask: use Promise.resolve().then(…)',
};

/** An error's message, with advice where it is about one of these names. */
export function withAdvice(type: string, message: string): string {
  const name = type === 'ReferenceError' ? /^'?([\w$]+)'? is not defined/.exec(message)?.[1] : undefined;
  const advice = name !== undefined && Object.hasOwn(WITHHELD, name) ? WITHHELD[name] : undefined;
  return advice ? `${message}. ${advice}.` : message;
}
