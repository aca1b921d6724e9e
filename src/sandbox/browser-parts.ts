/** What the page loads before a sandbox can start: the scripts and the frame's document as text, the engine as bytes. */
import type { FrameStart } from './protocol.ts';

/** Where the parts of a lab's sandbox are. */
export interface Addresses {
  runtime: string;
  frame: string;
  wasm: string;
  suite: string;
}

/** What is on its way. Each may be rejected with SandboxUnavailable. */
export interface Parts {
  frameDocument: Promise<string>;
  start: Promise<FrameStart>;
}

/** The page could not load or start the sandbox; the message says what to do. */
export class SandboxUnavailable extends Error {}

/** Begins to load all parts: the frame can be made while what is to run in it is still on its way. */
export function loadParts({ runtime, suite, frame, wasm }: Addresses): Parts {
  const frameDocument = fetchText(frame);
  const start = Promise.all([fetchText(runtime), fetchText(suite), fetchBytes(wasm)]).then(
    ([runtimeScript, suiteScript, bytes]) => ({ script: `${runtimeScript}\n${suiteScript}`, wasm: bytes }),
  );
  // Whoever waits for one of them hears of it; perhaps nobody does yet.
  for (const part of [frameDocument, start]) part.catch(() => {});
  return { frameDocument, start };
}

async function fetchPart(address: string): Promise<Response> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) {
    throw new SandboxUnavailable(
      'The test runner could not be loaded. Check your connection and run again; your code is kept.',
    );
  }
  return response;
}

async function fetchText(address: string): Promise<string> {
  return (await fetchPart(address)).text();
}

async function fetchBytes(address: string): Promise<ArrayBuffer> {
  return (await fetchPart(address)).arrayBuffer();
}
