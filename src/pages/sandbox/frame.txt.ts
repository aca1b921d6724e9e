/**
 * The document of the sandbox frame, as text: the page sets it as `srcdoc`. It is never served as HTML, so that no other
 * site can open it as a page of this origin.
 */
import { sandboxFrame } from '../../site/labs.ts';

export const GET = async () =>
  new Response((await sandboxFrame()).body, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
