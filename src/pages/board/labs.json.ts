/** The design labs as the drawing board needs them: what is sold, the load that is graded, and the text that a learner begins with. */
import type { APIRoute } from 'astro';
import type { DesignLab } from '#design';
import { LABS } from '../../site/labs.ts';

const designs = import.meta.glob<DesignLab>('/labs/*/design.ts', { eager: true, import: 'default' });

export const GET: APIRoute = () => {
  const labs = Object.entries(designs).flatMap(([path, { catalogue, load, warmUp, seconds }]) => {
    const id = path.split('/')[2]!;
    const lab = LABS.get(id);
    if (!lab) return [];
    const { manifest, starter, version } = lab;
    return [{ id, title: manifest.title, starter, version, sold: catalogue.sold, load, seconds: warmUp + seconds }];
  });
  return new Response(JSON.stringify(labs), { headers: { 'Content-Type': 'application/json' } });
};
