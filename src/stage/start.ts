/**
 * The little that a scene does before anybody reaches for it: wait. Player, charts and the run, which was recorded when the site was built,
 * load with the first touch of a control, which is then done; or at once when the page's address asks for a moment of the scene.
 *
 * Any button that an author puts beside the scene can ask for a run: `data-show` holds it as JSON, as in `{"settings":{"rate":40},"from":9000}`
 * (a Replay; what is left out is as usual). It is played from its moment, or stands there paused with `data-paused`; `data-run` is the address of its recording. Everything else in `.stage-try` is the author's own.
 */
import type { LessonStage } from './lesson-stage.ts';
import { runFile } from './runs.ts';

for (const host of document.querySelectorAll<HTMLElement>('[data-scene]')) prepare(host);

/** What is needed to play, and what is played: both are on their way at once. */
async function fetchStage({ dataset: { run } }: HTMLElement) {
  if (run) runFile(run);
  return import('./lesson-stage.ts');
}

function prepare(host: HTMLElement): void {
  let stage: Promise<LessonStage> | undefined;
  const play = host.querySelector('[data-play]') as HTMLButtonElement;
  /** Loads the stage if it is not there yet, and the run that somebody's `data-run` names, and asks the stage for something. */
  const ask = (what: (stage: LessonStage) => Promise<void>, whose = host): void => {
    // It shows at once that something comes, however slow the line is.
    if (!stage) {
      play.textContent = 'Starting …';
      play.ariaBusy = 'true';
    }
    stage ??= fetchStage(whose)
      .then(({ lessonStage }) => lessonStage(host))
      .catch((error: unknown) => {
        stage = undefined;
        const note = host.querySelector('[data-note]') as HTMLElement;
        note.hidden = false;
        note.textContent = 'The simulation could not be loaded. Check your connection and try again.';
        throw error;
      });
    stage
      .then(what)
      .catch(console.error)
      .finally(() => {
        if (play.ariaBusy !== 'true') return;
        play.textContent = 'Play';
        play.ariaBusy = null;
      });
  };

  for (const control of host.querySelectorAll<HTMLInputElement>('button:not([popovertarget]), input, select')) {
    const isAuthors = control.closest('.stage-try') !== null;
    if (!isAuthors || control.dataset.show) control.disabled = false;
    if (isAuthors) continue;
    const first = (event: Event): void => {
      if (stage) return;
      // The stage listens from now on: it hears the same event once more.
      event.preventDefault();
      event.stopImmediatePropagation();
      const { type } = event;
      ask(async (opened) => {
        await opened.open();
        control.dispatchEvent(new (type === 'click' ? MouseEvent : Event)(type, { bubbles: true }));
      });
    };
    for (const type of control.type === 'button' ? ['click'] : ['input', 'change'])
      control.addEventListener(type, first);
  }

  host.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-show]');
    if (button) ask((opened) => opened.show(button), button);
  });

  // Whoever comes near is likely to play, and need not wait then, unless they want every byte saved.
  const come = () => {
    if (!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) fetchStage(host).catch(() => {});
  };
  host.addEventListener('pointerenter', come, { once: true });
  const follow = () => {
    if (new URLSearchParams(location.hash.slice(1)).get('scene') !== host.dataset.scene) return;
    host.scrollIntoView({ block: 'start' });
    ask((opened) => opened.follow(location.hash));
  };
  addEventListener('hashchange', follow);
  follow();
}
