/** The worker in which boards run: the page stays quick however large one is, and ends the worker when it takes too long. */
import * as Comlink from 'comlink';
import type { Architecture } from '#architecture';
import type { Replay } from '#grading';
import { buffersOf, type Recording } from '#scene';
import { howFar, type Objective, type Reach } from './how-far.ts';
import type { BoardLoad } from './load.ts';
import { type Job, recordJob } from './run.ts';
import { type WeakSpots, weakSpots } from './weak-spot.ts';

const api = {
  record(job: Job, replay: Replay): Recording[] {
    const recordings = recordJob(job, replay);
    return Comlink.transfer(recordings, buffersOf(recordings));
  },
  weakSpots(architecture: Architecture, load: BoardLoad, onStep: (done: number, of: number) => void): WeakSpots {
    return weakSpots(architecture, load, onStep);
  },
  howFar(
    architecture: Architecture,
    load: BoardLoad,
    objective: Objective,
    onStep: (rate: number, holds: boolean) => void,
  ): Reach {
    return howFar(architecture, load, objective, onStep);
  },
};

export type BoardWorker = typeof api;

Comlink.expose(api);
