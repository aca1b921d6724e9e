/** The usual run of every scene, that of each experiment, and that of the home page: recorded here, so that a page plays them at once. */
import { gzipSync } from 'node:zlib';
import type { APIRoute, GetStaticPaths } from 'astro';
import type { Replay } from '#grading';
import { Experiment, packed, recorded, type Scene, USUAL } from '#scene';
import { BREAKS } from '../../site/crowd.ts';
import { WITHOUT_SOLUTIONS } from '../../site/edition.ts';
import { idOf, runName, SCENES } from '../../site/scenes.ts';

const experiments = Object.values(
  import.meta.glob<Record<string, unknown>>('/content/lessons/*.tries.ts', { eager: true }),
).flatMap((file) => Object.values(file).filter((each) => each instanceof Experiment));

export const getStaticPaths = (() => {
  const runs: [id: string, replay: Replay][] = [['crowd', BREAKS]];
  for (const id of SCENES.keys()) runs.push([id, USUAL]);
  for (const { scene, replay } of experiments) runs.push([idOf(scene), replay]);
  const named = new Map(
    runs
      // The scene of a lab that has a solution runs nowhere in an edition without them, and one without a reference runs nothing by itself.
      .filter(([id]) => !id.startsWith('lab:') || (!WITHOUT_SOLUTIONS && SCENES.get(id)!.reference !== undefined))
      .map(([id, replay]) => [runName(id, replay), { scene: SCENES.get(id)!, replay }]),
  );
  return [...named].map(([run, props]) => ({ params: { run }, props }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => {
  const { scene, replay } = props as { scene: Scene; replay: Replay };
  const file = gzipSync(packed(recorded(scene, replay)), { level: 9 });
  return new Response(new Uint8Array(file), { headers: { 'Content-Type': 'application/octet-stream' } });
};
