/** The learner's code at work, loaded when it is wanted: the scene of a lab, a run step by step, and the moment after a pass. */
import type { StepsAsked } from '#exploration';
import type { Replay } from '#grading';
import type { Bench } from './bench.ts';
import { onDemand } from './on-demand.ts';
import type { Text } from './text.ts';

const UNTOUCHED = 'This is the starter, untouched: there is nothing of yours to watch yet.';

export interface AtWork {
  /** Each where the lab has it. */
  watch?(replay?: Replay): void;
  step?(run?: StepsAsked): void;
  /** The moment after a pass. */
  onPass?(host: HTMLElement): Promise<void>;
}

export function atWork(bench: Bench, text: Text): AtWork {
  const { section, lab, sandbox, panes, notices } = bench;
  const onFailure = (why: string): void => notices.tell(why);
  const [scene, steps] = [
    section.querySelector<HTMLElement>('[data-lab-scene]'),
    section.querySelector<HTMLElement>('[data-steps]'),
  ];

  /** Counts what was asked of the scene. */
  let played = 0;

  /** Records the scene with the code as it stands. Of a starter that nobody has touched, it says that there is nothing to watch yet. */
  async function play(replay: Replay) {
    played += 1;
    const { isUntouched } = text;
    try {
      return await sandbox.play(text.now, replay);
    } catch (error) {
      if (!isUntouched || !(error instanceof Error)) throw error;
      throw new Error(`${UNTOUCHED} It ends with: ${error.message}`);
    }
  }

  const watch =
    scene &&
    onDemand({
      what: 'The scene',
      load: async () => {
        const { openLabScene } = await import('./lab-scene.ts');
        return openLabScene(scene, lab, play);
      },
      show: (opened, replay?: Replay) => {
        panes.show('scene');
        return opened.show(replay, text.isUntouched ? UNTOUCHED : '');
      },
      onFailure,
    });

  const step =
    steps &&
    onDemand({
      what: 'The run',
      load: async () => {
        const { Stepper } = await import('./stepper.tsx');
        return new Stepper({ host: steps, step: (asked) => sandbox.step({ ...asked, source: text.now }) });
      },
      show: (stepper, run?: StepsAsked) => {
        panes.show('steps');
        return stepper.open(run);
      },
      onFailure,
    });

  /** It is a gift: when it cannot be shown, nothing is said. */
  async function onPass(host: HTMLElement): Promise<void> {
    try {
      const { showMoment } = await import('./moment.ts');
      const mine = played;
      // Whatever somebody asks for comes first: a recording ends the one before it.
      const given = async (replay: Replay) => {
        if (played !== mine) throw new Error('Something else was asked for.');
        return sandbox.play(text.now, replay);
      };
      await showMoment(host, { lab, scene: JSON.parse(scene?.dataset.labScene as string), play: given });
    } catch {
      host.replaceChildren();
    }
  }

  return { ...(watch && { watch, onPass }), ...(step && { step }) };
}
