/** The architecture of a design lab, drawn as it is typed. What cannot be drawn yet says why, under the last picture that could. */
import type { Looked } from '../sandbox/look-schema.ts';
import { drawnArchitecture } from '../stage/drawing.ts';
import { wayNow } from '../stage/view.ts';
import { markup } from '../trusted/policy.ts';
import { sayWithCode } from './code-words.ts';

export class DesignDrawing {
  readonly #host: HTMLElement;
  readonly #id: string;
  #shown = '';
  /** Counts what was asked for: only the latest is shown. */
  #asked = 0;

  constructor(host: HTMLElement, lab: string) {
    this.#host = host;
    this.#id = `design-${lab}`;
  }

  async show({ refused, designed, problems = [] }: Looked): Promise<void> {
    const mine = ++this.#asked;
    const said = [...(refused ? [refused.message] : []), ...problems];
    const key = JSON.stringify(designed);
    const sheet = this.#host.querySelector('[data-drawing-sheet]') as HTMLElement;
    if (designed && key !== this.#shown) {
      try {
        const picture = await drawnArchitecture(designed, this.#id, wayNow('right'));
        if (mine !== this.#asked) return;
        sheet.innerHTML = markup(picture);
        this.#shown = key;
      } catch (error) {
        if (mine !== this.#asked) return;
        said.push(error instanceof Error ? error.message : 'The picture could not be drawn.');
      }
    }
    sheet.classList.toggle('stale', !designed && this.#shown !== '');
    const words = this.#host.querySelector('[data-drawing-words]') as HTMLElement;
    const items = said.map((text) => {
      const item = document.createElement('li');
      sayWithCode(item, text);
      return item;
    });
    words.replaceChildren(...items);
    words.hidden = items.length === 0;
  }
}
