/** The pieces of a stage that change while it plays, as HTML and as text. Every text in them is escaped. */
import { drawDiagram, escapeXml } from '#architecture';
import { describeMoment, eventsUntil, type Knob, type Recording } from '#scene';
import { allTargets } from './choices.ts';
import { gaugesOf } from './gauge.ts';

/** The diagram of a world, on which it is drawn how everything is. `prefix` is unique on the page. */
export function pictureMarkup(recording: Recording, prefix: string): string {
  return drawDiagram(recording.architecture, { idPrefix: prefix, gauges: gaugesOf(recording) });
}

/** A world with its picture; its title is shown where there are several. */
export function worldMarkup({ title }: Recording, picture: string, titled: boolean): string {
  const caption = titled ? `<figcaption>${escapeXml(title)}</figcaption>` : '';
  return `<figure class="stage-world">${caption}<div class="stage-scroll" tabindex="0" role="group" aria-label="${escapeXml(`Picture: ${title}`)}"><div class="stage-sheet" data-sheet style="--natural: ${naturalWidth(picture)}px">${picture}</div></div></figure>`;
}

/** The width of a picture at which its text has its natural size, in pixels. */
export function naturalWidth(picture: string): number {
  return Number(/ width="(\d+)"/.exec(picture)?.[1] ?? 0);
}

/** Worlds stand beside each other only where their pictures stay readable there: the least width of one of them. */
export function widthStyle(worlds: string): string {
  const widest = Math.max(0, ...[...worlds.matchAll(/--natural: (\d+)px/g)].map(([, width]) => Number(width)));
  return `--world: ${Math.round(widest * 0.72)}px`;
}

export function wordsMarkup(recordings: readonly Recording[], at: number): string {
  return recordings
    .map((recording) => {
      const title = recordings.length > 1 ? `<p class="stage-words-world">${escapeXml(recording.title)}</p>` : '';
      const sentences = describeMoment(recording, at).map((sentence) => `<li>${escapeXml(sentence)}</li>`);
      return `${title}<ul>${sentences.join('')}</ul>`;
    })
    .join('');
}

/** What has happened in all worlds until a moment, as list items. */
export function eventsMarkup(recordings: readonly Recording[], at: number): string {
  return recordings
    .flatMap((recording) =>
      eventsUntil(recording, at).map(({ at: when, text }) => ({
        when,
        text: `${(when / 1000).toFixed(1)} s${recordings.length > 1 ? `, ${recording.title}` : ''}: ${text}`,
      })),
    )
    .sort((one, other) => one.when - other.when)
    .map(({ text }) => `<li>${escapeXml(text)}</li>`)
    .join('');
}

/** The value of a knob as people read it: '440 requests/s'. */
export function knobText(knob: Extract<Knob, { kind: 'number' }>, value: number): string {
  return `${value.toLocaleString('en-GB')}${knob.unit ? ` ${knob.unit}` : ''}`;
}

export function targetOptions(recordings: readonly Recording[]): string {
  return allTargets(recordings)
    .map(({ target, label }) => `<option value="${escapeXml(target)}">${escapeXml(label)}</option>`)
    .join('');
}

/** '12.0 s of 60 s'. */
export function timeText(at: number, seconds: number): string {
  return `${(at / 1000).toFixed(seconds < 10 ? 2 : 1)} s of ${seconds} s`;
}
