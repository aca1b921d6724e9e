/**
 * The only script of the opaque frame: it waits for the page's first message, starts the worker from the text it was
 * handed, and passes the ports on. No learner's code ever runs on this thread.
 */
import type { FrameStart } from './protocol.ts';

addEventListener(
  'message',
  ({ data, ports, source }: MessageEvent<FrameStart>) => {
    if (source !== parent) return;
    const [api, progress, trouble] = ports as unknown as [MessagePort, MessagePort, MessagePort];
    const url = URL.createObjectURL(new Blob([data.script], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.addEventListener('error', (event) => trouble.postMessage(String(event.message)));
    worker.postMessage({ wasm: data.wasm, api, progress }, [data.wasm, api, progress]);
  },
  { once: true },
);
