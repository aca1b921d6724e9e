/** The pieces of a stage that change while it plays, as HTML and as text. Every text in them is escaped. */
import { escapeXml } from '#architecture';
import { describeMoment, eventsUntil, type Knob, type Recording } from '#scene';
import { allTargets } from './choices.ts';

/** A world with its picture; its title is shown where there are several. */
export function worldMarkup({ title }: Recording, picture: string, titled: boolean): string {
  const caption = titled ? `<figcaption>${escapeXml(title)}</figcaption>` : '';
  return `<figure class="stage-world">${caption}<div class="stage-scroll" tabindex="0" role="group" aria-label="${escapeXml(`Picture: ${title}`)}"><div class="stage-sheet" data-sheet style="--natural: ${naturalWidth(picture)}px">${picture}</div></div></figure>`;
}

/** The width of a picture at which its text has its natural size, in pixels: what the markup's own first tag says. */
export function naturalWidth(picture: string): number {
  return Number(/^<svg [^>]* width="(\d+)"/.exec(picture)?.[1] ?? 0);
}

/** Worlds stand beside each other only where their pictures, of these natural widths, stay readable: the least width of one. */
export function leastWidth(widths: readonly number[]): string {
  return `${Math.round(Math.max(0, ...widths) * 0.72)}px`;
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
