/**
 * A scene as HTML before any script has run: the picture at a telling moment, the charts of the whole run, the controls and the
 * words. The stage later brings exactly this to life, so nothing on the page moves when somebody begins to play.
 */
import { type Direction, directionOnPhone, drawDiagram, escapeXml, layoutDiagram, wordOf } from '#architecture';
import { nodeAt, type Recording, sampleAt } from '#scene';
import { mergedCharts } from './chart-lines.ts';
import { arrangement, sizeOf, worldMarkup } from './fragments.ts';
import { type Beside, frameMarkup, type StageContent } from './frame.ts';
import { copiesThere, gaugesOf } from './gauge.ts';
import { chartStill, legendMarkup, overlayStill } from './still.ts';

export interface MomentOptions {
  /** Unique on the page. */
  id: string;
  /** In ms. */
  at: number;
  /** As in the scene. */
  pace: number;
  /** `right` when left out. */
  direction?: Direction;
}

/** A recording at a moment, as a picture alone. */
export function momentMarkup(recording: Recording, { id, at, pace, direction = 'right' }: MomentOptions): string {
  const { architecture } = recording;
  const picture = drawDiagram(architecture, { idPrefix: id, gauges: gaugesOf(recording), direction }).replace(
    /<\/svg>$/,
    (end) => `${overlayStill(recording, at, pace, direction)}${end}`,
  );
  // The number in the name of a node that grows and shrinks is that of its cells.
  return architecture.nodes.reduce((markup, { id: node }, index) => {
    const there = copiesThere(nodeAt(recording, index, sampleAt(recording, at))?.copies ?? []);
    const number = new RegExp(`(data-node="${wordOf(node)}"(?:(?!</g>).)*?class="diagram-replicas">× )\\d[^<]*`);
    return there > 0 ? markup.replace(number, (_, before: string) => `${before}${there}`) : markup;
  }, picture);
}

/** Below so much of their natural size the letters of a picture are hard to read. */
const READABLE = 0.66;

/** Which way pictures run where there is room: as makes them largest, those of all worlds alike. */
export function directionOf(recordings: readonly Recording[]): Direction {
  const scale = (direction: Direction) =>
    arrangement(recordings.map((each) => layoutDiagram(each.architecture, direction, gaugesOf(each)))).scale;
  // From left to right is how a request is told of: only where that cannot be read, the other way may be worth it.
  return scale('right') < READABLE && scale('down') > scale('right') ? 'down' : 'right';
}

/** The whole stage. Every text in it is escaped, but for what the author put beside it. */
export function stageMarkup(content: StageContent, beside: Beside = {}): string {
  const { id, at, pace, recordings, isLater = false, direction = 'right', stillHref } = content;
  const fileOf = (recording: Recording, world: number, runs: Direction, name: string) => {
    const { architecture } = recording;
    const { width, height } = layoutDiagram(architecture, runs, gaugesOf(recording));
    // What it is made of is said by the moment in words.
    const alt = escapeXml(architecture.title);
    return `<img class="${name}" width="${width}" height="${height}" src="${stillHref?.(world, runs)}" alt="${alt}" loading="lazy">`;
  };
  const pictures = recordings.map((recording, world) =>
    isLater && stillHref
      ? fileOf(recording, world, direction, 'diagram')
      : momentMarkup(recording, { id: `${id}-${world}`, at, pace, direction }),
  );
  const worlds = recordings.map((each, world) =>
    worldMarkup(each, pictures[world]!, {
      titled: recordings.length > 1,
      phone: stillHref ? fileOf(each, world, directionOnPhone(each.architecture, gaugesOf(each)), 'stage-down') : '',
    }),
  );
  return frameMarkup(
    content,
    { markup: worlds.join(''), sizes: pictures.map(sizeOf) },
    chartsMarkup(recordings, isLater ? undefined : at),
    beside,
  );
}

/** The charts of the whole run, with what they are at a moment in ms; their places alone without a moment. */
function chartsMarkup(recordings: readonly Recording[], at: number | undefined): string {
  return mergedCharts(recordings)
    .map(
      ({ title, unit, series }) =>
        `<figure class="stage-chart"><figcaption>${escapeXml(title)} <span class="stage-unit">${escapeXml(unit)}</span></figcaption><ul class="stage-legend">${at === undefined ? '' : legendMarkup(series, at, recordings[0]!.tick)}</ul><div class="stage-plot" data-plot>${at === undefined ? '' : chartStill(series)}</div></figure>`,
    )
    .join('');
}
