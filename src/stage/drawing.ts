/** Has the pictures of a stage drawn in a worker, one after the other, and ends the worker when one of them takes too long. */
import type { Architecture } from '#architecture';
import type { Recording } from '#scene';
import { scriptAddress } from '../trusted/policy.ts';
import type { DrawAnswer, DrawRequest, Way } from './drawer.ts';
import drawer from './drawer.ts?worker&url';
import { gaugesOf } from './gauge.ts';

/** Milliseconds for one picture. The largest of the course takes a fiftieth of it. */
const DEADLINE_MS = 10_000;
/** Milliseconds until the worker's script is there, which can come over a slow line. */
const START_LIMIT_MS = 20_000;

/** A picture could not be drawn; the message is for the viewer. */
export class NoPicture extends Error {}

let worker: Worker | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** The diagram of a recording as markup; `idPrefix` is unique on the page. Rejects with NoPicture. */
export function drawn(recording: Recording, idPrefix: string, way: Way): Promise<string> {
  const { title, architecture } = recording;
  return inTurn(title, { architecture, gauges: gaugesOf(recording), idPrefix, way });
}

/** The diagram of an architecture that nothing runs in. Rejects with NoPicture. */
export function drawnArchitecture(architecture: Architecture, idPrefix: string, way: Way): Promise<string> {
  return inTurn(architecture.title, { architecture, gauges: new Map(), idPrefix, way });
}

function inTurn(title: string, request: DrawRequest): Promise<string> {
  const picture = turn.then(() => drawNow(title, request));
  turn = picture.catch(() => {});
  return picture;
}

function drawNow(title: string, request: DrawRequest): Promise<string> {
  const isNew = worker === undefined;
  worker ??= new Worker(scriptAddress(drawer), { type: 'module' });
  const asked = worker;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      asked.onmessage = asked.onerror = asked.onmessageerror = null;
    };
    const giveUp = (why: string): void => {
      end();
      asked.terminate();
      worker = undefined;
      reject(new NoPicture(why));
    };
    const timer = setTimeout(() => giveUp(tooLong(title, request)), isNew ? START_LIMIT_MS : DEADLINE_MS);
    asked.onmessage = ({ data }: MessageEvent<DrawAnswer>) => {
      end();
      if ('picture' in data) resolve(data.picture);
      else reject(new NoPicture(`The picture of “${title}” could not be drawn: ${data.thrown}`));
    };
    asked.onerror = () =>
      giveUp('What draws the pictures could not be loaded. Check your connection and try again; your code is kept.');
    asked.postMessage(request);
  });
}

function tooLong(title: string, { architecture: { nodes, links } }: DrawRequest): string {
  return `The picture of “${title}” takes too long to draw: it has ${nodes.length} nodes and ${links.length} links. Use fewer links between fewer nodes, and shorter labels.`;
}
