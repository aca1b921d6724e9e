/** The reference solution of a lab as a text, which the workshop puts beside the learner's own. */
import type { APIRoute } from 'astro';
import { WITHOUT_SOLUTIONS } from '../../../site/edition.ts';
import { LABS, siteLab } from '../../../site/labs.ts';

export const getStaticPaths = () => (WITHOUT_SOLUTIONS ? [] : [...LABS.keys()].map((id) => ({ params: { id } })));

export const GET: APIRoute = ({ params }) => new Response(siteLab(params.id as string).solution);
