/**
 * The worker in which the pictures of a stage are laid out. A stranger's code chooses what is in a picture, and with that how long
 * its layout takes: here it can be ended, and the page stays quick.
 */
import { type Architecture, type Direction, directionOnPhone, drawDiagram } from '#architecture';

/** Which way a picture runs: one of the two, or the one that fits a phone. */
export type Way = Direction | 'phone';

/** A picture to draw; `gauges` and `idPrefix` as in `drawDiagram`. */
export interface DrawRequest {
  architecture: Architecture;
  gauges: ReadonlyMap<string, number>;
  idPrefix: string;
  way: Way;
}

/** The picture as markup, every text in it escaped, or the words of what was thrown. */
export type DrawAnswer = { picture: string } | { thrown: string };

function draw({ architecture, gauges, idPrefix, way }: DrawRequest): DrawAnswer {
  try {
    const direction = way === 'phone' ? directionOnPhone(architecture, gauges) : way;
    return { picture: drawDiagram(architecture, { gauges, idPrefix, direction }) };
  } catch (thrown) {
    return { thrown: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

addEventListener('message', ({ data }: MessageEvent<DrawRequest>) => postMessage(draw(data)));
