/**
 * What follows a pass: the learner's own system on screen, as one of its parts breaks and the rest goes on. It is a run of the lab's scene with
 * a fault, recorded in the sandbox; where nothing can be broken it is the usual run. Under reduced motion it stands still after the fault.
 */
import { faultKinds } from '#architecture';
import type { Replay } from '#grading';
import { describeMoment, type Recording, type Scene, USUAL } from '#scene';
import { struck } from '../stage/choices.ts';
import { drawn } from '../stage/drawing.ts';
import { worldMarkup } from '../stage/fragments.ts';
import { Picture, readInk } from '../stage/picture.ts';
import { wayNow } from '../stage/view.ts';
import { markup } from '../trusted/policy.ts';

/** The share of the scene after which the fault comes. */
const STRIKES_AFTER = 0.35;
/** Milliseconds of watching before the fault, and after it. */
const BEFORE = 2_000;
const AFTER = 7_000;
/** A dot is seen for so many milliseconds at least. */
const SEEN_FOR = 420;

export interface MomentOptions {
  lab: string;
  scene: Pick<Scene, 'seconds' | 'still'> & { pace: number };
  play(replay: Replay): Promise<Recording[]>;
}

/** Shows it in `host`; nothing is shown when it cannot be recorded, since nobody asked for it. */
export async function showMoment(host: HTMLElement, { lab, scene, play }: MomentOptions): Promise<void> {
  const { seconds, pace } = scene;
  const usual = await play(USUAL);
  const strikeAt = Math.max(scene.still ?? 0, seconds * STRIKES_AFTER) * 1000;
  const target = yoursOf(usual)?.targets[0];
  const replay = target && struck(USUAL, usual, target.target, strikeAt);
  const yours = yoursOf(replay ? await play(replay) : usual);
  if (!yours || !host.isConnected) return;
  const way = wayNow('right');
  const picture = await drawn(yours, `moment-${lab}`, way);
  if (!host.isConnected) return;

  const words = document.createElement('p');
  words.className = 'moment-words';
  words.setAttribute('role', 'status');
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = 'Once more';
  const world = document.createElement('div');
  world.className = 'stage-worlds';
  world.innerHTML = markup(worldMarkup(yours, picture, { titled: false }));
  host.replaceChildren(words, world, again);
  host.classList.add('instrument', 'stage-inks', 'shown');

  const drawing = new Picture(world.querySelector('[data-sheet]') as HTMLElement, yours);
  const ink = readInk(host);
  const fault = replay?.strikes.at(-1);
  const broken = target && fault ? `${target.label} ${faultKinds[fault.does]}` : undefined;
  const from = Math.max(0, strikeAt - BEFORE * pace);
  const to = Math.min(seconds * 1000, strikeAt + AFTER * pace);
  const tell = (at: number): void => {
    const isOver = at >= to;
    const said = isOver
      ? `${broken ? `${broken}, and the rest goes on. ` : ''}${describeMoment(yours, at).join(' ')}`
      : broken && at >= strikeAt
        ? `${broken}.`
        : 'Your code at work.';
    if (words.textContent !== said) words.textContent = said;
  };
  let last = { at: from, dots: false };
  const draw = (at: number, dots: boolean): void => {
    last = { at, dots };
    drawing.draw(at, { ink, atLeast: SEEN_FOR * pace, dots });
    tell(at);
  };
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  again.hidden = isCalm;
  const run = (): void => {
    const begun = performance.now();
    const tick = (now: number): void => {
      if (!host.isConnected) return;
      const at = Math.min(to, from + (now - begun) * pace);
      draw(at, true);
      if (at < to) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  };
  // A canvas of another size is empty: what stands still is drawn again.
  new ResizeObserver(() => {
    drawing.resize();
    draw(last.at, last.dots);
  }).observe(world);
  again.addEventListener('click', run);
  if (isCalm) draw(to, false);
  else run();
}

/** The world with the learner's code in it: the first, unless another is called theirs. */
function yoursOf(recordings: readonly Recording[]): Recording | undefined {
  return recordings.find(({ title }) => title === 'Yours') ?? recordings[0];
}
