/** All scenes of lessons and labs, by the names that simulations, addresses and the recorder have for them, and where their stills are. */
import type { Direction } from '#architecture';
import type { Scene } from '#scene';
import { href } from './href.ts';

const files = import.meta.glob<Scene>(['/content/scenes/*.ts', '/labs/*/scene.ts'], { eager: true, import: 'default' });

/** The scenes by their ids: the name of a file in content/scenes, or `lab:` and the id of a lab. */
export const SCENES: ReadonlyMap<string, Scene> = new Map(
  Object.entries(files).map(([path, scene]) => [
    path.replace(/^\/content\/scenes\/(.*)\.ts$/, '$1').replace(/^\/labs\/(.*)\/scene\.ts$/, 'lab:$1'),
    scene,
  ]),
);

/** The name of the still of a world, by its place in the scene. */
export function stillName(id: string, world: number, direction: Direction): string {
  return `${id.replace(':', '-')}-${world}-${direction}`;
}

/** Its address. */
export function stillHref(id: string, world: number, direction: Direction): string {
  return href(`stills/${stillName(id, world, direction)}.svg`);
}
