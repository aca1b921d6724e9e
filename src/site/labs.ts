/** The labs as the pages show them: manifest, starter and solution, and the addresses of what the sandbox loads. */
import { createHash } from 'node:crypto';
import type { Lab } from '#grading';
import type { Scene } from '#scene';
import { bundleRuntime, bundleSuite, frameDocument, hasStepping, readWasm } from '../sandbox/bundle.ts';
import { WITHOUT_SOLUTIONS } from './edition.ts';
import { href } from './href.ts';

const manifests = import.meta.glob<Lab>('/labs/*/lab.ts', { eager: true, import: 'default' });
const starters = import.meta.glob<string>('/labs/*/starter.ts', { eager: true, query: '?raw', import: 'default' });
const solutions = import.meta.glob<string>('/labs/*/solution.ts', { eager: true, query: '?raw', import: 'default' });
const types = import.meta.glob<string>(['/src/learner/headroom.ts', '/labs/*/types.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** All that makes a lab what it is for those who work on it: what it asks, and what grades it. */
const asked = import.meta.glob<string>('/labs/*/{brief.md,lab.ts,starter.ts,types.ts,suite.ts,design.ts}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** A short name for the content of a lab: another one when anything changes that it asks or grades. */
function versionOf(id: string): string {
  const texts = Object.entries(asked).filter(([path]) => path.startsWith(`/labs/${id}/`));
  return createHash('sha256').update(JSON.stringify(texts.sort())).digest('hex').slice(0, 12);
}

const scenes = import.meta.glob<Scene>('/labs/*/scene.ts', { eager: true, import: 'default' });

/** What a page must know of a lab's scene before anything runs; undefined where the lab has none. */
export function labScene(id: string) {
  const scene = scenes[`/labs/${id}/scene.ts`];
  // Some scenes show the reference beside the learner's code.
  if (!scene || (WITHOUT_SOLUTIONS && scene.reference !== undefined)) return undefined;
  const { title, knobs, seconds, pace = 1, still } = scene;
  return { title, knobs, seconds, pace, still };
}

/** Whether a learner can step through runs of a lab. */
export const canBeStepped = hasStepping;

export interface SiteLab {
  id: string;
  manifest: Lab;
  starter: string;
  solution: string;
  /** The modules of types that the starter imports, as they are written. */
  types: { module: string; text: string }[];
  version: string;
}

function typesFor(id: string, starter: string): SiteLab['types'] {
  const modules = { headroom: '/src/learner/headroom.ts', [`headroom/${id}`]: `/labs/${id}/types.ts` };
  return Object.entries(modules)
    .filter(([module]) => starter.includes(` from '${module}';`))
    .map(([module, path]) => ({ module, text: types[path]! }));
}

export const LABS: ReadonlyMap<string, SiteLab> = new Map(
  Object.entries(manifests).map(([path, manifest]) => {
    const id = path.split('/')[2] as string;
    const starter = starters[`/labs/${id}/starter.ts`];
    const solution = solutions[`/labs/${id}/solution.ts`];
    if (starter === undefined || solution === undefined) throw new Error(`labs/${id} lacks starter.ts or solution.ts.`);
    return [id, { id, manifest, starter, solution, types: typesFor(id, starter), version: versionOf(id) }];
  }),
);

/** Throws, naming the labs there are, so that a misspelt id in a lesson is found at build time. */
export function siteLab(id: string): SiteLab {
  const lab = LABS.get(id);
  if (!lab) throw new Error(`There is no lab "${id}". The labs are: ${[...LABS.keys()].join(', ')}.`);
  return lab;
}

/** Texts of the sandbox, made once per build, with the version that keeps caches from mixing two builds. */
interface SandboxFile {
  body: string | Uint8Array<ArrayBuffer>;
  version: string;
}

const made = new Map<string, Promise<SandboxFile>>();

function makeOnce(name: string, make: () => Promise<string | Uint8Array<ArrayBuffer>>): Promise<SandboxFile> {
  const known = made.get(name);
  if (known && import.meta.env.PROD) return known;
  const file = make().then((body) => ({ body, version: createHash('sha256').update(body).digest('hex').slice(0, 12) }));
  made.set(name, file);
  return file;
}

export const sandboxRuntime = () => makeOnce('runtime', bundleRuntime);
export const sandboxFrame = () => makeOnce('frame', frameDocument);
export const sandboxWasm = () => makeOnce('wasm', async () => new Uint8Array(await readWasm()));
export const sandboxSuite = (id: string) => makeOnce(`suite ${id}`, () => bundleSuite(id));

/** Where the page finds what it hands into the sandbox. */
export interface SandboxAddresses {
  runtime: string;
  frame: string;
  wasm: string;
  suite: string;
}

export async function sandboxAddresses(id: string): Promise<SandboxAddresses> {
  const at = async (path: string, file: Promise<SandboxFile>) => `${href(`sandbox/${path}`)}?v=${(await file).version}`;
  return {
    runtime: await at('runtime.js', sandboxRuntime()),
    frame: await at('frame.txt', sandboxFrame()),
    wasm: await at('quickjs.wasm', sandboxWasm()),
    suite: await at(`suites/${id}.js`, sandboxSuite(id)),
  };
}
