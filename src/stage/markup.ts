/**
 * A scene as HTML before any script has run: the picture at a telling moment, the charts of the whole run, the controls and the
 * words. The stage later brings exactly this to life, so nothing on the page moves when somebody begins to play.
 */
import { escapeXml } from '#architecture';
import type { Recording } from '#scene';
import { mergedCharts } from './chart-lines.ts';
import { pictureMarkup, worldMarkup } from './fragments.ts';
import { frameMarkup, type StageContent } from './frame.ts';
import { chartStill, overlayStill } from './still.ts';

/** The whole stage. Every text in it is escaped. */
export function stageMarkup(content: StageContent): string {
  const { id, at, pace, recordings } = content;
  const worlds = recordings.map((recording, index) => {
    const picture = pictureMarkup(recording, `${id}-${index}`);
    const still = picture.replace(/<\/svg>$/, (end) => `${overlayStill(recording, at, pace)}${end}`);
    return worldMarkup(recording, still, recordings.length > 1);
  });
  return frameMarkup(content, worlds.join(''), chartsMarkup(recordings));
}

function chartsMarkup(recordings: readonly Recording[]): string {
  return mergedCharts(recordings)
    .map(
      ({ title, unit, series }) =>
        `<figure class="stage-chart"><figcaption>${escapeXml(title)} <span class="stage-unit">${escapeXml(unit)}</span></figcaption><div class="stage-plot" data-plot>${chartStill(series)}</div></figure>`,
    )
    .join('');
}
