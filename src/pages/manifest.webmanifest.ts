/** What a phone or a desktop needs to keep the course among its apps. */
import type { APIRoute } from 'astro';
import { href } from '../site/href.ts';
import { ICONS } from '../site/icons.ts';

const icon = (id: keyof typeof ICONS, purpose: 'any' | 'maskable') => {
  const { size } = ICONS[id];
  return { src: href(`icons/${id}.png`), sizes: `${size}x${size}`, type: 'image/png', purpose };
};

const manifest = {
  id: href(),
  name: 'Headroom: a course on scalable systems',
  short_name: 'Headroom',
  description: 'Play with a live system, write the part that decides, and have it graded, all in your browser.',
  lang: 'en-GB',
  start_url: href(),
  scope: href(),
  display: 'minimal-ui',
  background_color: '#faf6ee',
  theme_color: '#faf6ee',
  icons: [
    { src: href('favicon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    icon('icon-192', 'any'),
    icon('icon-512', 'any'),
    icon('icon-maskable-512', 'maskable'),
  ],
};

export const GET: APIRoute = () =>
  new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json' } });
