/**
 * A scene as HTML before any script has run: the picture at a telling moment, the charts of the whole run, the controls and the
 * words. The stage later brings exactly this to life, so nothing on the page moves when somebody begins to play.
 */

import { drawDiagram, escapeXml } from '#architecture';
import { describeMoment, eventsUntil, type Knob, type Recording, type Settings } from '#scene';
import { number } from '#words';
import { GREATEST_SEED } from '../grading/replay.ts';
import { mergedCharts } from './chart-lines.ts';
import { allTargets } from './choices.ts';
import { gaugesOf } from './gauge.ts';
import { chartStill, overlayStill } from './still.ts';

export interface StageContent {
  /** Unique on the page. */
  id: string;
  title: string;
  knobs: Readonly<Record<string, Knob>>;
  settings: Settings;
  /** In simulated seconds. */
  seconds: number;
  pace: number;
  /** The moment that is shown first, in ms. */
  at: number;
  recordings: readonly Recording[];
  /** The level of its heading. */
  level: 2 | 3 | 4;
}

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** The whole stage. Every text in it is escaped. */
export function stageMarkup(content: StageContent): string {
  const { id, title, seconds, at, recordings, level } = content;
  const worlds = recordings
    .map((recording, index) =>
      worldMarkup(recording, `${id}-${index}`, recordings.length > 1, { at, pace: content.pace }),
    )
    .join('');
  const heading = `<h${level} class="stage-title" id="${escapeXml(id)}-title">${escapeXml(title)}</h${level}>`;
  const markup = `<div class="stage-head"><p class="kicker">Simulation</p>${heading}</div>
<div class="stage-toolbar" role="group" aria-label="Playing">
<button type="button" class="run" data-play>Play</button>
<button type="button" data-step>Step</button>
<button type="button" data-restart>Restart</button>
<label>Speed <select data-speed autocomplete="off">${SPEEDS.map((speed) => `<option value="${speed}"${speed === 1 ? ' selected' : ''}>${speed} ×</option>`).join('')}</select></label>
<label>Luck <input type="number" data-seed min="0" max="${GREATEST_SEED}" step="1" value="1" autocomplete="off"></label>
<button type="button" data-reset>Reset</button>
<button type="button" data-copy>Copy a link to this</button>
</div>
<div class="stage-scrub"><input type="range" autocomplete="off" data-scrub min="0" max="${seconds * 1000}" step="any" value="${at}" aria-label="Time" aria-valuetext="${timeText(at, seconds)}"><output data-time>${timeText(at, seconds)}</output></div>
<div class="stage-body">
<div class="stage-worlds" data-worlds style="${widthStyle(worlds)}">${worlds}</div>
${dotsText(recordings)}
<ul class="stage-events" data-events tabindex="0" aria-label="What has happened"${recordings.every(({ events }) => events.length === 0) ? ' hidden' : ''}>${eventsMarkup(recordings, at)}</ul>
<div class="stage-controls">
<fieldset class="stage-knobs"${Object.keys(content.knobs).length === 0 ? ' hidden' : ''}><legend>Turn</legend>${Object.entries(
    content.knobs,
  )
    .map(([name, knob]) => knobMarkup(`${id}-knob-${name}`, name, knob, content.settings[name]))
    .join('')}</fieldset>
<fieldset class="stage-break"${recordings.every(({ targets }) => targets.length === 0) ? ' hidden' : ''}><legend>Break</legend>
<div class="stage-strike"><select data-target aria-label="What to break">${targetOptions(recordings)}</select><button type="button" data-strike>Break it</button></div>
<ul class="stage-faults" data-faults></ul></fieldset>
</div>
</div>
<div class="stage-charts" data-charts>${chartsMarkup(recordings)}</div>
<details class="stage-words"><summary>The moment in words</summary><div data-words>${wordsMarkup(recordings, at)}</div></details>
<p class="visually-hidden" role="status" data-status></p>
<p class="stage-note" data-note hidden></p>`;
  // Until a script listens, no control pretends to work.
  return markup.replace(/<(button|input|select) /g, '<$1 disabled ');
}

/** The moment of a still picture in ms, and the pace at which the scene would be watched. */
interface Still {
  at: number;
  pace: number;
}

/** One world's picture, with what it shows at a moment. */
export function worldMarkup(recording: Recording, prefix: string, titled: boolean, still?: Still): string {
  const picture = pictureMarkup(recording, prefix, still);
  const caption = titled ? `<figcaption>${escapeXml(recording.title)}</figcaption>` : '';
  return `<figure class="stage-world">${caption}<div class="stage-scroll" tabindex="0" role="group" aria-label="${escapeXml(`Picture: ${recording.title}`)}"><div class="stage-sheet" data-sheet style="--natural: ${naturalWidth(picture)}px">${picture}</div></div></figure>`;
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

/** What a dot stands for. */
function dotsText(recordings: readonly Recording[]): string {
  if (recordings.every(({ moves }) => moves.depart.length === 0)) return '';
  const oneIn = Math.max(...recordings.map((recording) => recording.oneIn));
  const what = oneIn === 1 ? 'A dot for everything that travels' : `One dot for every ${number(oneIn)} that travel`;
  return `<p class="stage-dots">${what}: filled on the way there, a ring on the way back, a cross for a failure.</p>`;
}

export function pictureMarkup(recording: Recording, prefix: string, still?: Still): string {
  const svg = drawDiagram(recording.architecture, { idPrefix: prefix, gauges: gaugesOf(recording) });
  return still ? svg.replace(/<\/svg>$/, `${overlayStill(recording, still.at, still.pace)}</svg>`) : svg;
}

function chartsMarkup(recordings: readonly Recording[]): string {
  return mergedCharts(recordings)
    .map(
      ({ title, unit, series }) =>
        `<figure class="stage-chart"><figcaption>${escapeXml(title)} <span class="stage-unit">${escapeXml(unit)}</span></figcaption><div class="stage-plot" data-plot>${chartStill(series)}</div></figure>`,
    )
    .join('');
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

function knobMarkup(id: string, name: string, knob: Knob, value: unknown): string {
  const label = `<label for="${escapeXml(id)}">${escapeXml(knob.label)}</label>`;
  const data = `id="${escapeXml(id)}" data-knob="${escapeXml(name)}" autocomplete="off"`;
  if (knob.kind === 'switch') {
    return `<div class="stage-knob stage-switch"><input type="checkbox" ${data}${value === true ? ' checked' : ''}>${label}</div>`;
  }
  if (knob.kind === 'choice') {
    const options = knob.options.map(
      (option) =>
        `<option value="${escapeXml(option.value)}"${option.value === value ? ' selected' : ''}>${escapeXml(option.label)}</option>`,
    );
    return `<div class="stage-knob">${label}<select ${data}>${options.join('')}</select></div>`;
  }
  const shown = knobText(knob, value as number);
  return `<div class="stage-knob">${label}<output data-value="${escapeXml(name)}">${escapeXml(shown)}</output><input type="range" ${data} min="${knob.min}" max="${knob.max}" step="${knob.step}" value="${value}" aria-valuetext="${escapeXml(shown)}"></div>`;
}

/** The value of a knob as people read it: '440 requests/s'. */
export function knobText(knob: Extract<Knob, { kind: 'number' }>, value: number): string {
  return `${number(value, 3)}${knob.unit ? ` ${knob.unit}` : ''}`;
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
