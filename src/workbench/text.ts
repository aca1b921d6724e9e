/** The learner's text at work: where it is typed, what is said of saving it, and what takes its place. */
import { h } from 'preact';
import type { Report } from '#grading';
import { counted } from '#words';
import { format } from '../editor/editor.ts';
import type { Mark } from '../editor/interface.ts';
import type { StoreBusy } from '../progress/patience.ts';
import { noteRefusal } from '../progress/unsaved.ts';
import { isTooLong, MOST_CHARACTERS, NOT_ADDED, TOO_LONG } from '../sandbox/too-long.ts';
import type { Bench } from './bench.ts';
import { Code } from './code.ts';
import { resizeCode } from './code-size.ts';
import { DesignDrawing } from './design-drawing.ts';
import { Draft, type SaveState } from './draft.ts';
import { Looking } from './looking.ts';
import { marksOf } from './marks.ts';
import { Problems } from './problems.tsx';
import { REFUSED, waysOut } from './refused.ts';
import { followTab } from './tab-key.ts';
import { NOT_KEPT, refusalOf } from './words.ts';

export class Text {
  readonly #bench: Bench;
  readonly #draft: Draft;
  readonly #code: Code;
  readonly #looking: Looking;
  #problems: readonly Mark[] = [];
  #wasFormatted = false;
  #isRefused = false;

  /** `onRun` hears when the learner asks for a run from within the editor. */
  constructor(bench: Bench, onRun: () => void) {
    this.#bench = bench;
    const { section, part, lab, title, starter, desk, sandbox } = bench;
    this.#draft = new Draft({
      lab,
      starter,
      store: desk.store,
      onSave: (state, error) => this.#saySaved(state, error),
      onReplace: (text) => {
        this.#code.show(text);
        this.#looking.at(text);
      },
    });
    this.#code = new Code({
      first: sandbox.warm(),
      host: part('code'),
      label: desk.isShared ? `Somebody else’s code for ${title}` : `Your code for ${title}`,
      text: () => this.#draft.text,
      mostCharacters: MOST_CHARACTERS,
      onRefused: () => bench.notices.tell(NOT_ADDED),
      onChange: (text) => {
        if (isTooLong(text) && !isTooLong(this.#draft.text)) bench.notices.tell(TOO_LONG);
        this.#draft.typed(text);
        this.#looking.at(text);
      },
      onProblems: (found) => {
        this.#problems = found;
        const button = part('problems');
        button.hidden = found.length === 0;
        button.textContent = counted(found.length, 'error');
      },
      onRun,
      onLeave: () => part('edit').focus(),
    });
    const host = section.querySelector<HTMLDetailsElement>('[data-drawing]');
    const drawing = host && new DesignDrawing(host, lab);
    this.#looking = new Looking({
      look: (source) => sandbox.look({ source, designs: drawing !== null }),
      onRefused: (marks) => this.#code.refuse(marks),
      onLooked: (looked) => drawing?.show(looked),
    });
    followTab(part('code'), part('tab-moves'), (moves) => this.#code.setTabMoves(moves));
  }

  /** The newest. */
  get now(): string {
    return this.#draft.text;
  }

  get isUntouched(): boolean {
    return this.now.trimEnd() === this.#bench.starter.trimEnd();
  }

  /** Reads what is kept of it, now or, when another tab holds the store, as soon as it lets go. */
  async load(): Promise<void> {
    try {
      await this.#draft.load();
    } catch (error) {
      const sentence = 'Your saved code could not be read yet: what stands here is the starter.';
      this.#bench.notices.tell(`${(error as StoreBusy).message} ${sentence}`);
      this.#loadLater();
    }
    const { isShared, refused } = this.#bench.desk;
    if (isShared || refused !== undefined) this.#code.show(this.now);
    if (isShared) this.#bench.part('save-state').textContent = NOT_KEPT;
    this.#looking.at(this.now, 0);
  }

  async #loadLater(): Promise<void> {
    try {
      if (!(await this.#draft.load())) return;
      this.#bench.notices.hide();
      this.#code.show(this.now);
    } catch {
      this.#loadLater();
    }
  }

  #saySaved(state: SaveState, error: unknown): void {
    const { part, lab, desk, notices, visit } = this.#bench;
    const saveState = part('save-state');
    // What was said of the text before fades until it is true of this one.
    saveState.dataset.saveState = state;
    if (state !== 'saving') this.#isRefused = state === 'failed';
    noteRefusal(this, this.#isRefused);
    if (state === 'saved') {
      const said = this.#wasFormatted ? 'Formatted and saved in this browser' : 'Saved in this browser';
      saveState.textContent = desk.isShared ? NOT_KEPT : said;
      this.#wasFormatted = false;
      // What takes this takes the rest.
      visit.retry().then(
        () => notices.takeBack(REFUSED),
        () => {},
      );
    }
    if (state !== 'failed') return;
    saveState.textContent = 'Not saved';
    notices.show({ text: refusalOf(error), about: REFUSED, actions: waysOut(lab, () => this.now, visit) });
  }

  /** Saves it now, and says so. */
  save(): void {
    // Said again, though it may be what stands there.
    this.#bench.part('save-state').textContent = '';
    this.#draft.insist();
  }

  /** The store has taken something: it is asked to take the text, if it had refused to. Gives whether it had. */
  retry(): boolean {
    if (this.#isRefused) this.#draft.insist();
    return this.#isRefused;
  }

  /** The store has been emptied: what stands here goes into it again. */
  saveAgain(): void {
    if (this.now !== this.#bench.starter) this.#draft.insist();
  }

  async format(): Promise<void> {
    const before = this.now;
    if (isTooLong(before)) return;
    const after = await format(before).catch(() => undefined);
    // What was typed meanwhile is newer.
    if (this.now !== before) return;
    if (after === undefined)
      this.#bench.notices.tell(
        'What formats could not be loaded. Check your connection and try again; your code is kept.',
      );
    else if (after === before) this.#bench.part('save-state').textContent = 'Nothing to format';
    else {
      this.#wasFormatted = true;
      this.#code.rewrite(after);
      this.#draft.typed(after);
    }
  }

  /** Opens the editor, if none is open. */
  open(): void {
    this.#code.open().catch(() => {});
  }

  /** Goes to a place of the text. */
  reveal(line?: number, column?: number): void {
    this.#bench.sheet.close();
    this.#bench.panes.show('code');
    this.#code.edit(line, column);
  }

  /** Shows in the text what a report says of it; of none, nothing. */
  mark(report?: Report): void {
    this.#code.mark(report ? marksOf(report) : []);
  }

  resize(by: number): void {
    resizeCode(by);
    this.#code.resized();
  }

  showProblems(): void {
    const onReveal = (line?: number, column?: number): void => this.reveal(line, column);
    this.#bench.sheet.show('Errors in your code', h(Problems, { problems: this.#problems, onReveal }));
  }

  // ——— what takes its place ———

  versions(): ReturnType<Draft['versions']> {
    return this.#draft.versions();
  }

  askReset(): void {
    const { notices } = this.#bench;
    notices.show({
      text: 'Put the starter back in place of your code? Your code stays among the earlier versions.',
      focus: true,
      close: 'Cancel',
      actions: [{ label: 'Reset to the starter', act: () => this.#reset() }],
    });
  }

  async #reset(): Promise<void> {
    const before = this.now;
    if (!(await this.#draft.reset())) return;
    this.#bench.notices.show({
      text: 'The starter is back.',
      focus: true,
      actions: [{ label: 'Undo', act: () => this.restore(before) }],
    });
  }

  /** Puts an earlier text in its place. */
  async restore(text: string): Promise<void> {
    this.#bench.sheet.close();
    if (!(await this.#draft.restore(text))) return;
    this.#bench.notices.hide();
    this.reveal();
  }

  /** Another tab has saved a text of this lab. */
  async hearOtherTab(): Promise<void> {
    const { notices } = this.#bench;
    if (!(await this.#draft.isChangedElsewhere())) return;
    const showTheirs = async () => {
      if (await this.#draft.takeOver()) notices.hide();
    };
    const keepOurs = () => {
      this.#draft.insist();
      notices.hide();
    };
    notices.show({
      text: 'This lab was changed in another tab.',
      actions: [
        { label: 'Show that version', act: showTheirs },
        { label: 'Keep this one', act: keepOurs },
      ],
    });
  }
}
