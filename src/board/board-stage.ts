/** The lessons' stage with a board at work in it: raised with the first run, and kept for the next ones, which are then compared with it. */
import type { Replay } from '#grading';
import { type Recording, USUAL } from '#scene';
import { drawn } from '../stage/drawing.ts';
import { sizeOf, worldMarkup } from '../stage/fragments.ts';
import { frameMarkup } from '../stage/frame.ts';
import { Stage } from '../stage/stage.ts';
import { wayNow } from '../stage/view.ts';
import { markup } from '../trusted/policy.ts';
import type { BoardRunner } from './remote.ts';
import { type Job, knobs } from './run.ts';

const ID = 'board-run';

export class BoardStage {
  readonly #host: HTMLElement;
  readonly #runner: BoardRunner;
  #job: Job | undefined;
  #stage: { stage: Stage; seconds: number } | undefined;
  /** Counts what was asked for: only the latest is shown. */
  #asked = 0;

  constructor(host: HTMLElement, runner: BoardRunner) {
    this.#host = host;
    this.#runner = runner;
  }

  /** Runs a job and plays it. Rejects with an Error for the viewer. Gives whether it is shown: not when something else was asked for meanwhile. */
  async show(job: Job, replay: Replay = USUAL): Promise<boolean> {
    const mine = ++this.#asked;
    this.#job = job;
    const first = await this.#record(replay);
    if (mine !== this.#asked) return false;
    const title = first.map((recording) => recording.title).join(' and ');
    const { seconds } = job.load;
    let ready: Recording[] | undefined = first;
    this.#next = () => {
      const made = ready;
      ready = undefined;
      return made;
    };
    if (this.#stage?.seconds !== seconds) {
      const stage = await this.#raise(first, title, seconds, replay);
      if (mine !== this.#asked) return false;
      this.#stage = { stage, seconds };
    }
    const heading = this.#host.querySelector('.stage-title');
    if (heading) heading.textContent = title;
    await this.#stage.stage.show(replay);
    return mine === this.#asked;
  }

  /** What is recorded already, for the stage that asks for it first. */
  #next: () => Recording[] | undefined = () => undefined;

  #record(replay: Replay): Promise<Recording[]> {
    const job = this.#job as Job;
    return this.#runner.run((remote) => remote.record(job, replay));
  }

  async #raise(first: Recording[], title: string, seconds: number, replay: Replay): Promise<Stage> {
    const way = wayNow('right');
    const pictures = await Promise.all(first.map((each, place) => drawn(each, `${ID}-${place}`, way)));
    const worlds = first.map((each, place) => worldMarkup(each, pictures[place]!, { titled: first.length > 1 }));
    const content = {
      id: ID,
      title,
      knobs,
      settings: { times: knobs.times.value },
      seconds,
      pace: 1,
      at: replay.from,
      level: 2,
      canSlow: true,
    } as const;
    // A host of its own each time: the stage before listens to what is gone with it.
    const host = document.createElement('section');
    host.className = 'stage instrument';
    host.setAttribute('aria-label', 'The board at work');
    host.innerHTML = markup(
      frameMarkup({ ...content, recordings: first }, { markup: worlds.join(''), sizes: pictures.map(sizeOf) }, ''),
    );
    for (const [place, sheet] of host.querySelectorAll<HTMLElement>('[data-sheet]').entries()) {
      sheet.dataset.drawn = JSON.stringify(first[place]!.architecture);
      sheet.dataset.way = way;
    }
    this.#host.replaceChildren(host);
    return new Stage(host, {
      id: ID,
      knobs,
      seconds,
      pace: Math.max(1, seconds / 40),
      still: 0,
      record: async (asked) => this.#next() ?? this.#record(asked),
    });
  }
}
