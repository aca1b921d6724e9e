/** What stands around the pictures and charts of a stage, as HTML: its controls, knobs and words. */
import { type Direction, escapeXml } from '#architecture';
import type { Knob, Recording, Settings } from '#scene';
import { GREATEST_SEED } from '../grading/replay.ts';
import {
  dotsText,
  eventsMarkup,
  knobText,
  type PictureSize,
  targetOptions,
  timeText,
  wordsMarkup,
  worldsStyle,
} from './fragments.ts';

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
  /** Whether it stands further down a page than another: its picture is then a file, and its charts and its words come when it is played. */
  isLater?: boolean;
  /** Whether a viewer can slow a part as well as break it. */
  canSlow?: boolean;
  /** Which way its pictures run where there is room; `right` when left out. */
  direction?: Direction;
  /** Where the stills of its worlds are, by their places: without it all is in the markup. */
  stillHref?: (world: number, direction: Direction) => string;
}

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** The worlds of a stage as markup, and the natural size of each of their pictures. */
export interface Worlds {
  markup: string;
  sizes: readonly PictureSize[];
}

/** What an author has put beside the pictures of a stage: the experiments, and words about the run. Markup of the page's own. */
export interface Beside {
  experiments?: string;
  about?: string;
}

/** The whole stage around the pictures of its worlds and its charts. Every text in it is escaped, but for what the author put beside it. */
export function frameMarkup(content: StageContent, worlds: Worlds, charts: string, beside: Beside = {}): string {
  const { id, title, seconds, at, recordings, level, isLater = false } = content;
  const heading = `<h${level} class="stage-title" id="${escapeXml(id)}-title">${escapeXml(title)}</h${level}>`;
  const picture = `<div class="stage-picture"><div class="stage-worlds" data-worlds style="${worldsStyle(worlds.sizes)}">${worlds.markup}</div>
<p class="stage-note" data-note hidden></p></div>`;
  // On a phone they open over the foot of the page, from buttons under the thumb.
  const [turnId, breakId] = [`${escapeXml(id)}-turn`, `${escapeXml(id)}-break`];
  const canTurn = Object.keys(content.knobs).length > 0;
  const canBreak = recordings.some(({ targets }) => targets.length > 0);
  // Known before the second has come, while the page is still being read: the first must not move then.
  const others = (beside.experiments?.match(/<details[^>]* class="try"/g)?.length ?? 0) - 1;
  const opener = (target: string, text: string, there: boolean) =>
    `<button type="button" class="stage-opens" popovertarget="${target}"${there ? '' : ' hidden'}>${text}</button>`;
  const side = `<div class="stage-side">
<fieldset class="stage-knobs" popover id="${turnId}"${canTurn ? '' : ' hidden'}><legend>Turn</legend>${Object.entries(
    content.knobs,
  )
    .map(([name, knob]) => knobMarkup(`${id}-knob-${name}`, name, knob, content.settings[name]))
    .join('')}</fieldset>
<fieldset class="stage-break" popover id="${breakId}"${canBreak ? '' : ' hidden'}><legend>Break</legend>
<div class="stage-strike"><select data-target aria-label="What to break">${targetOptions(recordings)}</select><button type="button" data-strike>Break it</button>${content.canSlow ? '<button type="button" data-slow>Slow it</button>' : ''}</div>
<ul class="stage-faults" data-faults></ul></fieldset>
<ul class="stage-events" data-events tabindex="0" aria-label="What has happened"${recordings.every(({ events }) => events.length === 0) ? ' hidden' : ''}>${eventsMarkup(recordings, at)}</ul>
</div>`;
  const toolbar = `<div class="stage-toolbar" role="group" aria-label="Playing"><div class="stage-time">
<button type="button" class="run" data-play>Play</button>
<button type="button" data-step>Step</button>
<input type="range" autocomplete="off" data-scrub min="0" max="${seconds * 1000}" step="any" value="${at}" aria-label="Time" aria-valuetext="${timeText(at, seconds)}"><output data-time>${timeText(at, seconds)}</output>
${opener(turnId, 'Turn', canTurn)}${opener(breakId, 'Break', canBreak)}</div><div class="stage-more">
<button type="button" data-restart>Restart</button>
<label>Speed <select data-speed autocomplete="off">${SPEEDS.map((speed) => `<option value="${speed}"${speed === 1 ? ' selected' : ''}>${speed} ×</option>`).join('')}</select></label>
<label>Luck <input type="number" data-seed min="0" max="${GREATEST_SEED}" step="1" value="1" autocomplete="off"></label>
<button type="button" data-reset>Reset</button>
<span class="stage-copy"><button type="button" data-copy>Copy a link</button><span role="status" data-copied></span></span>
</div></div>`;
  // Until a script listens, no control pretends to work.
  const idle = (markup: string) =>
    markup.replace(/<(button|input|select) (?!type="button" class="stage-opens")/g, '<$1 disabled ');
  return `<div class="stage-panel">
<div class="stage-head"><p class="kicker">Simulation</p>${heading}</div>
<div class="stage-try${others > 0 ? ` stage-choice" style="--others: ${others}` : ''}">${beside.experiments ?? ''}</div>
${picture}
${idle(side)}
${idle(toolbar)}
<div class="stage-charts" data-charts>${charts}</div>
<div class="stage-foot"><details class="stage-words"><summary>The moment in words</summary><div data-words>${isLater ? '' : wordsMarkup(recordings, at)}</div></details>
<p class="stage-dots" data-dots${dotsText(recordings) === '' ? ' hidden' : ''}>${escapeXml(dotsText(recordings))}</p>${beside.about ? `<div class="stage-about">${beside.about}</div>` : ''}</div>
<p class="visually-hidden" role="status" data-status></p>
</div>`;
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
