/** A lab's hidden suite: out of sight and out of the learner's code's reach, though never secret on a static site. */
import type { APIRoute } from 'astro';
import { LABS, sandboxSuite } from '../../../site/labs.ts';

export const getStaticPaths = () => [...LABS.keys()].map((lab) => ({ params: { lab } }));

export const GET: APIRoute = async ({ params }) =>
  new Response((await sandboxSuite(params.lab as string)).body, { headers: { 'content-type': 'text/javascript' } });
