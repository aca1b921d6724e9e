/** Everything may be read and found. Where the host's address is known, robots are led to the site map. */
import type { APIRoute } from 'astro';
import { href } from '../site/href.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\n${site ? `\nSitemap: ${new URL(href('sitemap-index.xml'), site)}\n` : ''}`);
