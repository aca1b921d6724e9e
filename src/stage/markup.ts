/**
 * A scene as HTML before any script has run: the picture at a telling moment, the charts of the whole run, the controls and the
 * words. The stage later brings exactly this to life, so nothing on the page moves when somebody begins to play.
 */
import { drawDiagram, escapeXml } from '#architecture';
import type { Recording } from '#scene';
import { mergedCharts } from './chart-lines.ts';
import { sizeOf, worldMarkup } from './fragments.ts';
import { type Beside, frameMarkup, type StageContent } from './frame.ts';
import { gaugesOf } from './gauge.ts';
import { chartStill, legendMarkup, overlayStill } from './still.ts';

/** A recording at a moment in ms, as a picture alone. `idPrefix` is unique on the page. */
export function momentMarkup(recording: Recording, idPrefix: string, at: number, pace: number): string {
  return pictureOf(recording, idPrefix).replace(/<\/svg>$/, (end) => `${overlayStill(recording, at, pace)}${end}`);
}

function pictureOf(recording: Recording, idPrefix: string): string {
  return drawDiagram(recording.architecture, { idPrefix, gauges: gaugesOf(recording) });
}

/** The whole stage. Every text in it is escaped, but for what the author put beside it. */
export function stageMarkup(content: StageContent, beside: Beside = {}): string {
  const { id, at, pace, recordings, isLater = false } = content;
  const pictures = recordings.map((recording, index) =>
    isLater ? pictureOf(recording, `${id}-${index}`) : momentMarkup(recording, `${id}-${index}`, at, pace),
  );
  const worlds = recordings.map((each, index) => worldMarkup(each, pictures[index]!, recordings.length > 1));
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
