/**
 * The board as the learner's store keeps it, beside their code for the labs and with the same care: what was last on it, whether or not its
 * text can be read, and the boards that gave way to another one. A browser that keeps nothing loses nothing of what is on the page.
 */
import type { Architecture } from '#architecture';
import { BOARD } from '../progress/rows.ts';
import { Saver } from '../progress/saver.ts';
import type { keepVersion, readDraft, readVersions, saveDraft } from '../progress/store.ts';
import { type Board, written } from './document.ts';

/** What of the learner's store a board needs. */
export interface BoardStore {
  readDraft: typeof readDraft;
  saveDraft: typeof saveDraft;
  keepVersion: typeof keepVersion;
  readVersions: typeof readVersions;
}

/** Boards that gave way and are offered. */
const MOST_OFFERED = 12;

export class KeptBoards {
  readonly #store: BoardStore;
  readonly #saver: Saver<Board>;
  /** The text that this tab last read or wrote; another tab's stays as an earlier one. */
  #known: string | undefined;

  #onFail = (): void => {};

  constructor(store: BoardStore) {
    this.#store = store;
    this.#saver = new Saver(
      async ({ text, drawn, agrees }) => {
        await store.saveDraft(BOARD, text, this.#known, undefined, agrees ? undefined : JSON.stringify(drawn));
        this.#known = text;
      },
      (state) => {
        if (state === 'failed') this.#onFail();
      },
    );
  }

  /** Hears when the browser would not keep a board. */
  onFail(listener: () => void): void {
    this.#onFail = listener;
  }

  /** The board that was on the page last; undefined where there is none. */
  async last(empty: Architecture): Promise<Board | undefined> {
    const draft = await this.#store.readDraft(BOARD).catch(() => undefined);
    if (!draft) return undefined;
    this.#known = draft.code;
    return written(draft.code, written(draft.drawn ?? '', empty).drawn);
  }

  keep(board: Board): void {
    this.#saver.push(board);
  }

  /** Keeps a board that gives way to another. */
  async keepEarlier({ text, drawn }: Board): Promise<void> {
    if (drawn.nodes.length === 0 && text.length < 100) return;
    // A browser that refuses: undo has it as long as the page is open.
    await this.#store.keepVersion({ lab: BOARD, code: text, replacedBy: 'the drawing board' }).catch(() => {});
  }

  /** The boards that gave way and can be drawn, the latest first. */
  async earlier(empty: Architecture): Promise<Board[]> {
    const versions = await this.#store.readVersions(BOARD).catch(() => []);
    return [...new Set(versions.map(({ code }) => code))]
      .slice(0, MOST_OFFERED)
      .map((text) => written(text, empty))
      .filter(({ agrees }) => agrees);
  }

  /** Resolves when everything that was to be kept is, or could not be. */
  settled(): Promise<void> {
    return this.#saver.settled();
  }
}
