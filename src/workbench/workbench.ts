/** A lab at work: joins the learner's text, the editor, the sandbox, and what is shown of a run. */
import type { StepsAsked } from '#exploration';
import { type Replay, seedOfText } from '#grading';
import { marksChanged } from '../progress/marks.ts';
import { inTime, StoreBusy } from '../progress/patience.ts';
import {
  keepVersion,
  onChangeElsewhere,
  readDraft,
  readVersions,
  saveDraft,
  saveResult,
  TAB,
} from '../progress/store.ts';
import { Sandbox, SandboxUnavailable } from '../sandbox/browser.ts';
import { InvalidReport } from '../sandbox/report-schema.ts';
import { isTooLong, MOST_CHARACTERS, NOT_ADDED, TOO_LONG } from '../sandbox/too-long.ts';
import { Code } from './code.ts';
import { Draft } from './draft.ts';
import { marksOf } from './marks.ts';
import { NoticeBoard } from './notice.tsx';
import { onDemand } from './on-demand.ts';
import { showResults } from './results.tsx';
import { Run, type RunState } from './run.ts';
import { refusalOf, versionText } from './words.ts';

/** What a learner can ask of a lab. */
export interface Workbench {
  run(): void;
  stop(): void;
  edit(): void;
  askReset(): void;
  showVersions(): void;
  watch(): void;
  step(): void;
}

export async function openWorkbench(section: HTMLElement): Promise<Workbench> {
  const part = <Kind extends HTMLElement>(name: string): Kind => section.querySelector<Kind>(`[data-${name}]`) as Kind;
  const { lab, title, marks, addresses } = section.dataset as Record<'lab' | 'title' | 'marks' | 'addresses', string>;
  const [runButton, stopButton] = [part<HTMLButtonElement>('run'), part<HTMLButtonElement>('stop')];
  const results = part('results');
  const notices = new NoticeBoard(part('notice'), runButton);
  const sandbox = new Sandbox({ labId: lab, marks: Number(marks), addresses: JSON.parse(addresses) });

  const close = { label: 'Close', act: () => notices.hide() };

  // ——— the text ———

  const draft = new Draft({
    lab,
    starter: part<HTMLTextAreaElement>('starter').value,
    store: { readDraft, saveDraft, keepVersion, readVersions, tab: TAB },
    onSave(state, error) {
      const saveState = part('save-state');
      if (state === 'saved') saveState.textContent = 'Saved in this browser';
      if (state !== 'failed') return;
      saveState.textContent = 'Not saved';
      notices.show({
        text: refusalOf(error),
        actions: [{ label: 'Copy my code', act: () => navigator.clipboard.writeText(draft.text) }],
      });
    },
    onReplace: (text) => code.show(text),
  });
  const code = new Code({
    host: part('code'),
    label: `Your code for ${title}`,
    text: () => draft.text,
    mostCharacters: MOST_CHARACTERS,
    onRefused: () => notices.show({ text: NOT_ADDED, actions: [close] }),
    onChange(text) {
      if (isTooLong(text) && !isTooLong(draft.text)) notices.show({ text: TOO_LONG, actions: [close] });
      draft.typed(text);
    },
    onRun: () => grade(),
    onLeave: () => runButton.focus(),
  });
  /** Reads the learner's text, now or, when another tab holds the store, as soon as it lets go. */
  async function load(): Promise<void> {
    try {
      await draft.load();
    } catch (error) {
      notices.show({
        text: `${(error as StoreBusy).message} Your saved code could not be read yet: what stands here is the starter.`,
        actions: [close],
      });
      loadLater();
    }
  }

  async function loadLater(): Promise<void> {
    try {
      if (!(await draft.load())) return;
      notices.hide();
      code.show(draft.text);
    } catch {
      loadLater();
    }
  }

  async function hearOtherTab(): Promise<void> {
    if (!(await draft.isChangedElsewhere())) return;
    const showTheirs = async () => {
      if (await draft.takeOver()) notices.hide();
    };
    const keepOurs = () => {
      draft.insist();
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

  async function reset(): Promise<void> {
    const before = draft.text;
    if (!(await draft.reset())) return;
    notices.show({
      text: 'The starter is back.',
      focus: true,
      actions: [{ label: 'Undo', act: () => restore(before) }],
    });
  }

  async function restore(text: string): Promise<void> {
    if (!(await draft.restore(text))) return;
    notices.hide();
    code.edit();
  }

  // ——— the run ———

  const run = new Run({
    grade(onProgress) {
      const source = draft.text;
      return sandbox.grade({ source, seed: isTooLong(source) ? 0 : seedOfText(source) }, onProgress);
    },
    explain: (error) =>
      error instanceof InvalidReport || error instanceof SandboxUnavailable ? error.message : undefined,
    onState: show,
    onBusy(isBusy) {
      const hadFocus = document.activeElement === runButton || document.activeElement === stopButton;
      runButton.disabled = isBusy;
      stopButton.disabled = !isBusy;
      if (hadFocus) (isBusy ? stopButton : runButton).focus();
    },
    async onReport(report) {
      code.mark(marksOf(report));
      results.querySelector('.verdict')?.scrollIntoView({ block: 'nearest' });
      if (report.tests.length === 0) return;
      const kept = saveResult(lab, report.earned, report.marks).then(marksChanged);
      await inTime(kept).catch((error: unknown) => {
        if (!(error instanceof StoreBusy)) return;
        notices.show({
          text: `${error.message} The marks of this run are kept as soon as it lets go.`,
          actions: [close],
        });
      });
    },
  });

  async function grade(): Promise<void> {
    // Not before: on a first run, the verdict should not share the machine with an editor that is still loading.
    if (await run.start()) code.open().catch(() => {});
  }

  // ——— what is loaded when it is wanted: the scene, and runs step by step ———

  const onFailure = (text: string): void => notices.show({ text, actions: [close] });

  const sceneHost = section.querySelector<HTMLElement>('[data-lab-scene]');
  const watch = sceneHost
    ? onDemand({
        what: 'The scene',
        load: async () => {
          const { openLabScene } = await import('./lab-scene.ts');
          return openLabScene(sceneHost, lab, (replay) => sandbox.play(draft.text, replay));
        },
        show: (scene, replay?: Replay) => scene.show(replay),
        onFailure,
      })
    : undefined;

  const stepsHost = section.querySelector<HTMLElement>('[data-steps]');
  const stepThrough = stepsHost
    ? onDemand({
        what: 'The run',
        load: async () => {
          const { Stepper } = await import('./stepper.tsx');
          return new Stepper({
            host: stepsHost,
            step: (asked) => sandbox.step({ ...asked, source: draft.text }),
          });
        },
        show: (stepper, run?: StepsAsked) => stepper.open(run),
        onFailure,
      })
    : undefined;

  function show(state: RunState): void {
    showResults(results, {
      state,
      onReveal: (line, column) => code.edit(line, column),
      ...(watch && { onReplay: watch }),
      // The report's schema has seen to it that these are choices.
      ...(stepThrough && { onStep: (schedule) => stepThrough(schedule as StepsAsked) }),
    });
  }

  onChangeElsewhere((change) => {
    if (change.kind === 'draft' && change.lab === lab) hearOtherTab();
  });
  addEventListener('pagehide', () => sandbox.close());
  sandbox.warm();
  await load();

  return {
    run: grade,
    stop: () => sandbox.stop(),
    edit: () => code.edit(),
    watch: () => watch?.(),
    step: () => stepThrough?.(),
    askReset() {
      notices.show({
        text: 'Put the starter back in place of your code? Your code stays under “Earlier versions”.',
        focus: true,
        actions: [
          { label: 'Reset to the starter', act: reset },
          { label: 'Cancel', act: () => notices.hide() },
        ],
      });
    },
    async showVersions() {
      const versions = await draft.versions().catch((error: StoreBusy) => {
        notices.show({ text: error.message, focus: true, actions: [close] });
        return undefined;
      });
      if (!versions) return;
      notices.show({
        text:
          versions.length > 0
            ? 'Earlier versions of your code, the latest first:'
            : 'There are no earlier versions yet: one is kept whenever your code is replaced.',
        focus: true,
        items: versions.map((version) => ({
          text: versionText(version),
          label: 'Restore',
          act: () => restore(version.code),
        })),
        actions: [close],
      });
    },
  };
}
