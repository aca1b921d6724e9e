/** What is seen of a stage beside its controls: the pictures of its worlds, their charts, and what they come to in words. */
import { type Direction, targetNamed, targetOf } from '#architecture';
import type { Recording } from '#scene';
import { markup } from '../trusted/policy.ts';
import type { Charts } from './charts.ts';
import type { Way } from './drawer.ts';
import { drawn } from './drawing.ts';
import { dotsText, eventsMarkup, sheetStyle, sizeOf, wordsMarkup, worldMarkup, worldsStyle } from './fragments.ts';
import { roomsText } from './gauge.ts';
import { partOf } from './parts.ts';
import { type Ink, Picture, readInk } from './picture.ts';

/** A phone, as the stylesheet knows it. */
const NARROW = '(max-width: 40rem)';

/** Which way pictures run now, where `direction` is how they run when there is room. */
export function wayNow(direction: Direction): Way {
  return matchMedia(NARROW).matches ? 'phone' : direction;
}

export interface ViewOptions {
  /** Unique on the page. */
  id: string;
  /** Which way pictures run where there is room; `right` when left out. */
  direction?: Direction | undefined;
  /** The theme, or a picture's size, has changed: everything is to be drawn again. */
  onChange(): void;
  /** Somebody clicked on a machine that can be broken. */
  onStrike(target: string): void;
}

export class View {
  readonly #host: HTMLElement;
  readonly #id: string;
  readonly #worlds: HTMLElement;
  /** They come when they come: until then the still ones stand there, and the picture moves. */
  #charts: Charts | undefined;
  readonly #onChange: () => void;
  readonly #wideDirection: Direction;
  readonly #resized: ResizeObserver;
  #recordings: readonly Recording[] = [];
  #before: readonly Recording[] = [];
  #pictures: Picture[] = [];
  #ink: Ink;

  constructor(host: HTMLElement, { id, direction = 'right', onChange, onStrike }: ViewOptions) {
    this.#host = host;
    this.#id = id;
    this.#onChange = onChange;
    this.#wideDirection = direction;
    matchMedia(NARROW).addEventListener('change', () => this.#turn());
    this.#worlds = partOf(host, 'worlds');
    this.#ink = readInk(host);
    this.#resized = new ResizeObserver(() => {
      for (const picture of this.#pictures) picture.resize();
      onChange();
    });
    const dress = () => {
      this.#ink = readInk(host);
      if (this.#recordings.length > 0) this.#charts?.redraw();
      onChange();
    };
    new MutationObserver(dress).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme'],
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress);
    this.#worlds.addEventListener('pointermove', (event) => this.#point(event));
    this.#worlds.addEventListener('pointerleave', (event) => this.#point(event));
    this.#worlds.addEventListener('click', (event) => {
      const target = this.#targetAt(event);
      if (target) onStrike(target);
    });
  }

  /**
   * The pictures that are not on the page yet, one place for each recording. `asBuilt` says that those which the page was built with are
   * theirs. Rejects with NoPicture.
   */
  async picturesFor(recordings: readonly Recording[], asBuilt: boolean): Promise<(string | undefined)[]> {
    const sheets = this.#sheets();
    const isThere = (place: number): boolean => {
      const sheet = sheets.length === recordings.length ? sheets[place] : undefined;
      if (sheet?.dataset.rooms !== roomsText(recordings[place]!) || !sheet.querySelector('svg.diagram')) return false;
      if (this.#way !== (sheet.dataset.way ?? this.#wideDirection)) return false;
      if (sheet.dataset.drawn === undefined) return asBuilt;
      return sheet.dataset.drawn === JSON.stringify(recordings[place]!.architecture);
    };
    return Promise.all(
      recordings.map((each, place) => (isThere(place) ? undefined : drawn(each, `${this.#id}-${place}`, this.#way))),
    );
  }

  /** Shows other recordings, with what `picturesFor` gave for them. `before` is what they can be compared with. */
  show(
    recordings: readonly Recording[],
    before: readonly Recording[],
    pictures: readonly (string | undefined)[],
  ): void {
    this.#stand(recordings, pictures);
    this.#before = before;
    if (this.#charts) this.#charts.show(recordings, before);
    else this.#loadCharts();
    const legend = partOf(this.#host, 'dots');
    legend.textContent = dotsText(recordings);
    legend.hidden = legend.textContent === '';
    partOf(this.#host, 'events').hidden = recordings.every(({ events }) => events.length === 0);
  }

  #stand(recordings: readonly Recording[], pictures: readonly (string | undefined)[]): void {
    const sheets = this.#sheetsFor(recordings, pictures);
    const sizes = sheets.map(({ style }) => ({
      width: Number.parseFloat(style.getPropertyValue('--wide')),
      height: Number.parseFloat(style.getPropertyValue('--high')),
    }));
    this.#worlds.style.cssText = worldsStyle(sizes);
    this.#resized.disconnect();
    this.#recordings = recordings;
    this.#pictures = sheets.map((sheet, index) => {
      sheet.dataset.drawn = JSON.stringify(recordings[index]!.architecture);
      this.#resized.observe(sheet);
      return new Picture(sheet, recordings[index]!);
    });
  }

  async #loadCharts(): Promise<void> {
    try {
      const { Charts } = await import('./charts.ts');
      if (this.#charts) return;
      this.#charts = new Charts(partOf(this.#host, 'charts'));
    } catch {
      // The next run tries again: the picture, its numbers and its words are there without.
      return;
    }
    this.#charts.show(this.#recordings, this.#before);
    this.#onChange();
  }

  /** Puts another run behind the one that is shown, in its charts. */
  compare(before: readonly Recording[]): void {
    this.#before = before;
    this.#charts?.show(this.#recordings, before);
  }

  /** Draws the pictures at a moment in ms. Whatever travels is seen for `atLeast` ms; without `dots` it is left out. */
  drawPictures(at: number, { atLeast, dots }: { atLeast: number; dots: boolean }): void {
    for (const picture of this.#pictures) picture.draw(at, { ink: this.#ink, atLeast, dots });
  }

  drawCharts(at: number): void {
    this.#charts?.draw(at);
  }

  /** Writes the moment and what has happened until then. Words that are folded away can wait for `everything`. */
  writeWords(at: number, everything: boolean): void {
    const words = partOf(this.#host, 'words');
    if (words.closest('details')?.open || everything) words.innerHTML = markup(wordsMarkup(this.#recordings, at));
    const events = partOf(this.#host, 'events');
    const happened = eventsMarkup(this.#recordings, at);
    if (events.innerHTML === happened) return;
    events.innerHTML = markup(happened);
    events.scrollTop = events.scrollHeight;
  }

  get #way(): Way {
    return wayNow(this.#wideDirection);
  }

  /** Draws the pictures anew where they should run another way. */
  async #turn(): Promise<void> {
    if (this.#recordings.length === 0) return;
    const recordings = this.#recordings;
    const pictures = await this.picturesFor(recordings, false);
    if (recordings !== this.#recordings) return;
    this.#stand(recordings, pictures);
    this.#onChange();
  }

  #sheets(): HTMLElement[] {
    return [...this.#worlds.querySelectorAll<HTMLElement>('[data-sheet]')];
  }

  /** The sheets of paper, one for each recording, with the diagrams of these recordings on them. */
  #sheetsFor(recordings: readonly Recording[], pictures: readonly (string | undefined)[]): HTMLElement[] {
    if (this.#sheets().length !== recordings.length) {
      const worlds = recordings.map((each) => worldMarkup(each, '', { titled: recordings.length > 1 }));
      this.#worlds.innerHTML = markup(worlds.join(''));
    }
    const sheets = this.#sheets();
    for (const [place, sheet] of sheets.entries()) {
      const picture = pictures[place];
      if (picture !== undefined) {
        sheet.style.cssText = sheetStyle(sizeOf(picture));
        sheet.dataset.rooms = roomsText(recordings[place]!);
        sheet.dataset.way = this.#way;
        sheet.innerHTML = markup(picture);
      }
      const caption = sheet.closest('figure')?.querySelector('figcaption');
      if (caption) caption.textContent = recordings[place]!.title;
    }
    return sheets;
  }

  /** What would be struck looks so. */
  #point(event: PointerEvent): void {
    const target = event.type === 'pointermove' ? this.#targetAt(event) : undefined;
    this.#worlds.classList.toggle('stage-aims', target !== undefined);
    const struck = target === undefined ? undefined : { x: event.clientX, y: event.clientY };
    let isNew = false;
    for (const picture of this.#pictures) {
      const mine = struck && event.target instanceof Node && picture.owns(event.target);
      isNew = picture.point(mine ? picture.copyAt(struck.x, struck.y) : undefined) || isNew;
    }
    if (isNew) this.#onChange();
  }

  #targetAt({ clientX, clientY, target }: MouseEvent): string | undefined {
    for (const picture of this.#pictures) {
      const hit = target instanceof Node && picture.owns(target) && picture.copyAt(clientX, clientY);
      const name = hit && targetOf(hit);
      if (name && targetNamed(picture.recording.targets, name)) return name;
    }
    return undefined;
  }
}
