/**
 * The worker in which the scenes of lessons are recorded, so that the page stays quick. No learner's code runs here: a scene of a
 * lab has the reference solution in the learner's place.
 */
import * as Comlink from 'comlink';
import type { Replay } from '#grading';
import { buffersOf, type Recording, record, type Scene } from '#scene';

const scenes = import.meta.glob<Scene>(['/content/scenes/*.ts', '/labs/*/scene.ts'], { import: 'default' });

/** `id` is the name of a file in content/scenes, or `lab:` and the id of a lab. Rejects when there is no such scene. */
async function loaded(id: string): Promise<Scene> {
  const load = scenes[id.startsWith('lab:') ? `/labs/${id.slice(4)}/scene.ts` : `/content/scenes/${id}.ts`];
  if (!load) throw new Error(`There is no scene "${id}".`);
  return load();
}

/** The scene that was reached for first is on its way before it is asked for. The worker is called by it: a part of its address would make the module another one than that which scenes import. */
const first = (globalThis as { name?: string }).name ?? '';
if (first !== '') loaded(first).catch(() => {});

const api = {
  async record(id: string, replay: Replay): Promise<Recording[]> {
    const recordings = record(await loaded(id), replay);
    return Comlink.transfer(recordings, buffersOf(recordings));
  },
};

export type RecorderApi = typeof api;

Comlink.expose(api);
