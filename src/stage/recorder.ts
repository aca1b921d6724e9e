/**
 * The worker in which the scenes of lessons are recorded, so that the page stays quick. No learner's code runs here: a scene of a
 * lab has the reference solution in the learner's place.
 */
import * as Comlink from 'comlink';
import type { Replay } from '#grading';
import { buffersOf, type Recording, record, type Scene } from '#scene';

const scenes = import.meta.glob<Scene>(['/content/scenes/*.ts', '/labs/*/scene.ts'], { import: 'default' });

const api = {
  /** `id` is the name of a file in content/scenes, or `lab:` and the id of a lab. Throws when there is no such scene. */
  async record(id: string, replay: Replay): Promise<Recording[]> {
    const load = scenes[id.startsWith('lab:') ? `/labs/${id.slice(4)}/scene.ts` : `/content/scenes/${id}.ts`];
    if (!load) throw new Error(`There is no scene "${id}".`);
    const recordings = record(await load(), replay);
    return Comlink.transfer(recordings, buffersOf(recordings));
  },
};

export type RecorderApi = typeof api;

Comlink.expose(api);
