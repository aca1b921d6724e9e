/**
 * A lab at work: the learner's text, its drafts and earlier versions, the run, and what came of it. The text is the one
 * thing that must never be lost, so every path that replaces it keeps the old one first.
 */
import { render } from 'preact';
import type { Replay, Report } from '#grading';
import { type Editor, openEditor, prefersPlainEditor } from '../editor/editor.ts';
import { marksChanged } from '../progress/marks.ts';
import { Saver } from '../progress/saver.ts';
import {
  keepVersion,
  onChangeElsewhere,
  readDraft,
  readVersions,
  saveDraft,
  saveResult,
  TAB,
  type Version,
} from '../progress/store.ts';
import { Sandbox, SandboxUnavailable } from '../sandbox/browser.ts';
import { InvalidReport } from '../sandbox/report-schema.ts';
import type { LabScene } from './lab-scene.ts';
import { Notice, type NoticeContent } from './notice.tsx';
import { Results, type RunState } from './results.tsx';

/** The same for everyone, and for the command line: the same text always gets the same verdict. */
const SEED = 1;

export interface Workbench {
  run(): void;
  stop(): void;
  edit(): void;
  askReset(): void;
  showVersions(): void;
  watch(): void;
}

export async function openWorkbench(section: HTMLElement): Promise<Workbench> {
  const bench = new LabWorkbench(section);
  await bench.load();
  return bench;
}

class LabWorkbench implements Workbench {
  private readonly lab: string;
  private readonly title: string;
  private readonly starter: string;
  private readonly code: HTMLElement;
  private readonly notice: HTMLElement;
  private readonly results: HTMLElement;
  private readonly runButton: HTMLButtonElement;
  private readonly stopButton: HTMLButtonElement;
  private readonly saveState: HTMLElement;
  private readonly sceneHost: HTMLElement | undefined;
  private readonly sandbox: Sandbox;
  private readonly saver: Saver<string>;
  private text: string;
  /** The text that this tab last read or wrote; another tab's is kept as a version before it is replaced. */
  private known: string | undefined;
  private editor: Editor | undefined;
  private opening: Promise<Editor> | undefined;
  private running = false;
  private scene: Promise<LabScene> | undefined;
  private state: RunState = { kind: 'idle' };

  constructor(section: HTMLElement) {
    const part = <Kind extends HTMLElement>(name: string): Kind =>
      section.querySelector<Kind>(`[data-${name}]`) as Kind;
    this.lab = section.dataset.lab as string;
    this.title = section.dataset.title as string;
    this.starter = part<HTMLTextAreaElement>('starter').value;
    this.text = this.starter;
    this.code = part('code');
    this.notice = part('notice');
    this.results = part('results');
    this.runButton = part<HTMLButtonElement>('run');
    this.stopButton = part<HTMLButtonElement>('stop');
    this.saveState = part('save-state');
    this.sceneHost = section.querySelector<HTMLElement>('[data-lab-scene]') ?? undefined;
    this.sandbox = new Sandbox({
      labId: this.lab,
      marks: Number(section.dataset.marks),
      addresses: JSON.parse(section.dataset.addresses as string),
    });
    this.saver = new Saver(
      async (text) => {
        await saveDraft(this.lab, text, this.known);
        this.known = text;
      },
      (state, error) => this.showSaveState(state, error),
    );
    onChangeElsewhere((change) => {
      if (change.kind === 'draft' && change.lab === this.lab) this.hearOtherTab();
    });
    addEventListener('pagehide', () => this.sandbox.close());
    this.sandbox.warm();
  }

  async load(): Promise<void> {
    const draft = await readDraft(this.lab).catch(() => undefined);
    if (draft) {
      this.text = draft.code;
      this.known = draft.code;
    }
  }

  // ——— the text ———

  edit(): void {
    this.openEditor().then(
      (editor) => editor.focus(),
      () => {},
    );
  }

  private openEditor(): Promise<Editor> {
    this.opening ??= openEditor(
      {
        host: this.code,
        text: this.text,
        label: `Your code for ${this.title}`,
        onChange: (text) => this.changed(text),
        onRun: () => this.run(),
        onLeave: () => this.runButton.focus(),
      },
      prefersPlainEditor(),
    ).then((editor) => {
      this.editor = editor;
      // What was typed or restored while the editor loaded is in `text`, which is always the newest.
      if (editor.getText() !== this.text) editor.setText(this.text);
      return editor;
    });
    return this.opening;
  }

  private changed(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.saver.push(text);
  }

  /** Replaces the text from the program's side; the caller has kept the old one. */
  private replace(text: string): void {
    this.text = text;
    if (this.editor) this.editor.setText(text);
    else {
      const still = this.code.querySelector('code');
      if (still) still.textContent = text;
    }
    this.saver.push(text);
  }

  private showSaveState(state: 'saving' | 'saved' | 'failed', error?: unknown): void {
    if (state === 'saved') this.saveState.textContent = 'Saved in this browser';
    if (state !== 'failed') return;
    this.saveState.textContent = 'Not saved';
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.showNotice({
      text: `${full ? 'This browser has no room left' : 'This browser refuses to store anything'}, so your code is not saved. Copy it somewhere safe before you leave the page.`,
      actions: [{ label: 'Copy my code', act: () => navigator.clipboard.writeText(this.text) }],
    });
  }

  private async hearOtherTab(): Promise<void> {
    const draft = await readDraft(this.lab).catch(() => undefined);
    if (!draft || draft.tab === TAB || draft.code === this.text) return;
    this.showNotice({
      text: 'This lab was changed in another tab.',
      actions: [
        {
          label: 'Show that version',
          act: async () => {
            const current = await readDraft(this.lab);
            if (!current) return;
            await keepVersion({ lab: this.lab, code: this.text, replacedBy: 'another tab' });
            this.known = current.code;
            this.replace(current.code);
            this.hideNotice();
          },
        },
        {
          label: 'Keep this one',
          act: () => {
            this.saver.push(this.text);
            this.hideNotice();
          },
        },
      ],
    });
  }

  // ——— reset and earlier versions ———

  askReset(): void {
    this.showNotice({
      text: 'Put the starter back in place of your code? Your code stays under “Earlier versions”.',
      focus: true,
      actions: [
        { label: 'Reset to the starter', act: () => this.reset() },
        { label: 'Cancel', act: () => this.hideNotice() },
      ],
    });
  }

  private async reset(): Promise<void> {
    const before = this.text;
    if (!(await this.keep(before, 'reset'))) return;
    this.replace(this.starter);
    this.showNotice({
      text: 'The starter is back.',
      focus: true,
      actions: [{ label: 'Undo', act: () => this.restore(before) }],
    });
  }

  /** Keeps a text as an earlier version; says so when the browser refuses, and nothing is replaced then. */
  private async keep(code: string, replacedBy: Version['replacedBy']): Promise<boolean> {
    try {
      await keepVersion({ lab: this.lab, code, replacedBy });
      return true;
    } catch (error) {
      this.showSaveState('failed', error);
      return false;
    }
  }

  async showVersions(): Promise<void> {
    const versions = await readVersions(this.lab).catch(() => []);
    const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    this.showNotice({
      text:
        versions.length > 0
          ? 'Earlier versions of your code, the latest first:'
          : 'There are no earlier versions yet: one is kept whenever your code is replaced.',
      focus: true,
      items: versions.map((version) => ({
        text: `${when.format(version.at)}, ${version.code.split('\n').length} lines, replaced by ${version.replacedBy === 'reset' ? 'a reset' : version.replacedBy}`,
        label: 'Restore',
        act: () => this.restore(version.code),
      })),
      actions: [{ label: 'Close', act: () => this.hideNotice() }],
    });
  }

  private async restore(code: string): Promise<void> {
    const before = this.text;
    if (before !== code && before !== this.starter && !(await this.keep(before, 'an earlier version'))) return;
    this.replace(code);
    this.hideNotice();
    this.edit();
  }

  private showNotice(content: NoticeContent): void {
    this.notice.hidden = false;
    render(<Notice {...content} />, this.notice);
    if (content.focus) this.notice.querySelector('button')?.focus();
  }

  private hideNotice(): void {
    const hadFocus = this.notice.contains(document.activeElement);
    render(null, this.notice);
    this.notice.hidden = true;
    if (hadFocus) this.runButton.focus();
  }

  // ——— the run ———

  run(): void {
    if (this.running) return;
    this.grade().catch((error: unknown) => {
      console.error(error);
      this.show({
        kind: 'broken',
        message: 'Something went wrong on this page. Your code is kept; reload and run again.',
      });
    });
  }

  stop(): void {
    this.sandbox.stop();
  }

  private async grade(): Promise<void> {
    this.setRunning(true);
    const source = this.text;
    this.show({ kind: 'running', before: this.state.kind === 'done' ? this.state.report : undefined });
    try {
      const report = await this.sandbox.grade({ source, seed: SEED }, (progress) => {
        if (this.state.kind === 'running') this.show({ ...this.state, progress });
      });
      this.editor?.setMarks(marksOf(report));
      this.show({ kind: 'done', report });
      this.results.querySelector('.verdict')?.scrollIntoView({ block: 'nearest' });
      if (report.tests.length > 0) {
        await saveResult(this.lab, report.earned, report.marks).catch(() => {});
        marksChanged();
      }
    } catch (error) {
      if (!(error instanceof InvalidReport || error instanceof SandboxUnavailable)) throw error;
      this.show({ kind: 'broken', message: error.message });
    } finally {
      this.setRunning(false);
      // Not before: on a first run, the verdict should not share the machine with an editor that is still loading.
      this.openEditor().catch(() => {});
    }
  }

  // ——— the scene ———

  /** Shows the learner's code at work; with a replay, what a failed test was about. */
  watch(replay?: Replay): void {
    const host = this.sceneHost;
    if (!host) return;
    this.scene ??= import('./lab-scene.ts').then(
      ({ openLabScene }) => openLabScene(host, this.lab, (asked) => this.sandbox.play(this.text, asked)),
      (error: unknown) => {
        this.scene = undefined;
        throw error;
      },
    );
    this.scene
      .then((scene) => scene.show(replay))
      .catch((error: unknown) => {
        console.error(error);
        this.showNotice({
          text: 'The scene could not be loaded. Check your connection and try again; your code is kept.',
          actions: [{ label: 'Close', act: () => this.hideNotice() }],
        });
      });
  }

  private setRunning(running: boolean): void {
    this.running = running;
    const hadFocus = document.activeElement === this.runButton || document.activeElement === this.stopButton;
    this.runButton.disabled = running;
    this.stopButton.disabled = !running;
    if (hadFocus) (running ? this.stopButton : this.runButton).focus();
  }

  private show(state: RunState): void {
    // The first results take the place of the sentence that stood there.
    if (this.state.kind === 'idle') this.results.replaceChildren();
    this.state = state;
    render(
      <Results
        state={state}
        {...(this.sceneHost && { onReplay: (replay: Replay) => this.watch(replay) })}
        onReveal={(line, column) => {
          this.openEditor().then(
            (editor) => editor.reveal(line, column),
            () => {},
          );
        }}
      />,
      this.results,
    );
  }
}

/** The places in the learner's file that the report points at, one mark a line. */
function marksOf(report: Report) {
  const marks = new Map<number, { line: number; column: number; message: string }>();
  if (report.position) marks.set(report.position.line, { ...report.position, message: report.message ?? '' });
  for (const { message = '', failure } of report.tests) {
    if (failure?.position && !marks.has(failure.position.line))
      marks.set(failure.position.line, { ...failure.position, message });
  }
  return [...marks.values()];
}
