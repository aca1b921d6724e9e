/** The icons of home screens, which the web manifest names. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { ICONS, iconPicture } from '../../site/icons.ts';

export const getStaticPaths = (() => Object.keys(ICONS).map((icon) => ({ params: { icon } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { size, ...rest } = ICONS[params.icon as keyof typeof ICONS];
  return new Response(await iconPicture(size, 'apart' in rest), { headers: { 'Content-Type': 'image/png' } });
};
