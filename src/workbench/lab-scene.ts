/** The scene of a lab: the learner's code at work in a simulated world, recorded in the sandbox. */
import type { Replay } from '#grading';
import { type Recording, type Scene, settingsOf, USUAL } from '#scene';
import { stageMarkup } from '../stage/markup.ts';
import { Stage } from '../stage/stage.ts';

export interface LabScene {
  /** Runs the learner's code as it is now and plays it; with a replay, what it says. */
  show(replay?: Replay): Promise<void>;
}

/** `play` records the scene with the learner's code in it; it rejects with an Error for the learner. */
export function openLabScene(host: HTMLElement, lab: string, play: (replay: Replay) => Promise<Recording[]>): LabScene {
  const { title, knobs, seconds, pace, still } = JSON.parse(host.dataset.labScene as string) as Required<
    Pick<Scene, 'title' | 'knobs' | 'seconds' | 'pace' | 'still'>
  >;
  const body = host.querySelector('[data-scene-body]') as HTMLElement;
  const note = host.querySelector('[data-scene-note]') as HTMLElement;
  let stage: Stage | undefined;

  return {
    async show(replay) {
      const asked = replay ?? USUAL;
      if (!stage) {
        // Nothing is drawn before there is something to draw: the pictures depend on the learner's code.
        const recordings = await play(asked).catch((error: unknown) => {
          note.hidden = false;
          note.textContent = error instanceof Error ? error.message : 'The scene could not be recorded.';
        });
        if (!recordings) return;
        note.hidden = true;
        const settings = settingsOf(knobs, asked.settings);
        const id = `scene-${lab}`;
        const at = asked.from;
        body.innerHTML = stageMarkup({ id, title, knobs, settings, seconds, pace, at, recordings, level: 3 });
        body.classList.add('stage');
        stage = new Stage(body, { id, knobs, seconds, pace, still: still * 1000, record: play });
      }
      await stage.show(asked);
      body.scrollIntoView({ block: 'start' });
      body.querySelector<HTMLElement>('[data-play]')?.focus({ preventScroll: true });
    },
  };
}
