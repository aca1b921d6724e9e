/** The guest machine. */
import { sandboxWasm } from '../../site/labs.ts';

export const GET = async () =>
  new Response((await sandboxWasm()).body, { headers: { 'content-type': 'application/wasm' } });
