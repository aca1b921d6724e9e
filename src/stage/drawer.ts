/**
 * The worker in which the pictures of a stage are laid out. A stranger's code chooses what is in a picture, and with that how long
 * its layout takes: here it can be ended, and the page stays quick.
 */
import { type Architecture, drawDiagram } from '#architecture';

/** A picture to draw; `gauges` and `idPrefix` as in `drawDiagram`. */
export interface DrawRequest {
  architecture: Architecture;
  gauges: ReadonlySet<string>;
  idPrefix: string;
}

/** The picture as markup, every text in it escaped, or the words of what was thrown. */
export type DrawAnswer = { picture: string } | { thrown: string };

function draw({ architecture, gauges, idPrefix }: DrawRequest): DrawAnswer {
  try {
    return { picture: drawDiagram(architecture, { gauges, idPrefix }) };
  } catch (thrown) {
    return { thrown: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

addEventListener('message', ({ data }: MessageEvent<DrawRequest>) => postMessage(draw(data)));
