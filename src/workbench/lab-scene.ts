/** The scene of a lab: the learner's code at work in a simulated world, recorded in the sandbox. */
import type { Replay } from '#grading';
import { type Recording, type Scene, settingsOf, USUAL } from '#scene';
import { frameMarkup } from '../stage/frame.ts';
import { Stage } from '../stage/stage.ts';

export interface LabScene {
  /** Runs the learner's code as it is now and plays it; with a replay, what it says. */
  show(replay?: Replay): Promise<void>;
}

type Record = (replay: Replay) => Promise<Recording[]>;

/** `play` records the scene with the learner's code in it; it rejects with an Error for the learner. */
export function openLabScene(host: HTMLElement, lab: string, play: Record): LabScene {
  const body = host.querySelector('[data-scene-body]') as HTMLElement;
  const note = host.querySelector('[data-scene-note]') as HTMLElement;
  const { title, knobs, seconds, pace, still } = JSON.parse(host.dataset.labScene as string) as Required<
    Pick<Scene, 'title' | 'knobs' | 'seconds' | 'pace' | 'still'>
  >;
  let stage: Stage | undefined;

  /** Nothing is drawn before there is something to draw: the pictures depend on the learner's code. */
  function raise(first: Recording[], { settings, from }: Replay): Stage {
    const id = `scene-${lab}`;
    const content = {
      id,
      title,
      knobs,
      settings: settingsOf(knobs, settings),
      seconds,
      pace,
      at: from,
      level: 3,
    } as const;
    body.innerHTML = frameMarkup({ ...content, recordings: first }, '', '');
    body.classList.add('stage');
    let recorded: Recording[] | undefined = first;
    const record: Record = async (replay) => {
      const ready = recorded;
      recorded = undefined;
      return ready ?? play(replay);
    };
    return new Stage(body, { id, knobs, seconds, pace, still: still * 1000, record });
  }

  return {
    async show(replay = USUAL) {
      if (!stage) {
        try {
          stage = raise(await play(replay), replay);
        } catch (error) {
          note.hidden = false;
          note.textContent = error instanceof Error ? error.message : 'The scene could not be recorded.';
          return;
        }
        note.hidden = true;
      }
      await stage.show(replay);
      body.scrollIntoView({ block: 'start' });
      body.querySelector<HTMLElement>('[data-play]')?.focus({ preventScroll: true });
    },
  };
}
