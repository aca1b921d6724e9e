/**
 * A scene as a viewer plays with it: play, pause, step, speed, scrub, knobs, faults, luck, reset. Whatever is turned or broken,
 * the scene is recorded anew with the same luck and goes on from the same moment; so it can all be gone back to, and sent.
 */
import { type Direction, faultKinds, targetNamed } from '#architecture';
import type { Replay } from '#grading';
import { describeMoment, type Knob, type Recording, USUAL } from '#scene';
import { toAddress } from './address.ts';
import { allTargets, isAsBuilt, slowed, struck, takenBack, turned, withLuck } from './choices.ts';
import { Controls } from './controls.ts';
import { eventsUntilAll, timeText } from './fragments.ts';
import { copyLink } from './link.ts';
import { Player } from './player.ts';
import { View } from './view.ts';

/** Charts and words need not be drawn as often as the dots: once in so many ms. */
const CHARTS_EVERY = 120;
const WORDS_EVERY = 500;
/** A recording that takes longer than this, in ms, is said to be under way. */
const SLOW = 400;

export interface StageOptions {
  id: string;
  /** Only their values matter here: their words are on the page. */
  knobs: Readonly<Record<string, Knob>>;
  seconds: number;
  pace: number;
  /** Which way pictures run where there is room; `right` when left out. */
  direction?: Direction;
  /** The moment it is reset to, in ms. */
  still: number;
  /** Records the scene. Rejects with an Error whose message is for the viewer. */
  record(replay: Replay): Promise<Recording[]>;
  /** Whether there is a usual run to compare others with: not where somebody's own code decides. */
  hasUsual?: boolean;
  /** Where the scene is found by an address; without it no link is offered. */
  address?: (fragment: string) => string;
}

export class Stage {
  readonly #options: StageOptions;
  readonly #player: Player;
  readonly #controls: Controls;
  readonly #view: View;
  readonly #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  #replay: Replay = USUAL;
  #recordings: readonly Recording[] = [];
  #frame = 0;
  #chartsAt = 0;
  #wordsAt = 0;
  #isSeen = true;
  /** How many of the events have been said to those who listen. */
  #told = 0;
  /** Counts what was asked of the recorder: only the latest answer counts. */
  #asked = 0;

  /** `host` holds what `stageMarkup` made; its inputs show what it was made with, or what somebody has just turned. */
  constructor(host: HTMLElement, options: StageOptions) {
    const { id, knobs, seconds, pace, still, address, direction } = options;
    this.#options = options;
    this.#player = new Player({ seconds, pace, at: still });
    this.#controls = new Controls(
      host,
      { knobs, seconds, canCopy: address !== undefined },
      {
        toggle: () => (this.#player.isPlaying ? this.pause() : this.play()),
        step: () => this.step(),
        restart: () => this.restart(),
        reset: () => this.reset(),
        copy: () => this.#copyLink(),
        speed: (factor) => {
          this.#player.speed = factor;
        },
        seek: (at) => {
          this.#player.seek(at);
          this.#draw(true);
        },
        sought: () => this.#say(),
        luck: (typed) => {
          this.#change(withLuck(this.#replay, typed));
          this.#controls.showChoices(this.#replay);
        },
        turn: (name, value) => this.#change(turned(this.#replay, name, knobs[name]!, value)),
        strike: (target) => this.#strike(target),
        slow: (target) => this.#slow(target),
        takeBack: (place) => this.#change(takenBack(this.#replay, place)),
      },
    );
    this.#view = new View(host, {
      id,
      direction,
      onChange: () => this.#draw(true),
      onStrike: (target) => this.#strike(target),
    });
    this.#reducedMotion.addEventListener('change', () => this.#draw(true));
    // What nobody can see does not move on.
    new IntersectionObserver((entries) => this.#seen(entries.at(-1)!.isIntersecting)).observe(host);
  }

  /** Records and shows the scene, if nothing is shown yet. */
  async open(): Promise<void> {
    if (this.#recordings.length === 0) await this.#record(false);
  }

  /** Sets everything at once, such as to the run in which a test failed, goes to its moment, and plays on from there. */
  async show(replay: Replay, { play = true }: { play?: boolean } = {}): Promise<void> {
    if (this.#player.isPlaying) this.pause();
    this.#replay = replay;
    this.#player.seek(replay.from);
    this.#controls.showChoices(replay);
    if (play) this.#controls.showPlaying('starting');
    const isFirst = this.#recordings.length === 0;
    const isShown = await this.#record(true);
    if (isShown && play) this.play();
    else if (play) this.#controls.showPlaying(this.#player.isPlaying);
    if (isShown && isFirst) await this.#compareWithUsual();
  }

  play(): void {
    if (this.#recordings.length === 0) return;
    this.#player.play(performance.now());
    this.#controls.showPlaying(true);
    this.#controls.note(
      this.#reducedMotion.matches ? 'You asked for less motion: the picture moves on once a second, without dots.' : '',
    );
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.#player.pause();
    cancelAnimationFrame(this.#frame);
    this.#controls.showPlaying(false);
    this.#draw(true);
    this.#say();
  }

  step(): void {
    this.#player.pause();
    this.#player.step(this.#recordings[0]?.tick ?? this.#player.end);
    this.pause();
  }

  restart(): void {
    this.#player.seek(0);
    this.#draw(true);
    this.play();
  }

  async reset(): Promise<void> {
    const shown = this.show({ ...USUAL, from: this.#options.still }, { play: false });
    // At once: whoever goes somewhere else while it is recorded stays there.
    this.#player.rest(this.#options.still);
    await shown;
  }

  // ——— what is chosen, and recorded ———

  /** Records what a viewer has changed, to be compared with what was there before. */
  async #change(replay: Replay | undefined, done = ''): Promise<void> {
    if (!replay) return;
    this.#replay = replay;
    this.#controls.showChanged(replay);
    if (!(await this.#record(true))) return;
    if (!this.#player.isPlaying) this.#say(done + this.#controls.changedText());
    else if (done !== '') this.#controls.say(done);
  }

  #strike(target: string): void {
    const { at } = this.#player;
    const replay = struck(this.#replay, this.#recordings, target, at);
    // The next sample is the first that shows it.
    if (replay) this.#player.seek(at + (this.#recordings[0]?.every ?? 0));
    this.#change(replay);
  }

  #slow(target: string): void {
    const { at } = this.#player;
    const label = targetNamed(allTargets(this.#recordings), target)?.label ?? target;
    const replay = slowed(this.#replay, this.#recordings, target, at);
    if (!replay) {
      this.#controls.say(`${label} is slow already.`);
      return;
    }
    this.#player.seek(at + (this.#recordings[0]?.every ?? 0));
    this.#change(replay, `${label} ${faultKinds.slow}. `);
  }

  /** Whether it is shown now: not when the recording failed, or something else was asked for meanwhile. */
  async #record(comparable: boolean): Promise<boolean> {
    const asked = ++this.#asked;
    const slow = setTimeout(() => this.#controls.note('Working it out …'), SLOW);
    let recordings: Recording[];
    try {
      recordings = await this.#options.record(this.#replay);
      const pictures = await this.#view.picturesFor(recordings, isAsBuilt(this.#replay));
      if (asked !== this.#asked) return false;
      this.#view.show(recordings, comparable ? this.#recordings : [], pictures);
    } catch (error) {
      if (asked === this.#asked) this.#tellWhyNot(error);
      return false;
    } finally {
      clearTimeout(slow);
    }
    this.#recordings = recordings;
    this.#told = eventsUntilAll(recordings, this.#player.at).length;
    this.#controls.note('');
    this.#controls.showFaults(this.#replay, recordings);
    this.#draw(true);
    return true;
  }

  /** Puts the usual run behind one that was asked for first, so that what it changes can be seen. */
  async #compareWithUsual(): Promise<void> {
    if (!this.#options.hasUsual || (isAsBuilt(this.#replay) && this.#replay.strikes.length === 0)) return;
    const shown = this.#asked;
    const usual = await this.#options.record(USUAL);
    if (shown !== this.#asked) return;
    this.#view.compare(usual);
    this.#draw(true);
  }

  #tellWhyNot(error: unknown): void {
    if (this.#player.isPlaying) this.pause();
    this.#controls.note(error instanceof Error ? error.message : 'The scene could not be worked out.');
  }

  async #copyLink(): Promise<void> {
    const { address, id } = this.#options;
    if (!address) return;
    this.#controls.answerCopy(await copyLink(address(toAddress(id, { ...this.#replay, from: this.#player.at }))));
  }

  // ——— what is seen ———

  readonly #tick = (now: number): void => {
    if (this.#player.tick(now, this.#reducedMotion.matches)) {
      if (!this.#player.isPlaying) {
        this.pause();
        return;
      }
      this.#draw(false);
    }
    if (this.#isSeen) this.#frame = requestAnimationFrame(this.#tick);
  };

  #seen(isSeen: boolean): void {
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    cancelAnimationFrame(this.#frame);
    if (!isSeen || !this.#player.isPlaying) return;
    this.#player.resume(performance.now());
    this.#frame = requestAnimationFrame(this.#tick);
  }

  #draw(everything: boolean): void {
    if (this.#recordings.length === 0) return;
    const { at, isPlaying, seenFor } = this.#player;
    this.#view.drawPictures(at, { atLeast: seenFor, dots: !this.#reducedMotion.matches || !isPlaying });
    const now = performance.now();
    if (everything || now - this.#chartsAt >= CHARTS_EVERY) {
      this.#chartsAt = now;
      this.#view.drawCharts(at);
      this.#controls.showMoment(at, this.#replay, this.#recordings);
    }
    if (everything || now - this.#wordsAt >= WORDS_EVERY) {
      this.#wordsAt = now;
      this.#view.writeWords(at, everything);
      if (isPlaying) this.#tell(at);
    }
  }

  /** Says what has happened since it was last said. */
  #tell(at: number): void {
    const happened = eventsUntilAll(this.#recordings, at);
    const news = happened.slice(this.#told);
    this.#told = happened.length;
    if (news.length > 0) this.#controls.say(news.join(' '));
  }

  /** Says the moment to those who listen, after what was done. */
  #say(done = ''): void {
    const { at } = this.#player;
    this.#told = eventsUntilAll(this.#recordings, at).length;
    const worlds = this.#recordings.map((recording) => {
      const title = this.#recordings.length > 1 ? `${recording.title}. ` : '';
      return title + describeMoment(recording, at).join(' ');
    });
    this.#controls.say(`${done}${timeText(at, this.#options.seconds)}. ${worlds.join(' ')}`);
  }
}
