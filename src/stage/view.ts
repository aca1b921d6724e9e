/** What is seen of a stage beside its controls: the pictures of its worlds, their charts, and what they come to in words. */
import { targetNamed, targetOf } from '#architecture';
import type { Recording } from '#scene';
import { Charts } from './charts.ts';
import { eventsMarkup, naturalWidth, pictureMarkup, widthStyle, wordsMarkup, worldMarkup } from './fragments.ts';
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
   * Shows other recordings. `before` is what they can be compared with; `asBuilt` says that the pictures which the page was built with
   * are theirs.
   */
  show(recordings: readonly Recording[], before: readonly Recording[], asBuilt: boolean): void {
    const sheets = this.#sheetsFor(recordings, asBuilt);
    this.#worlds.setAttribute('style', widthStyle(this.#worlds.innerHTML));
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
    if (words.closest('details')?.open || everything) words.innerHTML = wordsMarkup(this.#recordings, at);
    const events = partOf(this.#host, 'events');
    const happened = eventsMarkup(this.#recordings, at);
    if (events.innerHTML === happened) return;
    events.innerHTML = happened;
    events.scrollTop = events.scrollHeight;
  }

  /** The sheets of paper, one for each recording, with the diagrams of these recordings on them. */
  #sheetsFor(recordings: readonly Recording[], asBuilt: boolean): HTMLElement[] {
    const find = () => [...this.#worlds.querySelectorAll<HTMLElement>('[data-sheet]')];
    const sheets = find();
    if (sheets.length !== recordings.length) {
      this.#worlds.innerHTML = recordings
        .map((each, index) => worldMarkup(each, pictureMarkup(each, `${this.#id}-${index}`), recordings.length > 1))
        .join('');
      return find();
    }
    for (const [index, sheet] of sheets.entries()) {
      const recording = recordings[index]!;
      const isSame =
        sheet.dataset.drawn === undefined ? asBuilt : sheet.dataset.drawn === JSON.stringify(recording.architecture);
      if (!isSame) {
        const picture = pictureMarkup(recording, `${this.#id}-${index}`);
        sheet.style.setProperty('--natural', `${naturalWidth(picture)}px`);
        sheet.innerHTML = picture;
      }
      const caption = sheet.closest('figure')?.querySelector('figcaption');
      if (caption) caption.textContent = recording.title;
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
