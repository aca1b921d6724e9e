/** All scenes of lessons and labs, by the names that simulations, addresses and the recorder have for them, and where their stills and recorded runs are. */
import type { Direction } from '#architecture';
import type { Replay } from '#grading';
import { runKey, type Scene } from '#scene';
import { hashOfText } from '#simulation';
import { href } from './href.ts';

const files = import.meta.glob<Scene>(['/content/scenes/*.ts', '/labs/*/scene.ts'], { eager: true, import: 'default' });

/** The scenes by their ids: the name of a file in content/scenes, or `lab:` and the id of a lab. */
export const SCENES: ReadonlyMap<string, Scene> = new Map(
  Object.entries(files).map(([path, scene]) => [
    path.replace(/^\/content\/scenes\/(.*)\.ts$/, '$1').replace(/^\/labs\/(.*)\/scene\.ts$/, 'lab:$1'),
    scene,
  ]),
);

/** Whether a scene's picture is an answer by itself: that of a design lab is the reference's design. */
export const isAnswer = ({ reference }: Scene): boolean =>
  typeof reference === 'object' && reference !== null && 'design' in reference;

/** The name of the still of a world, by its place in the scene. */
export function stillName(id: string, world: number, direction: Direction): string {
  return `${id.replace(':', '-')}-${world}-${direction}`;
}

/** Its address. */
export function stillHref(id: string, world: number, direction: Direction): string {
  return href(`stills/${stillName(id, world, direction)}.svg`);
}

/** The name of the recording of a run. */
export function runName(id: string, replay: Replay): string {
  return `${id.replace(':', '-')}-${hashOfText(runKey(replay)).toString(36)}`;
}

/** Its address. */
export function runHref(id: string, replay: Replay): string {
  return href(`runs/${runName(id, replay)}.bin`);
}

/** The name of a scene that an experiment is about. */
export function idOf(scene: Scene<unknown>): string {
  const found = [...SCENES].find(([, each]) => each === scene);
  if (!found) throw new Error(`"${scene.title}" is not the scene of a lesson or of a lab: it has no file of its own.`);
  return found[0];
}
