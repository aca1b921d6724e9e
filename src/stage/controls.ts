/** The controls of a stage, as they stand in the page: what a viewer does with them becomes a call, and they show what holds. */
import type { Replay } from '#grading';
import { type Knob, type Recording, settingsOf } from '#scene';
import { markup } from '../trusted/policy.ts';
import { allTargets, canBeSlowed, faultsOf, isBroken } from './choices.ts';
import { knobText, targetOptions, timeText } from './fragments.ts';
import { partOf } from './parts.ts';

/** What a viewer can ask for. */
export interface Wishes {
  toggle(): void;
  step(): void;
  restart(): void;
  reset(): void;
  copy(): void;
  speed(factor: number): void;
  /** Called all the while somebody moves the slider; `sought` once they let it go. */
  seek(at: number): void;
  sought(): void;
  /** The luck, as it was typed. */
  luck(typed: string): void;
  turn(name: string, value: unknown): void;
  /** Breaks or mends a target. */
  strike(target: string): void;
  /** Slows a target. */
  slow(target: string): void;
  /** Takes back the fault at a place of the replay's list. */
  takeBack(place: number): void;
}

export interface ControlsOptions {
  /** Only their values matter here: their words are on the page. */
  knobs: Readonly<Record<string, Knob>>;
  seconds: number;
  /** Whether a link is offered. */
  canCopy: boolean;
}

export class Controls {
  readonly #host: HTMLElement;
  readonly #options: ControlsOptions;
  readonly #wishes: Wishes;
  readonly #target: HTMLSelectElement;
  readonly #scrub: HTMLInputElement;
  /** Only where parts can be slowed by hand. */
  readonly #slow: HTMLButtonElement | null;
  /** What the strike button says at the moment that is shown. */
  #isBroken: (target: string) => boolean = () => false;

  constructor(host: HTMLElement, options: ControlsOptions, wishes: Wishes) {
    this.#host = host;
    this.#options = options;
    this.#wishes = wishes;
    this.#target = partOf(host, 'target');
    this.#scrub = partOf(host, 'scrub');
    this.#slow = host.querySelector('[data-slow]');
    for (const control of host.querySelectorAll<HTMLButtonElement>('button, input, select')) control.disabled = false;
    this.#listen();
  }

  /** Luck, knobs and faults. What the faults are called is known once something is recorded. */
  showChoices(replay: Replay): void {
    partOf<HTMLInputElement>(this.#host, 'seed').value = String(replay.seed);
    const settings = settingsOf(this.#options.knobs, replay.settings);
    for (const [name, input] of this.#knobInputs()) {
      const value = settings[name];
      if (typeof value === 'boolean') (input as HTMLInputElement).checked = value;
      else input.value = String(value);
      this.#showValue(name, value);
    }
    this.showChanged(replay);
  }

  /** Marks what is not as usual as the viewer's, beside what it was. */
  showChanged(replay: Replay): void {
    const usual = settingsOf(this.#options.knobs, {});
    const settings = settingsOf(this.#options.knobs, replay.settings);
    for (const [name, input] of this.#knobInputs()) {
      const row = input.closest('.stage-knob') as HTMLElement;
      const isChanged = settings[name] !== usual[name];
      row.classList.toggle('stage-changed', isChanged);
      row.querySelector('.stage-was')?.remove();
      if (!isChanged) continue;
      const was = document.createElement('span');
      was.className = 'stage-was';
      was.textContent = `was ${this.#wordsOf(input, usual[name])}`;
      row.querySelector('label')?.after(was);
    }
  }

  /** What is not as usual, to be said: 'Replicas 14, was 6. '. */
  changedText(): string {
    return this.#knobInputs()
      .map(([, input]) => {
        const row = input.closest('.stage-changed');
        if (!row) return '';
        const value = input.type === 'checkbox' ? (input as HTMLInputElement).checked : input.value;
        const words = `${row.querySelector('label')?.textContent} ${this.#wordsOf(input, value)}`;
        return `${words}, ${row.querySelector('.stage-was')?.textContent}. `;
      })
      .join('');
  }

  /** What can be broken, and what is broken in this run, each with a way to take it back. */
  showFaults(replay: Replay, recordings: readonly Recording[]): void {
    const chosen = this.#target.value;
    this.#target.innerHTML = markup(targetOptions(recordings));
    if ([...this.#target.options].some(({ value }) => value === chosen)) this.#target.value = chosen;
    (this.#host.querySelector('.stage-break') as HTMLElement).hidden = this.#target.options.length === 0;
    const items = faultsOf(replay, allTargets(recordings)).map(({ place, text }) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Take back';
      button.setAttribute('aria-label', `Take back: ${text}`);
      button.addEventListener('click', () => this.#wishes.takeBack(place));
      item.append(`${text} `, button);
      return item;
    });
    const faults = partOf(this.#host, 'faults');
    const place = [...faults.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
    faults.replaceChildren(...items);
    // Whoever stood on one of them stands on the one that took its place, or on what adds another.
    if (place < 0) return;
    const next = faults.querySelectorAll('button');
    (next[Math.min(place, next.length - 1)] ?? partOf(this.#host, 'strike')).focus();
  }

  /** A moment in ms, and whether what is chosen in the list would be broken or mended at it. */
  showMoment(at: number, replay: Replay, recordings: readonly Recording[]): void {
    const text = timeText(at, this.#options.seconds);
    this.#scrub.value = String(at);
    this.#scrub.setAttribute('aria-valuetext', text);
    partOf(this.#host, 'time').textContent = text;
    this.#isBroken = (target) => isBroken(replay, recordings, target, at);
    this.#showStrike();
  }

  /** 'starting' until there is something to play. */
  showPlaying(isPlaying: boolean | 'starting'): void {
    const play = partOf(this.#host, 'play');
    play.textContent = isPlaying === 'starting' ? 'Starting …' : isPlaying ? 'Pause' : 'Play';
    play.removeAttribute('aria-busy');
  }

  /** What came of copying a link, beside the button; it goes with the next thing that is done. */
  answerCopy(text: string): void {
    partOf(this.#host, 'copied').textContent = text;
    const forget = ({ target }: Event): void => {
      if ((target as Element).closest('[data-copy], [data-copied]')) return;
      partOf(this.#host, 'copied').textContent = '';
      this.#host.removeEventListener('click', forget);
    };
    this.#host.addEventListener('click', forget);
  }

  /** A sentence at the foot of the picture; none when empty. */
  note(text: string): void {
    const note = partOf(this.#host, 'note');
    note.hidden = text === '';
    if (note.textContent !== text) note.textContent = text;
  }

  /** Says something to those who listen. */
  say(text: string): void {
    partOf(this.#host, 'status').textContent = text;
  }

  #listen(): void {
    const wishes = this.#wishes;
    const on = <Kind extends HTMLElement>(name: string, type: string, act: (control: Kind) => void): void => {
      const control = partOf<Kind>(this.#host, name);
      control.addEventListener(type, () => act(control));
    };
    on('play', 'click', wishes.toggle);
    on('step', 'click', wishes.step);
    on('restart', 'click', wishes.restart);
    on('reset', 'click', wishes.reset);
    on('copy', 'click', wishes.copy);
    partOf(this.#host, 'copy').hidden = !this.#options.canCopy;
    on<HTMLSelectElement>('speed', 'change', ({ value }) => wishes.speed(Number(value)));
    on<HTMLInputElement>('seed', 'change', ({ value }) => wishes.luck(value));
    on<HTMLInputElement>('scrub', 'input', ({ value }) => wishes.seek(Number(value)));
    on('scrub', 'change', wishes.sought);
    on('strike', 'click', () => wishes.strike(this.#target.value));
    on('target', 'change', () => this.#showStrike());
    this.#slow?.addEventListener('click', () => wishes.slow(this.#target.value));
    for (const [name, input] of this.#knobInputs()) {
      input.addEventListener('input', () => {
        const { kind } = this.#options.knobs[name]!;
        const value = kind === 'switch' ? (input as HTMLInputElement).checked : input.value;
        const setting = kind === 'number' ? Number(value) : value;
        this.#showValue(name, setting);
        wishes.turn(name, setting);
      });
    }
  }

  #knobInputs(): [name: string, input: HTMLInputElement | HTMLSelectElement][] {
    const inputs = this.#host.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-knob]');
    return [...inputs].map((input) => [input.dataset.knob!, input]);
  }

  /** A value in the words that the page has for it. */
  #wordsOf(input: HTMLInputElement | HTMLSelectElement, value: unknown): string {
    if (input instanceof HTMLSelectElement)
      return [...input.options].find((option) => option.value === value)?.textContent ?? '';
    return typeof value === 'boolean' ? (value ? 'on' : 'off') : Number(value).toLocaleString('en-GB');
  }

  /** Only a number has a text of its own beside its input. */
  #showValue(name: string, value: unknown): void {
    const knob = this.#options.knobs[name]!;
    if (knob.kind !== 'number') return;
    const text = knobText(knob, value as number);
    const output = this.#host.querySelector(`[data-value="${CSS.escape(name)}"]`);
    if (output) output.textContent = text;
    this.#host.querySelector(`[data-knob="${CSS.escape(name)}"]`)?.setAttribute('aria-valuetext', text);
  }

  #showStrike(): void {
    const text = this.#isBroken(this.#target.value) ? 'Mend it' : 'Break it';
    const button = partOf(this.#host, 'strike');
    if (button.textContent !== text) button.textContent = text;
    if (this.#slow) this.#slow.disabled = !canBeSlowed(this.#target.value);
  }
}
