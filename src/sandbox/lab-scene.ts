/** What a lab's script adds to the runtime when the lab has a scene: the scene, recorded with a learner's code in it. */
import type { Replay } from '#grading';
import type { Recording } from '#scene';

export type RecordScene = (replay: Replay, learner: unknown) => Recording[];
