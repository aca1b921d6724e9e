/**
 * The worker in which the pictures of a stage are laid out. A stranger's code chooses what is in a picture, and with that how long
 * its layout takes: here it can be ended, and the page stays quick.
 */
import { type Architecture, type Direction, drawDiagram } from '#architecture';

/** A picture to draw; `gauges`, `idPrefix` and `direction` as in `drawDiagram`. */
export interface DrawRequest {
  architecture: Architecture;
  gauges: ReadonlyMap<string, number>;
  idPrefix: string;
  direction: Direction;
}

/** The picture as markup, every text in it escaped, or the words of what was thrown. */
export type DrawAnswer = { picture: string } | { thrown: string };

function draw({ architecture, gauges, idPrefix, direction }: DrawRequest): DrawAnswer {
  try {
    return { picture: drawDiagram(architecture, { gauges, idPrefix, direction }) };
  } catch (thrown) {
    return { thrown: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

addEventListener('message', ({ data }: MessageEvent<DrawRequest>) => postMessage(draw(data)));
