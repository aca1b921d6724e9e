/** The icon of a tab. */
import type { APIRoute } from 'astro';
import { SIGN } from '../site/icons.ts';

export const GET: APIRoute = () => new Response(SIGN, { headers: { 'Content-Type': 'image/svg+xml' } });
