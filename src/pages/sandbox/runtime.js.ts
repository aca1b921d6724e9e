/** The sandbox worker's runtime, as text for the page to hand into the frame. */
import { sandboxRuntime } from '../../site/labs.ts';

export const GET = async () =>
  new Response((await sandboxRuntime()).body, { headers: { 'content-type': 'text/javascript' } });
