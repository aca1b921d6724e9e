/** The pieces of a stage that change while it plays, as HTML and as text. Every text in them is escaped. */
import { escapeXml } from '#architecture';
import { describeMoment, eventsUntil, type Knob, type Recording } from '#scene';
import { number } from '#words';
import { allTargets } from './choices.ts';
import { roomsText } from './gauge.ts';
import { ageSteps, waitingUnit } from './waiting.ts';

/** A world with its picture; its title is shown where there are several. `phone` is the picture that a phone shows in its place. */
export function worldMarkup(
  recording: Recording,
  picture: string,
  { titled, phone = '' }: { titled: boolean; phone?: string },
): string {
  const { title } = recording;
  const caption = titled ? `<figcaption>${escapeXml(title)}</figcaption>` : '';
  const style = sheetStyle(sizeOf(picture)) + (phone && `; --phone-wide: ${sizeOf(phone).width}`);
  return `<figure class="stage-world">${caption}<div class="stage-scroll" tabindex="0" role="group" aria-label="${escapeXml(`Picture: ${title}`)}"><div class="stage-sheet" data-sheet data-rooms="${roomsText(recording)}" style="${style}">${phone}${picture}</div></div></figure>`;
}

/** In pixels, where its text has its natural size. */
export interface PictureSize {
  width: number;
  height: number;
}

/** The natural size of a picture: what the markup's own first tag says. */
export function sizeOf(picture: string): PictureSize {
  const [, width = 0, height = 0] = /^<(?:svg|img) [^>]* width="(\d+)" height="(\d+)"/.exec(picture) ?? [];
  return { width: Number(width), height: Number(height) };
}

/** What the stylesheet works out the size of a picture on the page from. */
export function sheetStyle({ width, height }: PictureSize): string {
  return `--wide: ${width}; --high: ${height}`;
}

/** The room that pictures have on a screen of 1,440 × 900, in pixels; what could not be read there may reach below it. */
const ROOM = { width: 800, height: 496 };
/** As the stylesheet has it: the name of a world, above its picture. */
const NAME_HEIGHT = 26;
const LEAST_SCALE = 0.5;

/** How the worlds of a stage stand where there is room. */
interface Arrangement {
  /** How wide each column is, and how high each row, at the natural size of the pictures. */
  columns: number[];
  rows: number[];
  /** How large that makes the pictures: 1 is their natural size. */
  scale: number;
}

/** What the stylesheet needs: as many worlds beside each other as make their pictures largest, all in one measure. */
export function worldsStyle(sizes: readonly PictureSize[]): string {
  const { columns, rows } = arrangement(sizes);
  const tall = rows.reduce((sum, height) => sum + height, 0);
  return `--columns: ${columns.map((width) => `${width}fr`).join(' ')}; --rows: ${rows.length}; --tall: ${tall}`;
}

/** The best number of worlds beside each other, and how large that makes their pictures. */
export function arrangement(sizes: readonly PictureSize[]): Arrangement {
  const ways = sizes.map((_, place) => inColumns(sizes, place + 1));
  const best = ways.reduce((one, other) => (other.scale > one.scale ? other : one), inColumns(sizes, 1));
  // Below this nothing could be read: then one below the other, however tall that is.
  return best.scale < LEAST_SCALE ? inColumns(sizes, 1) : best;
}

function inColumns(sizes: readonly PictureSize[], across: number): Arrangement {
  const columns: number[] = [];
  const rows: number[] = [];
  for (const [place, { width, height }] of sizes.entries()) {
    const [column, row] = [place % across, Math.floor(place / across)];
    columns[column] = Math.max(columns[column] ?? 0, width);
    rows[row] = Math.max(rows[row] ?? 0, height);
  }
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);
  const scale = Math.min(ROOM.width / sum(columns), (ROOM.height - NAME_HEIGHT * rows.length) / sum(rows));
  return { columns, rows, scale };
}

/** What a dot stands for; empty where nothing moves. */
export function dotsText(recordings: readonly Recording[]): string {
  if (recordings.every(({ moves }) => moves.depart.length === 0)) return '';
  const every = (count: number) => (count === 1 ? 'one' : `one for every ${count.toLocaleString('en-GB')}`);
  const unit = Math.max(...recordings.map(waitingUnit));
  const [oneIn] = recordings.map((recording) => recording.oneIn).sort((one, other) => other - one) as [number];
  const [ageing, old] = ageSteps(recordings[0]!);
  const waits = unit === 1 ? '' : `, ${every(unit)} that ${unit === 1 ? 'waits' : 'wait'}`;
  return `Dots, ${every(oneIn)} that ${oneIn === 1 ? 'travels' : 'travel'}${waits}: filled on the way there, a ring on the way back, a cross for a failure. They turn amber with age, from ${number(ageing / 1000)} s to ${number(old / 1000)} s.${linesText(recordings)}`;
}

/** What the kinds of lines mean, where there are others than calls. */
function linesText(recordings: readonly Recording[]): string {
  const used = new Set(recordings.flatMap(({ architecture }) => architecture.links.map(({ kind = 'sync' }) => kind)));
  const looks = { async: 'A dashed line is a message: nobody waits.', replication: 'A dotted line is replication.' };
  return Object.entries(looks)
    .filter(([kind]) => used.has(kind as keyof typeof looks))
    .map(([, text]) => ` ${text}`)
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

/** What has happened in all worlds until a moment, in sentences, the latest last. */
export function eventsUntilAll(recordings: readonly Recording[], at: number): string[] {
  return recordings
    .flatMap((recording) =>
      eventsUntil(recording, at).map(({ at: when, text }) => ({
        when,
        text: `${(when / 1000).toFixed(1)} s${recordings.length > 1 ? `, ${recording.title}` : ''}: ${text}`,
      })),
    )
    .sort((one, other) => one.when - other.when)
    .map(({ text }) => text);
}

/** The same as list items. */
export function eventsMarkup(recordings: readonly Recording[], at: number): string {
  return eventsUntilAll(recordings, at)
    .map((text) => `<li>${escapeXml(text)}</li>`)
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
