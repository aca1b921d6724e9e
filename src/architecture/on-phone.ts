/** How a picture is laid out where there is little room beside it. */
import { layoutDiagram } from './layout.ts';
import type { Architecture, Direction } from './types.ts';

/** As wide as a phone still shows, in pixels at the natural size. */
const PHONE_WIDTH = 580;

/** Which way a picture runs on a phone: from top to bottom, unless that spreads out and the other way is slimmer. */
export function directionOnPhone(architecture: Architecture, gauges?: ReadonlyMap<string, number>): Direction {
  const { width } = layoutDiagram(architecture, 'down', gauges);
  if (width <= PHONE_WIDTH) return 'down';
  return layoutDiagram(architecture, 'right', gauges).width < width ? 'right' : 'down';
}
