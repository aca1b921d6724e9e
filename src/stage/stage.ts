/**
 * A scene as a viewer plays with it: play, pause, step, speed, scrub, knobs, faults, luck, reset. Whatever is turned or broken,
 * the scene is recorded anew with the same luck and goes on from the same moment; so it can all be gone back to, and sent.
 */
import type { Replay, Strike } from '#grading';
import { cutsAt, describeMoment, type Knob, type Recording, settingOf, settingsOf, targetNamed, USUAL } from '#scene';
import { toAddress } from './address.ts';
import { Charts } from './charts.ts';
import {
  allTargets,
  eventsMarkup,
  knobText,
  naturalWidth,
  pictureMarkup,
  targetOptions,
  timeText,
  widthStyle,
  wordsMarkup,
  worldMarkup,
} from './markup.ts';
import { type Ink, Picture, readInk } from './picture.ts';

/** How long a dot is seen at least, in ms of watching. */
const SEEN_FOR = 420;
/** Charts and words need not be drawn as often as the dots. */
const CHARTS_EVERY = 120;
const WORDS_EVERY = 500;
/** Under reduced motion the picture moves on once in so many ms. */
const STILL_EVERY = 1000;

export interface StageOptions {
  id: string;
  /** Only their values matter here: their words are on the page. */
  knobs: Readonly<Record<string, Knob>>;
  seconds: number;
  pace: number;
  /** The moment it is reset to, in ms. */
  still: number;
  /** Records the scene. Rejects with an Error whose message is for the viewer. */
  record(replay: Replay): Promise<Recording[]>;
  /** Where the scene is found by an address; without it no link is offered. */
  address?: (fragment: string) => string;
}

export class Stage {
  readonly #host: HTMLElement;
  readonly #options: StageOptions;
  readonly #charts: Charts;
  readonly #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #resized: ResizeObserver;
  readonly #themed: MutationObserver;
  #replay: Replay;
  #recordings: Recording[] = [];
  #pictures: Picture[] = [];
  #ink: Ink;
  /** The moment that is shown, in ms. */
  #at: number;
  #playing = false;
  #speed = 1;
  #frame = 0;
  #shownAt = 0;
  #chartsAt = 0;
  #wordsAt = 0;
  /** Counts what was asked of the recorder: only the latest answer counts. */
  #asked = 0;

  constructor(host: HTMLElement, options: StageOptions) {
    this.#host = host;
    this.#options = options;
    this.#replay = USUAL;
    this.#at = options.still;
    this.#ink = readInk(host);
    this.#charts = new Charts(this.#part('charts'));
    this.#resized = new ResizeObserver(() => {
      for (const picture of this.#pictures) picture.resize();
      this.#draw(true);
    });
    this.#themed = new MutationObserver(() => this.#dress());
    this.#themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#dress());
    this.#reducedMotion.addEventListener('change', () => this.#draw(true));
    for (const control of host.querySelectorAll<HTMLButtonElement>('button, input, select')) control.disabled = false;
    // The inputs already show what the page was built with, or what somebody has just turned.
    this.#listen();
  }

  /** Records and shows the scene, if nothing is shown yet. */
  async open(): Promise<void> {
    if (this.#recordings.length === 0) await this.#record(false);
  }

  /** Sets everything at once, such as to the run in which a test failed, goes to its moment, and plays on from there. */
  async show(replay: Replay, { play = true }: { play?: boolean } = {}): Promise<void> {
    if (this.#playing) this.pause();
    this.#replay = replay;
    this.#at = Math.min(replay.from, this.#end);
    this.#showInputs();
    if ((await this.#record(false)) && play) this.play();
  }

  // ——— what a viewer does ———

  toggle(): void {
    if (this.#playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.#recordings.length === 0) return;
    if (this.#at >= this.#end) this.#at = 0;
    this.#playing = true;
    this.#shownAt = performance.now();
    this.#button('play').textContent = 'Pause';
    this.#note(
      this.#reducedMotion.matches ? 'You asked for less motion: the picture moves on once a second, without dots.' : '',
    );
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.#playing = false;
    cancelAnimationFrame(this.#frame);
    this.#button('play').textContent = 'Play';
    this.#draw(true);
    this.#say();
  }

  step(): void {
    this.pause();
    const step = this.#recordings[0]?.tick ?? this.#end;
    this.#at = Math.min(this.#end, (Math.floor(this.#at / step + 1e-6) + 1) * step);
    this.#draw(true);
    this.#say();
  }

  restart(): void {
    this.#at = 0;
    this.#draw(true);
    this.play();
  }

  reset(): void {
    this.pause();
    this.#replay = USUAL;
    this.#at = this.#options.still;
    this.#showInputs();
    this.#record(false);
  }

  #turn(name: string, value: unknown): void {
    const setting = settingOf(this.#options.knobs[name]!, value);
    if (setting === undefined) return;
    this.#replay = { ...this.#replay, settings: { ...this.#replay.settings, [name]: setting } };
    this.#record(true);
  }

  #strike(does: Strike['does'], target: string): void {
    this.#replay = { ...this.#replay, strikes: [...this.#replay.strikes, { at: Math.round(this.#at), does, target }] };
    // The next sample is the first that shows it.
    this.#at = Math.min(this.#end, this.#at + (this.#recordings[0]?.every ?? 0));
    this.#record(true);
  }

  /** Breaks what works at this moment, and mends what is broken. */
  #strikeOrMend(target: string): void {
    const found = targetNamed(allTargets(this.#recordings), target);
    if (found) this.#strike(this.#isBroken(found.target) ? 'recover' : found.does, found.target);
  }

  #isBroken(target: string): boolean {
    const link = target.startsWith('link:') ? Number(target.slice(5)) : undefined;
    // A cut that the scene itself planned can be mended too.
    if (link !== undefined) return this.#recordings.some((recording) => cutsAt(recording, this.#at).includes(link));
    let broken = false;
    for (const strike of [...this.#replay.strikes].sort((a, b) => a.at - b.at)) {
      if (strike.at <= this.#at && targetNamed([{ target }], strike.target)) broken = strike.does !== 'recover';
    }
    return broken;
  }

  async #copyLink(): Promise<void> {
    const { address, id } = this.#options;
    if (!address) return;
    const link = address(toAddress(id, { ...this.#replay, from: this.#at }));
    try {
      await navigator.clipboard.writeText(link);
      this.#note('The link is copied: it leads to this moment, with these knobs and faults.');
    } catch {
      this.#note(`This browser does not let pages copy. The link is: ${link}`);
    }
  }

  // ——— recording and drawing ———

  get #end(): number {
    return this.#options.seconds * 1000;
  }

  /** Whether it is shown now: not when the recording failed, or something else was asked for meanwhile. */
  async #record(comparable: boolean): Promise<boolean> {
    const asked = ++this.#asked;
    const slow = setTimeout(() => this.#note('Working it out …'), 400);
    try {
      const recordings = await this.#options.record(this.#replay);
      if (asked !== this.#asked) return false;
      this.#note('');
      this.#show(recordings, comparable ? this.#recordings : []);
      return true;
    } catch (error) {
      if (asked !== this.#asked) return false;
      if (this.#playing) this.pause();
      this.#note(error instanceof Error ? error.message : 'The scene could not be worked out.');
      return false;
    } finally {
      clearTimeout(slow);
    }
  }

  #show(recordings: Recording[], before: readonly Recording[]): void {
    const worlds = this.#part('worlds');
    const sheets = () => [...worlds.querySelectorAll<HTMLElement>('[data-sheet]')];
    if (sheets().length !== recordings.length) {
      worlds.innerHTML = recordings
        .map((recording, index) => worldMarkup(recording, `${this.#options.id}-${index}`, recordings.length > 1))
        .join('');
    } else {
      for (const [index, sheet] of sheets().entries()) {
        const recording = recordings[index]!;
        const same = JSON.stringify(recording.architecture) === (sheet.dataset.drawn ?? '');
        const first = this.#recordings.length === 0 && sheet.dataset.drawn === undefined && this.#isUsual;
        if (!same && !first) {
          const picture = pictureMarkup(recording, `${this.#options.id}-${index}`);
          sheet.style.setProperty('--natural', `${naturalWidth(picture)}px`);
          sheet.innerHTML = picture;
        }
        const caption = sheet.closest('figure')?.querySelector('figcaption');
        if (caption) caption.textContent = recording.title;
      }
    }
    worlds.setAttribute('style', widthStyle(worlds.innerHTML));
    this.#resized.disconnect();
    this.#recordings = recordings;
    this.#pictures = sheets().map((sheet, index) => {
      sheet.dataset.drawn = JSON.stringify(recordings[index]!.architecture);
      this.#resized.observe(sheet);
      return new Picture(sheet, recordings[index]!);
    });
    this.#charts.show(recordings, before);
    const select = this.#part<HTMLSelectElement>('target');
    const chosen = select.value;
    select.innerHTML = targetOptions(recordings);
    if ([...select.options].some(({ value }) => value === chosen)) select.value = chosen;
    this.#part('events').hidden = recordings.every(({ events }) => events.length === 0);
    (this.#host.querySelector('.stage-break') as HTMLElement).hidden = select.options.length === 0;
    this.#showFaults();
    this.#draw(true);
  }

  /** Whether nothing was turned or broken: then the picture on the page is the right one already. */
  get #isUsual(): boolean {
    const { settings, seed } = this.#replay;
    return seed === 1 && Object.keys(settings).length === 0;
  }

  readonly #tick = (now: number): void => {
    if (!this.#playing) return;
    const passed = now - this.#shownAt;
    if (!this.#reducedMotion.matches || passed >= STILL_EVERY) {
      // A tab that was in the background goes on where it stood.
      this.#at += Math.min(passed, STILL_EVERY) * this.#options.pace * this.#speed;
      this.#shownAt = now;
      if (this.#at >= this.#end) {
        this.#at = this.#end;
        this.pause();
        return;
      }
      this.#draw(false);
    }
    this.#frame = requestAnimationFrame(this.#tick);
  };

  #draw(everything: boolean): void {
    if (this.#recordings.length === 0) return;
    const atLeast = SEEN_FOR * this.#options.pace * Math.min(1, this.#speed);
    const dots = !this.#reducedMotion.matches || !this.#playing;
    for (const picture of this.#pictures) picture.draw(this.#at, { ink: this.#ink, atLeast, dots });
    const now = performance.now();
    if (everything || now - this.#chartsAt >= CHARTS_EVERY) {
      this.#chartsAt = now;
      this.#charts.draw(this.#at);
      const scrub = this.#part<HTMLInputElement>('scrub');
      scrub.value = String(this.#at);
      scrub.setAttribute('aria-valuetext', timeText(this.#at, this.#options.seconds));
      this.#part('time').textContent = timeText(this.#at, this.#options.seconds);
      this.#showStrikeButton();
    }
    if (everything || now - this.#wordsAt >= WORDS_EVERY) {
      this.#wordsAt = now;
      const words = this.#part('words');
      if (words.closest('details')?.open || everything) words.innerHTML = wordsMarkup(this.#recordings, this.#at);
      const events = this.#part('events');
      const happened = eventsMarkup(this.#recordings, this.#at);
      if (events.innerHTML !== happened) {
        events.innerHTML = happened;
        events.scrollTop = events.scrollHeight;
      }
    }
  }

  #dress(): void {
    this.#ink = readInk(this.#host);
    if (this.#recordings.length > 0) this.#charts.redraw();
    this.#draw(true);
  }

  /** Says the moment to those who listen. */
  #say(): void {
    const worlds = this.#recordings.map((recording) => {
      const title = this.#recordings.length > 1 ? `${recording.title}. ` : '';
      return title + describeMoment(recording, this.#at).join(' ');
    });
    this.#part('status').textContent = `${timeText(this.#at, this.#options.seconds)}. ${worlds.join(' ')}`;
  }

  #note(text: string): void {
    const note = this.#part('note');
    note.hidden = text === '';
    if (note.textContent !== text) note.textContent = text;
  }

  // ——— controls ———

  #part<Kind extends HTMLElement>(name: string): Kind {
    return this.#host.querySelector<Kind>(`[data-${name}]`) as Kind;
  }

  #button(name: string): HTMLButtonElement {
    return this.#part<HTMLButtonElement>(name);
  }

  #listen(): void {
    const click = (name: string, act: () => void) => this.#button(name).addEventListener('click', act);
    click('play', () => this.toggle());
    click('step', () => this.step());
    click('restart', () => this.restart());
    click('reset', () => this.reset());
    click('copy', () => this.#copyLink());
    this.#button('copy').hidden = this.#options.address === undefined;
    click('strike', () => this.#strikeOrMend(this.#part<HTMLSelectElement>('target').value));
    this.#part('target').addEventListener('change', () => this.#showStrikeButton());
    this.#part('speed').addEventListener('change', (event) => {
      this.#speed = Number((event.target as HTMLSelectElement).value);
    });
    this.#part('seed').addEventListener('change', (event) => {
      const input = event.target as HTMLInputElement;
      const seed = Math.min(0x7fffffff, Math.max(1, Math.round(Number(input.value)) || 1));
      input.value = String(seed);
      this.#replay = { ...this.#replay, seed };
      this.#record(true);
    });
    const scrub = this.#part<HTMLInputElement>('scrub');
    scrub.addEventListener('input', () => {
      this.#at = Number(scrub.value);
      this.#draw(true);
    });
    scrub.addEventListener('change', () => this.#say());
    for (const input of this.#host.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-knob]')) {
      const name = input.dataset.knob!;
      const knob = this.#options.knobs[name]!;
      input.addEventListener('input', () => {
        const value =
          knob.kind === 'switch'
            ? (input as HTMLInputElement).checked
            : knob.kind === 'number'
              ? Number(input.value)
              : input.value;
        if (knob.kind === 'number') this.#showValue(name, knob, value as number);
        this.#turn(name, value);
      });
    }
    this.#part('worlds').addEventListener('click', (event) => {
      for (const picture of this.#pictures) {
        const hit = picture.copyAt(event.clientX, event.clientY);
        const target = hit && `${hit.node}/${hit.copy + 1}`;
        const inside = event.target instanceof Node && picture.owns(event.target);
        if (!target || !inside || !targetNamed(picture.recording.targets, target)) continue;
        this.#strikeOrMend(target);
        return;
      }
    });
  }

  #showInputs(): void {
    const settings = settingsOf(this.#options.knobs, this.#replay.settings);
    this.#part<HTMLInputElement>('seed').value = String(this.#replay.seed);
    for (const [name, knob] of Object.entries(this.#options.knobs)) {
      const input = this.#host.querySelector<HTMLInputElement>(`[data-knob="${CSS.escape(name)}"]`);
      if (!input) continue;
      if (knob.kind === 'switch') input.checked = settings[name] === true;
      else input.value = String(settings[name]);
      if (knob.kind === 'number') this.#showValue(name, knob, settings[name] as number);
    }
  }

  #showValue(name: string, knob: Extract<Knob, { kind: 'number' }>, value: number): void {
    const text = knobText(knob, value);
    const output = this.#host.querySelector(`[data-value="${CSS.escape(name)}"]`);
    if (output) output.textContent = text;
    this.#host.querySelector(`[data-knob="${CSS.escape(name)}"]`)?.setAttribute('aria-valuetext', text);
  }

  #showStrikeButton(): void {
    const { value } = this.#part<HTMLSelectElement>('target');
    const button = this.#button('strike');
    const text = this.#isBroken(value) ? 'Mend it' : 'Break it';
    if (button.textContent !== text) button.textContent = text;
  }

  /** The faults of this run, each with a way to take it back. */
  #showFaults(): void {
    const targets = allTargets(this.#recordings);
    const words = { crash: 'crashes', slow: 'becomes slow', cut: 'is cut', recover: 'is mended' };
    const items = [...this.#replay.strikes.entries()]
      .sort(([, a], [, b]) => a.at - b.at)
      .map(([index, { at, does, target }]) => {
        const item = document.createElement('li');
        const text = `${(at / 1000).toFixed(1)} s: ${targetNamed(targets, target)?.label ?? target} ${words[does]} `;
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = 'Take back';
        button.setAttribute('aria-label', `Take back: ${text.trim()}`);
        button.addEventListener('click', () => {
          this.#replay = { ...this.#replay, strikes: this.#replay.strikes.filter((_, place) => place !== index) };
          this.#record(true);
        });
        item.append(text, button);
        return item;
      });
    this.#part('faults').replaceChildren(...items);
  }
}
