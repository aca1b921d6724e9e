/** The icon for what asks for `favicon.ico` whatever a page says, such as readers of feeds and older browsers. */
import type { APIRoute } from 'astro';
import { iconFile } from '../site/icons.ts';

export const GET: APIRoute = async () =>
  new Response(await iconFile([16, 32, 48]), { headers: { 'Content-Type': 'image/x-icon' } });
