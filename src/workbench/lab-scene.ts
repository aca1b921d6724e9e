/** The scene of a lab: the learner's code at work in a simulated world, recorded in the sandbox. */
import type { Replay } from '#grading';
import { type Recording, type Scene, settingsOf, USUAL } from '#scene';
import { drawn } from '../stage/drawing.ts';
import { sizeOf, worldMarkup } from '../stage/fragments.ts';
import { frameMarkup } from '../stage/frame.ts';
import { Stage } from '../stage/stage.ts';
import { wayNow } from '../stage/view.ts';
import { markup } from '../trusted/policy.ts';
import { sayWithCode } from './code-words.ts';

export interface LabScene {
  /** Runs the learner's code as it is now and plays it; with a replay, what it says. `remark` stands above it. */
  show(replay?: Replay, remark?: string): Promise<void>;
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
  /** Counts what was asked for: only the latest is shown. */
  let asked = 0;

  function tell(text: string): void {
    note.hidden = text === '';
    sayWithCode(note, text);
  }

  /**
   * Nothing is drawn before there is something to draw: the pictures depend on the learner's code. Gives undefined when it is no longer
   * wanted; rejects with NoPicture.
   */
  async function raise(
    first: Recording[],
    { settings, from }: Replay,
    isWanted: () => boolean,
  ): Promise<Stage | undefined> {
    const id = `scene-${lab}`;
    const way = wayNow('right');
    const pictures = await Promise.all(first.map((each, place) => drawn(each, `${id}-${place}`, way)));
    if (!isWanted()) return undefined;
    const worlds = first.map((each, place) => worldMarkup(each, pictures[place]!, { titled: first.length > 1 }));
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
    const around = { ...content, recordings: first };
    body.innerHTML = markup(frameMarkup(around, { markup: worlds.join(''), sizes: pictures.map(sizeOf) }, ''));
    body.classList.add('stage', 'instrument');
    for (const [place, sheet] of body.querySelectorAll<HTMLElement>('[data-sheet]').entries()) {
      sheet.dataset.drawn = JSON.stringify(first[place]!.architecture);
      sheet.dataset.way = way;
    }
    let recorded: Recording[] | undefined = first;
    const record: Record = async (replay) => {
      const ready = recorded;
      recorded = undefined;
      return ready ?? play(replay);
    };
    return new Stage(body, { id, knobs, seconds, pace, still: still * 1000, record });
  }

  return {
    async show(replay = USUAL, remark = '') {
      const mine = ++asked;
      if (!stage) {
        tell('Working it out …');
        try {
          const raised = await raise(await play(replay), replay, () => mine === asked);
          if (!raised) return;
          stage = raised;
        } catch (error) {
          if (mine === asked) tell(error instanceof Error ? error.message : 'The scene could not be recorded.');
          return;
        }
      }
      tell(remark);
      await stage.show(replay);
      if (mine !== asked) return;
      (remark === '' ? body : host).scrollIntoView({ block: 'start' });
      body.querySelector<HTMLElement>('[data-play]')?.focus({ preventScroll: true });
    },
  };
}
