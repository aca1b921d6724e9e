/** The worker in which the scenes of lessons are recorded, so that the page stays quick. No learner's code runs here. */
import * as Comlink from 'comlink';
import type { Replay } from '#grading';
import { buffersOf, type Recording, record, type Scene } from '#scene';

const scenes = import.meta.glob<Scene<undefined>>('/content/scenes/*.ts', { import: 'default' });

const api = {
  /** Throws when there is no such scene. */
  async record(id: string, replay: Replay): Promise<Recording[]> {
    const load = scenes[`/content/scenes/${id}.ts`];
    if (!load) throw new Error(`There is no scene "${id}".`);
    const recordings = record(await load(), replay, undefined);
    return Comlink.transfer(recordings, buffersOf(recordings));
  },
};

export type RecorderApi = typeof api;

Comlink.expose(api);
