/**
 * One opaque frame with its worker, as the page holds it: three ports, of which nothing is believed unread. Whatever
 * happens in there, the frame can be removed, and the worker with it.
 */
import * as Comlink from 'comlink';
import { markup } from '../trusted/policy.ts';
import { type Parts, SandboxUnavailable } from './browser-parts.ts';
import { hostPolicyFault } from './host-policy.ts';
import { parseProgress } from './progress-schema.ts';
import type { Progress, SandboxApi, Spent } from './protocol.ts';

/** Milliseconds in which a new frame must be ready. */
const START_LIMIT_MS = 20_000;

/** Milliseconds after which a frame that is not ready makes the page ask whether its host forbids something. */
const SUSPECT_AFTER_MS = 2_000;

/** Messages that a run may send on its way; a suite has a few dozen tests. */
const MAX_EVENTS = 1000;

/** Characters of an error of the worker's that are shown. */
const MAX_TROUBLE = 200;

export interface RunningFrame {
  api: Comlink.Remote<SandboxApi>;
  /** Messages heard since the run began. */
  events: number;
  onProgress: (progress: Progress | Spent) => void;
  remove(): void;
}

function notStarted(reason: string): SandboxUnavailable {
  return new SandboxUnavailable(
    `The test runner could not start (${reason}). Reload the page and run again; your code is kept.`,
  );
}

/** Starts a frame and its worker. Rejects with SandboxUnavailable; `onBroken` hears of what breaks down afterwards. */
export async function startFrame(parts: Parts, onBroken: (reason: string) => void): Promise<RunningFrame> {
  const frameDocument = await parts.frameDocument;
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('aria-hidden', 'true');
  element.tabIndex = -1;
  element.title = 'Sandbox';
  element.hidden = true;
  try {
    element.srcdoc = markup(frameDocument);
  } catch {
    throw notStarted('its document is not this site’s');
  }
  const api = new MessageChannel();
  const progress = new MessageChannel();
  const trouble = new MessageChannel();

  const frame: RunningFrame = {
    api: Comlink.wrap<SandboxApi>(api.port1),
    events: 0,
    onProgress: () => {},
    remove() {
      element.remove();
      api.port1.close();
      progress.port1.close();
      trouble.port1.close();
    },
  };
  return new Promise((resolve, reject) => {
    let [timer, suspicion]: (ReturnType<typeof setTimeout> | undefined)[] = [];
    const giveUp = (why: unknown): void => {
      clearTimeout(timer);
      clearTimeout(suspicion);
      frame.remove();
      reject(why);
    };
    let started = false;
    const broken = (reason: string): void => (started ? onBroken(reason) : giveUp(notStarted(reason)));
    progress.port1.onmessage = (message: MessageEvent<unknown>) => {
      if (++frame.events > MAX_EVENTS) {
        progress.port1.close();
        broken('it never stops talking');
        return;
      }
      const event = parseProgress(message.data);
      if (event === 'ready') {
        started = true;
        clearTimeout(timer);
        clearTimeout(suspicion);
        resolve(frame);
      } else if (event) frame.onProgress(event);
    };
    trouble.port1.onmessage = ({ data }: MessageEvent<unknown>) => broken(String(data).slice(0, MAX_TROUBLE));
    const there = new Promise((loaded) => element.addEventListener('load', loaded, { once: true }));
    document.body.append(element);
    parts.start.then(async (start) => {
      // However long its parts took to load: from here on it is at work.
      timer = setTimeout(() => broken('it did not answer'), START_LIMIT_MS);
      suspicion = setTimeout(() => {
        hostPolicyFault().then((fault) => {
          if (fault && !started) broken(fault);
        });
      }, SUSPECT_AFTER_MS);
      await there;
      element.contentWindow?.postMessage(start, '*', [api.port2, progress.port2, trouble.port2]);
    }, giveUp);
  });
}
