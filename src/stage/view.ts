/** What is seen of a stage beside its controls: the pictures of its worlds, their charts, and what they come to in words. */
import { targetNamed, targetOf } from '#architecture';
import type { Recording } from '#scene';
import { markup } from '../trusted/policy.ts';
import { Charts } from './charts.ts';
import { drawn } from './drawing.ts';
import { eventsMarkup, sheetStyle, sizeOf, wordsMarkup, worldMarkup, worldsStyle } from './fragments.ts';
import { partOf } from './parts.ts';
import { type Ink, Picture, readInk } from './picture.ts';

export interface ViewOptions {
  /** Unique on the page. */
  id: string;
  /** The theme, or a picture's size, has changed: everything is to be drawn again. */
  onChange(): void;
  /** Somebody clicked on a machine that can be broken. */
  onStrike(target: string): void;
}

export class View {
  readonly #host: HTMLElement;
  readonly #id: string;
  readonly #worlds: HTMLElement;
  readonly #charts: Charts;
  readonly #resized: ResizeObserver;
  #recordings: readonly Recording[] = [];
  #pictures: Picture[] = [];
  #ink: Ink;

  constructor(host: HTMLElement, { id, onChange, onStrike }: ViewOptions) {
    this.#host = host;
    this.#id = id;
    this.#worlds = partOf(host, 'worlds');
    this.#ink = readInk(host);
    this.#charts = new Charts(partOf(host, 'charts'));
    this.#resized = new ResizeObserver(() => {
      for (const picture of this.#pictures) picture.resize();
      onChange();
    });
    const dress = () => {
      this.#ink = readInk(host);
      if (this.#recordings.length > 0) this.#charts.redraw();
      onChange();
    };
    new MutationObserver(dress).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme'],
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress);
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
      if (sheet?.dataset.drawn === undefined) return sheet !== undefined && asBuilt;
      return sheet.dataset.drawn === JSON.stringify(recordings[place]!.architecture);
    };
    return Promise.all(
      recordings.map((each, place) => (isThere(place) ? undefined : drawn(each, `${this.#id}-${place}`))),
    );
  }

  /** Shows other recordings, with what `picturesFor` gave for them. `before` is what they can be compared with. */
  show(
    recordings: readonly Recording[],
    before: readonly Recording[],
    pictures: readonly (string | undefined)[],
  ): void {
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
    this.#charts.show(recordings, before);
    partOf(this.#host, 'events').hidden = recordings.every(({ events }) => events.length === 0);
  }

  /** Puts another run behind the one that is shown, in its charts. */
  compare(before: readonly Recording[]): void {
    this.#charts.show(this.#recordings, before);
  }

  /** Draws the pictures at a moment in ms. Whatever travels is seen for `atLeast` ms; without `dots` it is left out. */
  drawPictures(at: number, { atLeast, dots }: { atLeast: number; dots: boolean }): void {
    for (const picture of this.#pictures) picture.draw(at, { ink: this.#ink, atLeast, dots });
  }

  drawCharts(at: number): void {
    this.#charts.draw(at);
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

  #sheets(): HTMLElement[] {
    return [...this.#worlds.querySelectorAll<HTMLElement>('[data-sheet]')];
  }

  /** The sheets of paper, one for each recording, with the diagrams of these recordings on them. */
  #sheetsFor(recordings: readonly Recording[], pictures: readonly (string | undefined)[]): HTMLElement[] {
    if (this.#sheets().length !== recordings.length) {
      this.#worlds.innerHTML = recordings.map((each) => worldMarkup(each, '', recordings.length > 1)).join('');
    }
    const sheets = this.#sheets();
    for (const [place, sheet] of sheets.entries()) {
      const picture = pictures[place];
      if (picture !== undefined) {
        sheet.style.cssText = sheetStyle(sizeOf(picture));
        sheet.innerHTML = markup(picture);
      }
      const caption = sheet.closest('figure')?.querySelector('figcaption');
      if (caption) caption.textContent = recordings[place]!.title;
    }
    return sheets;
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
