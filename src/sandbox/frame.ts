/**
 * The only script of the opaque frame: it waits for the page's first message, starts the worker from the text it was
 * handed, and passes the ports on. No learner's code ever runs on this thread.
 */
import type { FrameStart } from './protocol.ts';

/** The frame inherits the page's policy: a worker's address has to be vouched for, and this script makes only one. */
const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, made: typeof rules): typeof rules } })
  .trustedTypes;
const rules = { createScriptURL: (address: string) => address };
const policy = factory?.createPolicy('headroom', rules) ?? rules;

/** Anybody who holds a window may post to its frames: whatever is not the page's own start is let pass, and waited on. */
function begin({ data, ports, source }: MessageEvent<FrameStart>): void {
  if (source !== parent || ports.length !== 3 || !(data?.wasm instanceof ArrayBuffer)) return;
  removeEventListener('message', begin);
  const [api, progress, trouble] = ports as unknown as [MessagePort, MessagePort, MessagePort];
  const url = URL.createObjectURL(new Blob([data.script], { type: 'text/javascript' }));
  const worker = new Worker(policy.createScriptURL(url));
  worker.addEventListener('error', (event) => trouble.postMessage(String(event.message)));
  worker.postMessage({ wasm: data.wasm, api, progress }, [data.wasm, api, progress]);
}

addEventListener('message', begin);
