/** What belongs to the page’s origin, or to the process that the Node twin runs in. */
import { type Attack, REFUSED, tries } from './source.ts';

export const storage: readonly Attack[] = [
  {
    name: 'cookies',
    source: tries('document.cookie', 'cookieStore'),
    expect: { says: REFUSED },
  },
  {
    name: 'localStorage and sessionStorage',
    source: tries("localStorage.setItem('escaped', 1)", 'sessionStorage.length'),
    expect: { says: REFUSED },
  },
  {
    name: 'IndexedDB',
    source: tries("indexedDB.open('headroom')", "indexedDB.deleteDatabase('headroom')"),
    expect: { says: REFUSED },
  },
  {
    name: 'caches',
    source: tries("caches.open('escaped')", 'CacheStorage'),
    expect: { says: REFUSED },
  },
  {
    name: 'BroadcastChannel',
    source: tries("new BroadcastChannel('headroom-progress').postMessage({ kind: 'result' })"),
    expect: { says: REFUSED },
  },
  {
    name: 'SharedWorker and service workers',
    source: tries("new SharedWorker('/escaped.js')", "navigator.serviceWorker.register('/escaped.js')"),
    expect: { says: REFUSED },
  },
  {
    name: 'locks, files and the origin’s file system',
    source: tries('navigator.locks', 'navigator.storage.getDirectory()', 'showOpenFilePicker()'),
    expect: { says: REFUSED },
  },
  {
    name: 'shared memory',
    source: tries('Atomics', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', 'new MessageChannel()'),
    expect: { says: REFUSED },
  },
  {
    name: 'Node’s process and environment',
    source: tries(
      'process.env',
      'process.exit(0)',
      "process.binding('fs')",
      'process.mainModule',
      'globalThis.process',
      'process.kill(process.ppid)',
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'Node’s modules',
    source: tries(
      "require('fs').readFileSync('/etc/hostname')",
      "module.constructor._load('child_process')",
      "Function('return require')()('fs')",
      'Buffer.from("x")',
      '__dirname',
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'QuickJS’s own modules',
    source: tries('std.open("/etc/hostname")', 'os.exec(["true"])', 'scriptArgs', 'bjson', "Function('return std')()"),
    expect: { says: REFUSED },
  },
  {
    name: 'chance and clocks',
    source: tries(
      'Math.random()',
      'Date.now()',
      'new Date()',
      'Date()',
      'performance.now()',
      'new (new Date(0).constructor as any)()',
      'new Date(0).constructor.now()',
      'crypto.getRandomValues(new Uint8Array(1))',
    ),
    expect: { says: /refused: .*withheld in labs/ },
  },
];
