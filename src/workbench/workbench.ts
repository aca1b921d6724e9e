/** A lab at work: joins the learner's text, its verdict, and what is shown beside them, and hears what is asked of them. */
import { h } from 'preact';
import type { StepsAsked } from '#exploration';
import { onStoreLost } from '../progress/database.ts';
import { inTime } from '../progress/patience.ts';
import { onChangeElsewhere } from '../progress/store.ts';
import type { Parts } from '../sandbox/browser-parts.ts';
import { atWork } from './at-work.ts';
import { type Bench, layOut } from './bench.ts';
import { compareWithReference, showRuns } from './beside.ts';
import { Help } from './help.tsx';
import { nextHint } from './hints.ts';
import { onKey } from './keys.ts';
import { copyLinkTo, sayShared } from './links.ts';
import type { NextPlace } from './next.tsx';
import type { Panes } from './panes.ts';
import { waysOut } from './refused.ts';
import { isOfAnotherVersion } from './stores.ts';
import { Text } from './text.ts';
import { Verdict } from './verdict.ts';
import { NEW_VERSION, STORE_LOST } from './words.ts';

/** What a learner can ask of a lab. */
export interface Workbench {
  run(): void;
  stop(): void;
  edit(): void;
  /** Saves now, and says so. */
  save(): void;
  format(): void;
  askReset(): void;
  showVersions(): void;
  showProblems(): void;
  help(): void;
  /** Makes the code larger or smaller by a step. */
  resize(by: number): void;
  watch(): void;
  step(): void;
  /** Gives the learner a link with their code in it. */
  share(): void;
}

export async function openWorkbench(section: HTMLElement, panes: Panes, parts: Parts): Promise<Workbench> {
  const bench = await layOut(section, panes, parts);
  const { lab, version, desk, sandbox, sheet, notices, visit } = bench;
  const text: Text = new Text(bench, () => verdict.grade());
  const { watch, step, onPass } = atWork(bench, text);
  const next = JSON.parse(section.dataset.next ?? 'null') as NextPlace | undefined;
  const verdict = new Verdict(bench, text, () => {
    const onHint = hintOf(bench);
    return {
      next,
      onReveal: (line, column) => text.reveal(line, column),
      ...(section.dataset.hasReference === 'true' && { onCompare: () => compareWithReference(bench, text.now) }),
      ...(watch && { onReplay: watch, onWatch: () => watch() }),
      ...(onPass && { onPass }),
      ...(onHint && { onHint }),
      // The report's schema has seen to it that these are choices.
      ...(step && { onStep: (schedule) => step(schedule as StepsAsked) }),
    };
  });

  const help = (): void => sheet.show('Shortcuts', h(Help, {}));
  onKey(section, (event) => {
    if (event.key === 'F1') help();
    else if (event.key === 'f' || event.code === 'KeyF') {
      if (!event.shiftKey || !event.altKey) return;
      text.format();
    } else if (event.key === 'Escape' && notices.isShown && !sheet.isOpen) notices.hide();
    else return;
    event.preventDefault();
  });
  addEventListener('pagehide', () => sandbox.close());

  await text.load();
  if (desk.isShared) sayShared(section, lab, version, () => text.now);
  else {
    onChangeElsewhere((change) => {
      if (change.kind === 'draft' && change.lab === lab) text.hearOtherTab();
    });
    onStoreLost(async () => {
      text.saveAgain();
      // It is told once it is so; where it cannot be, or another tab holds the store, all the same.
      await inTime(visit.keepAgain()).catch(() => {});
      notices.show({ text: STORE_LOST, actions: waysOut(lab, () => text.now, visit) });
    });
    await verdict.restore();
    verdict.count();
  }
  const told = desk.refused ?? (!desk.isShared && (await isOfAnotherVersion(lab, version)) ? NEW_VERSION : undefined);
  if (told !== undefined) notices.tell(told);

  return {
    run: () => verdict.grade(),
    stop: () => sandbox.stop(),
    edit: () => text.reveal(),
    save: () => text.save(),
    format: () => text.format(),
    showProblems: () => text.showProblems(),
    help,
    resize: (by) => text.resize(by),
    watch: () => watch?.(),
    step: () => step?.(),
    share: async () => notices.show({ text: await copyLinkTo(text.now), focus: true }),
    askReset: () => text.askReset(),
    showVersions: () => showRuns(bench, text, verdict),
  };
}

/** What opens the next hint, where there is one. */
function hintOf({ part, panes }: Bench): (() => void) | undefined {
  const open = nextHint(part('hints'));
  if (!open) return undefined;
  return () => {
    panes.show('brief');
    open();
  };
}
