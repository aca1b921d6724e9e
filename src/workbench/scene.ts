/** The way to a lab's scene, which loads when the learner first wants to see their code at work. */
import type { Replay } from '#grading';
import type { Recording } from '#scene';
import type { LabScene } from './lab-scene.ts';

export interface SceneOptions {
  host: HTMLElement;
  lab: string;
  /** Records the scene with the learner's code in it; rejects with an Error for the learner. */
  record(replay: Replay): Promise<Recording[]>;
  /** Hears why the scene could not be shown, in a sentence for the learner. */
  onFailure(why: string): void;
}

/** Gives what shows the learner's code at work; with a replay, what a failed test was about. */
export function sceneOf({ host, lab, record, onFailure }: SceneOptions): (replay?: Replay) => void {
  let scene: Promise<LabScene | undefined> | undefined;
  return (replay) => {
    scene ??= import('./lab-scene.ts').then(
      ({ openLabScene }) => openLabScene(host, lab, record),
      (error: unknown) => {
        scene = undefined;
        console.error(error);
        onFailure('The scene could not be loaded. Check your connection and try again; your code is kept.');
        return undefined;
      },
    );
    scene
      .then((opened) => opened?.show(replay))
      .catch((error: unknown) => {
        console.error(error);
        onFailure('The scene could not be shown: something went wrong on this page. Your code is kept.');
      });
  };
}
