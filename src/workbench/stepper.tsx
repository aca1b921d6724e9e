/**
 * A run one step at a time, with the learner's code in it: what is on its way, what each machine has been told, and the learner chooses
 * what happens next, on from any moment.
 */
import { render } from 'preact';
import type { Choice, SteppedTo, StepsAsked } from '#exploration';
import { SpaceTime } from './space-time.tsx';
import { actOf, nameOf, told } from './stepping-words.ts';
import { beginningOf, chosen, cutShort, inCommon, made, movedTo, nextOn, type Walk } from './walk.ts';

export interface StepperOptions {
  host: HTMLElement;
  /** Makes the choices with the learner's code as it stands; rejects with an Error for the learner. */
  step(asked: StepsAsked): Promise<SteppedTo>;
}

interface Seen {
  walk: Walk<Choice>;
  now: SteppedTo;
  /** What happened last, in a sentence. */
  news: string;
}

export class Stepper {
  readonly #host: HTMLElement;
  readonly #step: StepperOptions['step'];
  /** The run that is walked through: of a failure, or the lab's own. */
  #run: StepsAsked = { choices: [] };
  #seen: Seen | undefined;
  /** Counts what was asked for: only the latest is shown. */
  #asked = 0;

  constructor({ host, step }: StepperOptions) {
    this.#host = host;
    this.#step = step;
  }

  /** Begins a run. With one that failed, its choices are the way to go. */
  async open(run: StepsAsked = { choices: [] }): Promise<void> {
    this.#host.hidden = false;
    this.#run = run;
    this.#seen = undefined;
    await this.#go(beginningOf(run.choices), 'The beginning: nothing has happened yet.');
    this.#host.scrollIntoView({ block: 'nearest' });
    this.#host.querySelector<HTMLElement>('[data-now]')?.focus({ preventScroll: true });
  }

  readonly #choose = (choice: Choice): void => {
    const { walk, now } = this.#seen!;
    const item = 'id' in choice ? now.inFlight.find(({ id }) => id === choice.id) : undefined;
    this.#go(chosen(walk, choice), told(choice, item));
  };

  readonly #moveTo = (moment: number): void => {
    const { walk } = this.#seen!;
    const to = movedTo(walk, moment);
    if (to.at !== walk.at)
      this.#go(to, to.at === 0 ? 'Back at the beginning.' : `Moment ${to.at} of ${to.way.length}.`);
  };

  async #go(walk: Walk<Choice>, news: string): Promise<void> {
    const asked = ++this.#asked;
    const { told: begins } = this.#run;
    try {
      const now = await this.#step({ ...(begins !== undefined && { told: begins }), choices: made(walk) });
      if (asked !== this.#asked) return;
      const isShort = now.made < walk.at;
      const short = 'With this code the run goes otherwise from here: what came next is not on its way.';
      this.#seen = {
        walk: isShort ? cutShort(walk, now.made) : walk,
        now,
        news: isShort ? short : news,
      };
      this.#show();
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#seen = undefined;
      render(<p class="notice">{error instanceof Error ? error.message : String(error)}</p>, this.#host);
    }
  }

  #show(): void {
    const before = document.activeElement;
    const hadFocus = this.#host.contains(before);
    render(
      <Steps
        {...this.#seen!}
        failed={this.#run.choices}
        onChoose={this.#choose}
        onMove={this.#moveTo}
        onReturn={() =>
          this.#go(movedTo(beginningOf(this.#run.choices), this.#seen!.walk.at), 'On the way of the failure again.')
        }
      />,
      this.#host,
    );
    // What was chosen is no longer there to hold the focus.
    if (hadFocus && !this.#host.contains(document.activeElement))
      this.#host.querySelector<HTMLElement>('[data-now]')?.focus({ preventScroll: true });
  }
}

interface StepsProps extends Seen {
  failed: readonly Choice[];
  onChoose(choice: Choice): void;
  onMove(moment: number): void;
  onReturn(): void;
}

function Steps({ walk, now, news, failed, onChoose, onMove, onReturn }: StepsProps) {
  const next = nextOn(walk);
  const isOnWay =
    failed.length > 0 && inCommon(walk.way, failed) === walk.way.length && walk.way.length === failed.length;
  const hasLeft = failed.length > 0 && !isOnWay;
  return (
    <>
      <p class="steps-now" data-now tabIndex={-1} role="status">
        {/* It gives way whole, so that a browser which translates the page leaves nothing of the moment before. */}
        <span key={`${walk.at} of ${walk.way.length}: ${news}`}>
          <strong>
            Moment {walk.at}
            {walk.way.length > 0 && ` of ${walk.way.length}`}.
          </strong>{' '}
          {news}
          {now.problem !== undefined && <span class="steps-problem"> ✗ {now.problem}</span>}
          {now.thrown !== undefined && <span class="steps-problem"> ✗ {now.thrown}</span>}
          {isOnWay && next === undefined && <span class="steps-problem"> ✗ Here the test found fault.</span>}
          {now.isOver && now.problem === undefined && now.thrown === undefined && ' Every client has its replies.'}
        </span>
      </p>
      <fieldset class="steps-moves">
        <legend class="visually-hidden">Moments</legend>
        <button type="button" onClick={() => onMove(0)} disabled={walk.at === 0}>
          Start again
        </button>
        <button type="button" onClick={() => onMove(walk.at - 1)} disabled={walk.at === 0}>
          Back
        </button>
        <button type="button" onClick={() => next && onChoose(next)} disabled={next === undefined}>
          <span key={String(isOnWay)}>Next{isOnWay ? ' on the way of the failure' : ''}</span>
        </button>
        {hasLeft && (
          <button type="button" onClick={onReturn}>
            Return to the way of the failure
          </button>
        )}
        {walk.way.length > 0 && (
          <label>
            Moment
            <input
              type="range"
              min={0}
              max={walk.way.length}
              value={walk.at}
              onChange={(event) => onMove(Number(event.currentTarget.value))}
            />
          </label>
        )}
      </fieldset>
      <SpaceTime picture={now.picture} />
      <div class="steps-columns">
        <OnTheWay now={now} next={next} onChoose={onChoose} />
        <Machines now={now} />
      </div>
    </>
  );
}

function OnTheWay({
  now,
  next,
  onChoose,
}: {
  now: SteppedTo;
  next: Choice | undefined;
  onChoose(choice: Choice): void;
}) {
  const isNext = (choice: Choice): boolean => JSON.stringify(choice) === JSON.stringify(next);
  const button = (choice: Choice, item?: SteppedTo['inFlight'][number]) => (
    <button
      type="button"
      key={JSON.stringify(choice)}
      class={isNext(choice) ? 'steps-next' : ''}
      onClick={() => onChoose(choice)}
      aria-label={
        item ? `${actOf(choice, item)}: ${nameOf(item)}${isNext(choice) ? ' (next on the way)' : ''}` : undefined
      }
    >
      {isNext(choice) && '▸ '}
      {actOf(choice, item)}
    </button>
  );
  const others = now.choices.filter((choice) => !('id' in choice));
  return (
    <section aria-label="On its way">
      <h2>On its way</h2>
      {now.inFlight.length === 0 && <p>Nothing.</p>}
      <ul class="steps-items">
        {now.inFlight.map((item) => (
          <li key={item.id}>
            <span class="steps-item">
              {nameOf(item)}
              {item.due !== undefined && <span class="steps-due"> at {Math.round(item.due)} ms</span>}
            </span>
            <span class="steps-acts">
              {now.choices
                .filter((choice) => 'id' in choice && choice.id === item.id)
                .map((choice) => button(choice, item))}
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <fieldset class="steps-acts">
          <legend class="visually-hidden">Faults</legend>
          {others.map((choice) => button(choice))}
        </fieldset>
      )}
    </section>
  );
}

/** Of a long story, the latest is shown first. */
const STORY_SHOWN = 3;

function Machines({ now }: { now: SteppedTo }) {
  return (
    <section aria-label="What each was told">
      <h2>What each was told, and did</h2>
      <dl class="steps-actors">
        {now.actors.map(({ id, isUp, story, holds }) => (
          <div key={id}>
            <dt>
              {id}
              {!isUp && ' (crashed)'}
              {holds !== undefined && <span class="steps-holds"> holds {holds}</span>}
            </dt>
            <dd>
              {story.length === 0 ? (
                'Nothing yet.'
              ) : (
                <Story story={story.slice(-STORY_SHOWN)} from={Math.max(story.length - STORY_SHOWN, 0)} />
              )}
              {story.length > STORY_SHOWN && (
                <details>
                  <summary>{story.length - STORY_SHOWN} earlier</summary>
                  <Story story={story.slice(0, -STORY_SHOWN)} from={0} />
                </details>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Story({ story, from }: { story: SteppedTo['actors'][number]['story']; from: number }) {
  return (
    <ol start={from + 1}>
      {story.map((each, index) => (
        <li key={`${from + index}`}>
          {each.told}
          <span class="steps-did"> → {each.did.length > 0 ? each.did.join('; ') : 'nothing'}</span>
        </li>
      ))}
    </ol>
  );
}
