/** What the page loads before a sandbox can start: the scripts and the frame's document as text, the engine as bytes. */
import type { FrameStart } from './protocol.ts';

/** Where the parts of a lab's sandbox are. */
export interface Addresses {
  runtime: string;
  frame: string;
  wasm: string;
  suite: string;
}

export interface Parts {
  frameDocument: string;
  start: FrameStart;
}

/** The page could not load or start the sandbox; the message says what to do. */
export class SandboxUnavailable extends Error {}

/** Loads all parts. Throws SandboxUnavailable when one of them cannot be had. */
export async function loadParts({ runtime, suite, frame, wasm }: Addresses): Promise<Parts> {
  const [runtimeScript, suiteScript, frameDocument, bytes] = await Promise.all([
    fetchText(runtime),
    fetchText(suite),
    fetchText(frame),
    fetchBytes(wasm),
  ]);
  return { frameDocument, start: { script: `${runtimeScript}\n${suiteScript}`, wasm: bytes } };
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
