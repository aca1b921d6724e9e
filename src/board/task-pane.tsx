/** A design lab on the board: what the drawing costs, and the way into the learner's `design()`, where it is graded. */
import { useState } from 'preact/hooks';
import type { Architecture } from '#architecture';
import { money } from '#words';
import { billOf } from '../design/bill.ts';
import { keepVersion, readDraft, saveDraft } from '../progress/store.ts';
import { href } from '../site/href.ts';
import type { DesignTask } from './course.ts';
import { intoCode } from './design-code.ts';
import { priceBy } from './prices.ts';

export interface TaskPaneProps {
  task: DesignTask;
  architecture: Architecture;
  /** Code that is no plain literal, and why it was not opened; it is shown as it is. */
  foreign: { code: string; why: string } | undefined;
  say(words: string): void;
}

/** What it costs for an hour, or what of it nobody sells. */
function costText({ sold }: DesignTask, architecture: Architecture): string {
  const price = priceBy({}, sold);
  const stranger = architecture.nodes.find((node) => price(node) === undefined);
  if (stranger) return `“${stranger.id}” is not as the lab sells it, so there is no bill.`;
  return `${money(billOf(architecture, (node) => price(node) as number).total)} an hour, with the copies that are drawn.`;
}

export function TaskPane({ task, architecture, foreign, say }: TaskPaneProps) {
  const [shown, show] = useState(foreign);
  const [done, tell] = useState('');

  async function put(): Promise<void> {
    const answer = (words: string): void => {
      tell(words);
      say(words);
    };
    try {
      const draft = await readDraft(task.id);
      const code = draft?.code ?? task.starter;
      const into = intoCode(code, architecture, task.sold);
      if ('problem' in into) {
        show({ code, why: into.problem });
        answer(into.problem);
        return;
      }
      if (draft && draft.code !== into.code)
        await keepVersion({ lab: task.id, code: draft.code, replacedBy: 'the drawing board' });
      await saveDraft(task.id, into.code, draft?.code, task.version);
      show(undefined);
      answer('This board is your design() now. What was there before is under “Earlier versions” in the lab.');
    } catch {
      answer('This browser refused to keep it: nothing has changed. Copy the text into the lab instead.');
    }
  }

  return (
    <section class="board-task" aria-label={`Lab: ${task.title}`} data-task={task.id}>
      <p>
        <strong>
          Lab: <a href={href(`labs/${task.id}/`)}>{task.title}</a>.
        </strong>{' '}
        {costText(task, architecture)}
      </p>
      <button type="button" class="run" onClick={put}>
        Put it into my design()
      </button>
      {done !== '' && <p role="status">{done}</p>}
      {shown && (
        <details open={foreign === shown}>
          <summary>Your code as it is: {shown.why}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{shown.code}</pre>
        </details>
      )}
    </section>
  );
}
