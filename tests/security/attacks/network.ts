/**
 * The guest has a language and nothing else: no name of the browser’s leads anywhere, whichever way it is looked up.
 */
import { type Attack, GLOBALS, inCall, REACHED, REFUSED, tries } from './source.ts';

export const network: readonly Attack[] = [
  {
    name: 'fetch',
    source: tries("fetch('/escaped')", "fetch('http://localhost:9/escaped')"),
    expect: { says: REFUSED },
  },
  {
    name: 'XMLHttpRequest',
    source: tries('new XMLHttpRequest()', 'XMLHttpRequest.prototype'),
    expect: { says: REFUSED },
  },
  {
    name: 'WebSocket and WebTransport',
    source: tries("new WebSocket('ws://localhost:9/')", "new WebTransport('https://localhost:9/')"),
    expect: { says: REFUSED },
  },
  {
    name: 'EventSource',
    source: tries("new EventSource('/escaped')"),
    expect: { says: REFUSED },
  },
  {
    name: 'WebRTC',
    source: tries("new RTCPeerConnection({ iceServers: [{ urls: 'stun:localhost:9' }] })"),
    expect: { says: REFUSED },
  },
  {
    name: 'beacons',
    source: tries("navigator.sendBeacon('/escaped', 'x')", "fetchLater('/escaped')"),
    expect: { says: REFUSED },
  },
  {
    name: 'importScripts',
    source: tries("importScripts('/escaped.js')"),
    expect: { says: REFUSED },
  },
  {
    name: 'dynamic import',
    source: inCall("return import('/escaped.js');"),
    expect: { says: /labs import nothing/ },
  },
  {
    name: 'dynamic import, out of the stripper’s sight',
    source: inCall(`
      const load = new Function('name', 'return import(name)');
      for (const name of ['/escaped.js', 'http://localhost:9/escaped.js', 'data:text/javascript,export default 1', 'node:fs', 'fs', 'std', 'os', 'qjs:os', 'bjson', './suite.ts', 'headroom'])
        load(name).then((found: unknown) => console.log('${REACHED} ' + name, found), () => {});
      return Promise.resolve();
    `),
    expect: { says: /returned a Promise/ },
  },
  {
    name: 'a static import',
    source: `import secrets from '/escaped.js';\n${inCall('return secrets;')}`,
    expect: { says: /Labs import nothing/ },
  },
  {
    name: 'a static import with a side effect only',
    source: `import 'http://localhost:9/escaped.js';\n${inCall('return {};')}`,
    expect: { says: /Labs import nothing/ },
  },
  {
    name: 'an export from an address',
    source: `export * from 'http://localhost:9/escaped.js';\n${inCall('return {};')}`,
    expect: { says: /labs import nothing/ },
  },
  {
    name: 'images, styles and prefetching',
    source: tries(
      "new Image().src = '/escaped'",
      "document.createElement('link')",
      "new FontFace('x', 'url(/escaped)')",
      "CSS.supports('x')",
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'nested workers',
    source: tries(
      "new Worker('/escaped.js')",
      "new Worker('data:text/javascript,0')",
      "new SharedWorker('/escaped.js')",
      'Worklet',
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'nested frames',
    source: tries("document.createElement('iframe')", 'frames', 'HTMLIFrameElement'),
    expect: { says: REFUSED },
  },
  {
    name: 'fetch, by every way to the global object',
    source: tries(
      ...GLOBALS.map((global) => `${global}.fetch`),
      ...GLOBALS.map((global) => `${global}.XMLHttpRequest`),
    ),
    expect: { says: /nothing behind/ },
  },
  {
    name: 'the constructors of async functions and generators',
    source: tries(
      '(async () => {}).constructor(\'return fetch("/escaped")\')().then(() => 1) && undefined',
      "(function* () {}).constructor('yield typeof fetch')().next().value === 'undefined' ? undefined : 1",
      '(async function* () {}).constructor(\'yield import("/escaped.js")\')().next() && undefined',
    ),
    expect: { says: /nothing behind/ },
  },
  {
    name: 'WebAssembly',
    source: tries('WebAssembly', "globalThis['Web' + 'Assembly'].Memory"),
    expect: { says: /refused/ },
  },
  {
    name: 'a source map’s address',
    source: `${inCall('throw new Error("x");')}\n//# sourceMappingURL=http://localhost:9/escaped.map\n//# sourceURL=http://localhost:9/escaped.js\n`,
    expect: { says: /Your code threw Error: x \(line 3\)/ },
  },
];
