/**
 * The panes of a lab. With room they stand beside each other, and their dividers are drawn by pointer or keyboard; without, there is one at
 * a time, and tabs. What stands beside the code, results or the scene or a run step by step, is chosen by tabs in either case.
 *
 * No library: of those for panes, the one with a keyboard (Zag’s splitter) brings 17 kB gzip and no tabs, the small ones (Split.js, 2.6 kB)
 * answer to a pointer alone. This, tabs and folding included, is 2 kB.
 */
import {
  drawnTo,
  type Layout,
  layoutFrom,
  mostOf,
  type Side,
  type Sizes,
  toggled,
  USUAL,
  type View,
} from './pane-sizes.ts';

/** As the stylesheet knows it. */
const WIDE = '(min-width: 62.5rem)';
const STORED = 'headroom-panes';
/** Hundredths that an arrow key moves a divider. */
const STEP = 2;

export type Pane = 'brief' | 'code' | View;

function stored(): Layout {
  try {
    return layoutFrom(localStorage.getItem(STORED));
  } catch {
    return USUAL;
  }
}

export class Panes {
  readonly #panes: HTMLElement;
  readonly #wide = matchMedia(WIDE);
  #layout = stored();

  constructor(section: HTMLElement) {
    this.#panes = section.querySelector<HTMLElement>('[data-panes]') as HTMLElement;
    for (const tab of this.#tabs()) {
      tab.addEventListener('click', () => this.show(tab.dataset.tabOf as Pane));
      tab.addEventListener('keydown', (event) => this.#walkTabs(event, tab));
    }
    for (const divider of this.#panes.querySelectorAll<HTMLElement>('[data-divider]')) this.#listen(divider);
    for (const strip of this.#panes.querySelectorAll<HTMLElement>('[data-unfold]'))
      strip.addEventListener('click', () => this.#toggle(strip.dataset.unfold as Side));
    for (const fold of this.#panes.querySelectorAll<HTMLElement>('[data-fold]'))
      fold.addEventListener('click', () => this.#toggle(fold.dataset.fold as Side));
    this.#wide.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get isWide(): boolean {
    return this.#wide.matches;
  }

  /** Brings a pane before the learner's eyes, unfolded. The focus stays where it is; from a pane that goes, it goes to the tab. */
  show(pane: Pane): void {
    const left = document.activeElement?.closest<HTMLElement>('[data-pane]');
    const tab = this.#tabs().find((each) => each.dataset.tabOf === pane);
    if (tab) tab.hidden = false;
    if (pane !== 'brief' && pane !== 'code') this.#panes.dataset.view = pane;
    this.#panes.dataset.tab = pane;
    const side: Side | undefined = pane === 'code' ? undefined : pane === 'brief' ? 'brief' : 'side';
    if (this.isWide && side && this.#sizes.folded.includes(side)) this.#set(toggled(side, this.#sizes));
    else this.#apply();
    if (left && this.#panes.contains(left) && left.offsetParent === null) tab?.focus({ preventScroll: true });
  }

  get #view(): View {
    return this.#panes.dataset.view as View;
  }

  get #mode(): keyof Layout {
    return this.#view === 'results' ? 'results' : 'scene';
  }

  get #sizes(): Sizes {
    return this.#layout[this.#mode];
  }

  #tabs(): HTMLButtonElement[] {
    return [...this.#panes.querySelectorAll<HTMLButtonElement>('[data-tab-of]')];
  }

  #set(sizes: Sizes): void {
    this.#layout = { ...this.#layout, [this.#mode]: sizes };
    try {
      localStorage.setItem(STORED, JSON.stringify(this.#layout));
    } catch {
      // Storage is refused or full: the next visit begins with the usual widths.
    }
    this.#apply();
  }

  #toggle(which: Side): void {
    this.#set(toggled(which, this.#sizes));
    // What was pressed may be gone now: its other half takes the focus.
    const pressed = document.activeElement;
    if (pressed instanceof HTMLElement && pressed !== document.body && pressed.offsetParent !== null) return;
    const isFolded = this.#sizes.folded.includes(which);
    this.#panes.querySelector<HTMLElement>(isFolded ? `[data-unfold=${which}]` : `[data-divider=${which}]`)?.focus();
  }

  #apply(): void {
    const { brief, side, folded } = this.#sizes;
    const root = document.documentElement;
    root.style.setProperty('--brief-wide', `${brief}%`);
    root.style.setProperty('--side-wide', `${side}%`);
    root.dataset.folded = folded.join(' ');
    for (const strip of this.#panes.querySelectorAll<HTMLElement>('[data-unfold]'))
      strip.hidden = !folded.includes(strip.dataset.unfold as Side);
    for (const divider of this.#panes.querySelectorAll<HTMLElement>('[data-divider]')) {
      const which = divider.dataset.divider as Side;
      const now = folded.includes(which) ? 0 : Math.round(this.#sizes[which]);
      divider.setAttribute('aria-valuenow', String(now));
      divider.setAttribute('aria-valuemax', String(Math.round(mostOf(which, this.#sizes))));
      divider.setAttribute('aria-valuetext', now === 0 ? 'folded' : `${now} %`);
    }
    const shown = this.isWide ? this.#view : (this.#panes.dataset.tab as Pane);
    for (const tab of this.#tabs()) {
      const isShown = tab.dataset.tabOf === shown;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    }
    for (const pane of this.#panes.querySelectorAll<HTMLElement>('[data-pane=brief], [data-pane=code]'))
      pane.setAttribute('role', this.isWide ? 'region' : 'tabpanel');
    const sides = this.#tabs().filter((tab) => !tab.hidden && !['brief', 'code'].includes(tab.dataset.tabOf as string));
    this.#panes.classList.toggle('several', sides.length > 1);
  }

  #walkTabs(event: KeyboardEvent, tab: HTMLElement): void {
    const tabs = this.#tabs().filter((each) => each.offsetParent !== null);
    const at = tabs.indexOf(tab as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    this.show(next.dataset.tabOf as Pane);
    next.focus();
  }

  // ——— dividers ———

  #listen(divider: HTMLElement): void {
    const which = divider.dataset.divider as Side;
    divider.addEventListener('keydown', (event) => this.#press(event, which));
    divider.addEventListener('dblclick', () => this.#set(drawnTo(which, USUAL[this.#mode][which], this.#sizes)));
    divider.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      divider.setPointerCapture(event.pointerId);
      event.preventDefault();
      divider.focus();
      const move = ({ clientX }: PointerEvent): void => {
        const { left, width } = this.#panes.getBoundingClientRect();
        const share = ((clientX - left) / width) * 100;
        this.#set(drawnTo(which, which === 'brief' ? share : 100 - share, this.#sizes));
      };
      divider.addEventListener('pointermove', move);
      divider.addEventListener('lostpointercapture', () => divider.removeEventListener('pointermove', move), {
        once: true,
      });
    });
  }

  /** As window splitters are worked: arrows draw, Home and End go to the ends, Enter folds and unfolds. */
  #press(event: KeyboardEvent, which: Side): void {
    const sizes = this.#sizes;
    const outwards = which === 'brief' ? 'ArrowRight' : 'ArrowLeft';
    const inwards = which === 'brief' ? 'ArrowLeft' : 'ArrowRight';
    const isFolded = sizes.folded.includes(which);
    if (event.key === 'Enter') this.#set(toggled(which, sizes));
    else if (event.key === outwards) this.#set(drawnTo(which, sizes[which] + (isFolded ? 0 : STEP), sizes));
    else if (event.key === inwards && !isFolded) this.#set(drawnTo(which, sizes[which] - STEP, sizes));
    else if (event.key === 'Home') this.#set(drawnTo(which, 0, sizes));
    else if (event.key === 'End') this.#set(drawnTo(which, 100, sizes));
    else return;
    event.preventDefault();
  }
}
