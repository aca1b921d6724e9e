/**
 * The learner's text, and where it is kept. It is the one thing that must never be lost, so every path that replaces it keeps the
 * old one first, and replaces nothing when the browser refuses to keep it.
 */
import { StoreBusy } from '../progress/patience.ts';
import { Saver } from '../progress/saver.ts';
import type { keepVersion, readDraft, readVersions, saveDraft, Version } from '../progress/store.ts';

/** What of the store a draft needs. */
export interface DraftStore {
  readDraft: typeof readDraft;
  saveDraft: typeof saveDraft;
  keepVersion: typeof keepVersion;
  readVersions: typeof readVersions;
  /** This tab's name, which stands in the drafts it saves. */
  tab: string;
}

export type SaveState = 'saving' | 'saved' | 'failed';

export interface DraftOptions {
  lab: string;
  starter: string;
  store: DraftStore;
  /** Hears how the saving goes; of an error when it failed. */
  onSave(state: SaveState, error?: unknown): void;
  /** Hears of a text that took the place of the learner's, from the program's side. */
  onReplace(text: string): void;
}

export class Draft {
  readonly #options: DraftOptions;
  readonly #saver: Saver<string>;
  #text: string;
  /** The text that this tab last read or wrote; another tab's is kept as a version before it is replaced. */
  #known: string | undefined;

  constructor(options: DraftOptions) {
    const { lab, starter, store, onSave } = options;
    this.#options = options;
    this.#text = starter;
    this.#saver = new Saver(async (text) => {
      await store.saveDraft(lab, text, this.#known);
      this.#known = text;
    }, onSave);
  }

  /** What the learner has written so far: always the newest. */
  get text(): string {
    return this.#text;
  }

  /**
   * Reads what was saved in this browser. Without a draft, or without a store, the text is the starter. Rejects with StoreBusy when the
   * store does not answer: the text is the starter for now. Whatever was typed meanwhile stays; what was saved becomes an earlier version.
   * Gives whether the text is another one now.
   */
  async load(): Promise<boolean> {
    const { lab, store } = this.#options;
    const saved = await store.readDraft(lab).catch((error: unknown) => {
      if (error instanceof StoreBusy) throw error;
      return undefined;
    });
    if (!saved || this.#text !== this.#options.starter) return false;
    this.#text = this.#known = saved.code;
    return true;
  }

  /** The learner typed. */
  typed(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#saver.push(text);
  }

  /** Saves the text as it is, over what another tab wrote; that becomes an earlier version. */
  insist(): void {
    this.#saver.push(this.#text);
  }

  /** Puts the starter back. Gives whether it did. */
  async reset(): Promise<boolean> {
    if (!(await this.#keep('reset'))) return false;
    this.#replace(this.#options.starter);
    return true;
  }

  /** Puts an earlier version back. Gives whether it did. */
  async restore(code: string): Promise<boolean> {
    const isWorthKeeping = this.#text !== code && this.#text !== this.#options.starter;
    if (isWorthKeeping && !(await this.#keep('an earlier version'))) return false;
    this.#replace(code);
    return true;
  }

  /** Whether another tab has saved another text than this one's. */
  async isChangedElsewhere(): Promise<boolean> {
    const { lab, store } = this.#options;
    const saved = await store.readDraft(lab).catch(() => undefined);
    return saved !== undefined && saved.tab !== store.tab && saved.code !== this.#text;
  }

  /** Puts the text that another tab has saved in place of this one. Gives whether it did. */
  async takeOver(): Promise<boolean> {
    const { lab, store } = this.#options;
    const saved = await store.readDraft(lab).catch(() => undefined);
    if (!saved || !(await this.#keep('another tab'))) return false;
    this.#known = saved.code;
    this.#replace(saved.code);
    return true;
  }

  /** The latest first; none when the browser refuses to tell. Rejects with StoreBusy. */
  versions(): Promise<Version[]> {
    const { lab, store } = this.#options;
    return store.readVersions(lab).catch((error: unknown) => {
      if (error instanceof StoreBusy) throw error;
      return [];
    });
  }

  async #keep(replacedBy: Version['replacedBy']): Promise<boolean> {
    const { lab, store, onSave } = this.#options;
    try {
      await store.keepVersion({ lab, code: this.#text, replacedBy });
      return true;
    } catch (error) {
      onSave('failed', error);
      return false;
    }
  }

  #replace(text: string): void {
    this.#text = text;
    this.#options.onReplace(text);
    this.#saver.push(text);
  }
}
